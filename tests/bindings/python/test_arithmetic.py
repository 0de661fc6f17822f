"""The arithmetic of lap_hasil_pasca, computed once more by hand: on random tallies the library finds the same, to the vote."""
import copy
import json
import random

import pytest

from conftest import SOURCE

with open(SOURCE / "tests" / "conformance" / "judge_hasil.json", encoding="utf-8") as text:
    TEMPLATES = json.load(text)["templates"]

COLUMNS = {"gubernur": 2, "bupati": 2}  # Blora and Jawa Tengah
ROUNDS = 3000


def up(count, per=25, of=1000):
    return -(-count * per // of)


def halves(prefix, row, path):
    """F102: men and women, and F103's neighbours, of one count."""
    men, women, total = (row.get(prefix + end) for end in ("_l", "_p", ""))
    if (men is None) != (women is None):
        yield "F102", path + prefix, None
    elif men is not None and total is not None and men + women != total:
        yield "F102", path + prefix, men + women - total


def unequal(code, path, left, right):
    if left != right:
        yield code, path, left - right


def above(code, path, left, right):
    if left > right:
        yield code, path, left - right


def below(code, path, left, right):
    if left < right:
        yield code, path, left - right


def users(report, row, path):
    for prefix in ("pengguna_dpt", "pengguna_pindahan", "pengguna_tambahan", "pengguna_total", "disabilitas_pengguna"):
        yield from halves(prefix, row, path)
    for end in ("", "_l", "_p"):
        parts = [row.get("pengguna_" + kind + end) for kind in ("dpt", "pindahan", "tambahan", "total")]
        if None not in parts:
            yield from unequal("F103", path + "pengguna_total" + end, sum(parts[:3]), parts[3])
        if parts[0] is not None:
            yield from above("F104", path + "pengguna_dpt" + end, parts[0], report["pemilih_dpt" + end])
    disabled, listed = row.get("disabilitas_pengguna"), row.get("disabilitas_terdaftar")
    if disabled is not None:
        yield from above("F401", path + "disabilitas_pengguna", disabled, row["pengguna_total"])
    if disabled is not None and listed is not None:
        yield from above("F402", path + "disabilitas_pengguna", disabled, listed)


def ballots(report, row, path):
    received, used, spoiled, unused = (row["surat_" + kind] for kind in ("diterima", "digunakan", "rusak", "tidak_digunakan"))
    voters, moved, reserve = report["pemilih_dpt"], row["pengguna_pindahan"], up(report["pemilih_dpt"])
    yield from unequal("F201", path + "surat_diterima", used + spoiled + unused, received)
    yield from unequal("F204", path + "surat_digunakan", used, row["pengguna_total"])
    yield from above("F205", path + "surat_digunakan", used, received)
    if report["cakupan"] == "tps":
        yield from below("F202", path + "surat_diterima", received, voters + reserve)
        yield from above("F202", path + "surat_diterima", received, voters + reserve + moved)
        yield from above("F206", path + "surat_rusak", spoiled, reserve)
        return
    yield from below("F203", path + "surat_diterima", received, voters + reserve)
    yield from above("F203", path + "surat_diterima", received, voters + voters * 25 // 1000 + report["jumlah_tps"] + moved)


def votes(report, row, path):
    pairs, valid, invalid, total = row["suara_paslon"], row["suara_sah"], row["suara_tidak_sah"], row["suara_total"]
    turnout = row["pengguna_total"]
    yield from unequal("F301", path + "suara_sah", sum(pairs), valid)
    yield from unequal("F302", path + "suara_total", valid + invalid, total)
    yield from unequal("F303", path + "suara_total", total, turnout)
    yield from unequal("F304", path + "suara_total", total, row["surat_digunakan"])
    yield from unequal("F305", path + "suara_paslon", len(pairs), COLUMNS[row["jenis"]])
    if abs(total - turnout) * 100 >= max(1500, 2 * turnout):
        yield "W701", path + "suara_total", None
    if report["pemilih_dpt"] and not 3 * report["pemilih_dpt"] <= 10 * turnout <= 10 * report["pemilih_dpt"]:
        yield "W702", path + "pengguna_total", None
    if total and 100 * invalid > 15 * total:
        yield "W703", path + "suara_tidak_sah", None
    if report["cakupan"] == "tps" and valid >= 50 and valid in pairs:
        yield "W704", path + "suara_paslon", None
    if invalid == 0 and total >= 300:
        yield "W705", path + "suara_tidak_sah", None


def both_contests(report, governor, other, path):
    if report["cakupan"] == "tps":
        for name in ("pengguna_dpt", "pengguna_tambahan"):
            yield from unequal("F501", path + name, governor[name], other[name])
    for name in ("pengguna_pindahan", "pengguna_total"):
        yield from below("F502", path + name, governor[name], other[name])
    gaps = [row["suara_total"] - row["pengguna_total"] for row in (governor, other)]
    if report["cakupan"] == "tps" and gaps[0] and sum(gaps) == 0:
        yield "F503", path + "suara_total", None


def expected(report):
    yield from halves("pemilih_dpt", report, "/")
    if report["cakupan"] == "tps":
        yield from above("F105", "/pemilih_dpt", report["pemilih_dpt"], 600)
        yield from above("F106", "/pemilih_dpt", report["pemilih_dpt"], 600)
    else:
        yield from above("F603", "/tps_data_masuk", report["tps_data_masuk"], report["jumlah_tps"])
    for number, row in enumerate(report["hasil"]):
        for rules_of in (users, ballots, votes):
            yield from rules_of(report, row, f"/hasil/{number}/")
    yield from both_contests(report, *report["hasil"], "/hasil/0/")
    repeated = sum(report[kind] for kind in ("psu", "psl", "pss", "pssu"))
    if report["cakupan"] != "tps":
        yield from above("L-1", "/jumlah_tps", repeated, report["jumlah_tps"])
    if repeated and "pemilih_terdampak" not in report:
        yield "L-2", "/pemilih_terdampak", None


def counts_of(report):
    """Where a count stands: (container, key)."""
    for container in (report, *report["hasil"]):
        for key, value in container.items():
            if type(value) is int and key not in ("selisih", "urutan"):
                yield container, key
        yield from ((container["suara_paslon"], i) for i in range(len(container.get("suara_paslon", ()))))


def to_an_edge(chance, report, row):
    """One figure to the bound of a plausibility rule, or one off."""
    off, turnout = chance.randint(-1, 1), row["pengguna_total"]
    name, value = chance.choice((
        ("suara_tidak_sah", row["suara_total"] * 15 // 100), ("pengguna_total", report["pemilih_dpt"] * 3 // 10),
        ("pengguna_total", report["pemilih_dpt"]), ("suara_total", turnout + max(15, turnout // 50)),
        ("suara_total", turnout - max(15, turnout // 50)), ("suara_total", 300)))
    row[name] = value + off
    if name == "suara_total" and chance.random() < 0.5:
        row["suara_tidak_sah"] = 0


def disturbed(chance, template):
    report = copy.deepcopy(TEMPLATES[template])
    for row in report["hasil"]:
        row.pop("selisih", None)
        if chance.random() < 0.3:
            row.update(pengguna_total_l=row["pengguna_total"] // 2, pengguna_total_p=row["pengguna_total"] - row["pengguna_total"] // 2)
        if chance.random() < 0.1:
            row["pengguna_dpt_l"] = row["pengguna_dpt"] // 3
        if chance.random() < 0.2:
            row["suara_paslon"].append(0)
        if chance.random() < 0.3:
            row.update(disabilitas_terdaftar=5, disabilitas_pengguna=chance.choice((4, 5, 6)))
    if chance.random() < 0.4:
        to_an_edge(chance, report, chance.choice(report["hasil"]))
    for _ in range(chance.randrange(4)):
        container, key = chance.choice(list(counts_of(report)))
        container[key] = max(0, chance.choice((container[key] + chance.randint(-20, 20), container[key] * 2, 0, 40000)))
    return report


CHECKED = ("F", "W", "L-1", "L-2")


@pytest.mark.parametrize("template", ["tps", "kabupaten"])
def test_random_tallies_are_judged_to_the_vote(rules, template):
    chance = random.Random(template)
    seen = set()
    for _ in range(ROUNDS):
        report = disturbed(chance, template)
        verdict = rules.judge(report)
        found = sorted((f.code, f.path, f.difference) for f in verdict.findings if f.code.startswith(CHECKED))
        wanted = sorted(expected(report), key=str)
        assert sorted(found, key=str) == wanted, json.dumps(report)
        seen |= {code for code, _, _ in wanted}
    arithmetic = {"F102", "F103", "F104", "F201", "F204", "F205", "F301", "F302", "F303", "F304", "F305", "F402", "F502",
                  "W701", "W702", "W703", "W705", "L-2"}
    assert seen >= arithmetic | ({"F105", "F202", "F206", "F501"} if template == "tps" else {"F203", "F603", "L-1"})
