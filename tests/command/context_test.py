"""pilkada validate --context: every member of a context reaches the rules that need it. Run by pytest."""
import copy
import json
import os
import re
import subprocess

import pytest

PILKADA = os.environ["PILKADA_COMMAND"]
SOURCE = os.environ["PILKADA_SOURCE"]


def template(file, name):
    with open(os.path.join(SOURCE, "tests", "conformance", file), encoding="utf-8") as text:
        return copy.deepcopy(json.load(text)["templates"][name])


def validate(tmp_path, report, context=None):
    (tmp_path / "laporan.json").write_text(json.dumps(report), encoding="utf-8")
    args = []
    if context is not None:
        (tmp_path / "konteks.json").write_text(json.dumps(context), encoding="utf-8")
        args = ["--context", str(tmp_path / "konteks.json")]
    done = subprocess.run([PILKADA, "validate", "--format", "json", *args, str(tmp_path / "laporan.json")],
                          capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def judged(tmp_path, report, context=None):
    code, out, err = validate(tmp_path, report, context)
    assert code in (0, 1) and err == ""
    verdict = json.loads(out)
    return {f["code"]: f["difference"] for f in verdict["findings"]}, verdict["not_judged"]


def one_contest(**members):
    report = template("judge_hasil.json", "tps_gubernur")
    report["hasil"][0].update(members)
    return report


# The report, the context, and the rule that only judges with it: broken by a difference, not judged without.
NEEDED = [
    ("sebelumnya", template("judge_tungsura.json", "tungsura"), {"pemilih_hadir": 250000}, "U-1", -50000),
    ("sebelumnya", template("judge_hasil.json", "kabupaten"), {"tps_data_masuk": 1454}, "F603", -1),
    ("pasangan", one_contest(pengguna_dpt=321),
     {"hasil": [{"jenis": "bupati", "pengguna_dpt": 320, "pengguna_tambahan": 4}]}, "F501", 1),
    ("laporan", template("judge_hasil.json", "kabupaten"),
     [{"form_id": "lap_hasil_pasca", "kode_wilayah": "33.16.01", "cakupan": "kecamatan", "psu": 3}], "F601", 3),
    ("laporan", dict(template("judge_tungsura.json", "tungsura"), urutan=1),
     [{"form_id": "lap_tungsura", "kode_wilayah": "33.16", "tanggal_laporan": "2024-11-27", "urutan": 1}], "B-7", None),
    ("kejadian", template("judge_tahapan.json", "tahapan"), [{"form_id": "lap_kejadian"}], "T-10", -1),
]


@pytest.mark.parametrize("member, report, value, rule, difference", NEEDED)
def test_a_rule_is_judged_with_its_context_and_not_judged_without(tmp_path, member, report, value, rule, difference):
    findings, not_judged = judged(tmp_path, report)
    assert rule not in findings and rule in not_judged
    findings, _ = judged(tmp_path, report, {member: value})
    assert rule in findings and findings[rule] == difference


def test_parameters_and_reference_numbers_go_over_those_of_the_rulebook(tmp_path):
    report = template("judge_hasil.json", "tps")
    assert judged(tmp_path, report)[0] == {}
    assert judged(tmp_path, report, {"parameter": {"maks_pemilih_tps": 300}})[0] == {"F105": 189, "F106": 189}
    assert judged(tmp_path, report, {"wilayah": {"kolom_suara": 4}})[0] == {"F305": -2}


def test_a_reference_number_that_is_not_known_is_not_judged(tmp_path):
    report = dict(template("judge_hasil.json", "tps"), kode_wilayah="35.15")
    findings, not_judged = judged(tmp_path, report)
    assert "F305" not in findings and "F305" in not_judged
    given = {"wilayah": {"kolom_suara": 2, "kolom_gubernur": 3}}
    findings, not_judged = judged(tmp_path, report, given)
    assert findings == {"F305": -1} and "F305" not in not_judged


def test_members_are_those_of_the_guide(tmp_path):
    with open(os.path.join(SOURCE, "docs", "guide", "forms.md"), encoding="utf-8") as text:
        section = text.read().split("\n## Context\n")[1].split("\n## ")[0]
    members = re.findall(r"^\| `(\w+)` \|", section, re.M)
    empty = {name: [] if name in ("laporan", "kejadian") else {} for name in members}
    assert sorted({row[0] for row in NEEDED} | {"parameter", "wilayah"}) == sorted(members)
    assert validate(tmp_path, template("judge_hasil.json", "tps"), empty)[0] == 0


@pytest.mark.parametrize("context, place", [
    ({"sebelum": {}}, "/sebelum"), ({"laporan": {}}, "/laporan"), ({"pasangan": []}, "/pasangan"), ([], "object"),
])
def test_a_context_with_a_fault_is_refused_with_its_place(tmp_path, context, place):
    code, out, err = validate(tmp_path, template("judge_hasil.json", "tps"), context)
    assert code == 2 and out == "" and err.startswith("pilkada: ") and place in err


def test_rules_of_tabulations_are_judged_with_lists_as_long_as_they_may_be(tmp_path):
    report = template("judge_hasil.json", "kabupaten")
    for row in report["hasil"]:
        row["suara_paslon"] = [10_000] * 20
    counts = {k: 0 for k, v in report.items() if type(v) is int}
    rows = [{**{k: 0 for k, v in row.items() if type(v) is int}, "jenis": row["jenis"], "suara_paslon": [1] * 20} for row in report["hasil"]]
    below = [{**counts, "form_id": "lap_hasil_pasca", "kode_wilayah": f"33.16.{1 + i % 16:02}", "cakupan": "kecamatan", "hasil": rows}
             for i in range(10_000)]
    findings, not_judged = judged(tmp_path, report, {"laporan": below})
    assert not {"F601", "F602"} & set(not_judged) and "F602" not in findings
    below[9_999]["hasil"] = [dict(row, suara_paslon=[1] * 19 + [4]) for row in rows]
    assert any(f["path"].endswith("suara_paslon") and f["difference"] == 3 and "10.003, bukan 10.000" in f["message"]["id"]
               for f in json.loads(validate(tmp_path, report, {"laporan": below})[1])["findings"] if f["code"] == "F601")
    for region in below:
        region["kode_wilayah"] = "33.16.77"
    findings, not_judged = judged(tmp_path, report, {"laporan": below})
    assert "F602" in findings and "F602" not in not_judged
