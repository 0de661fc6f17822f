"""pilkada recap: formats, exit codes, coverage, revisions, on the example night. Run by pytest."""
import csv
import io
import json
import os
import subprocess

import pytest

PILKADA = os.environ["PILKADA_COMMAND"]
NIGHT = os.path.join(os.environ["PILKADA_SOURCE"], "examples", "night", "reports.jsonl")
RECAP = ["recap", "--form", "lap_tahapan_harian", "--date", "2024-11-26"]


def run(*args, stdin=None):
    done = subprocess.run([PILKADA, *args], input=stdin, capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def night():
    with open(NIGHT, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def lines(reports):
    return "\n".join(json.dumps(report) for report in reports).encode()


def recap(reports, *args):
    code, out, err = run(*RECAP, "--format", "json", *args, "-", stdin=lines(reports))
    assert code in (0, 1) and err == ""
    return code, json.loads(out)


def test_the_night_in_text():
    code, out, err = run(*RECAP, NIGHT)
    assert code == 1 and err == ""
    assert out.startswith("Data internal Desk Pilkada. Bukan hasil resmi.\n")
    assert "Cakupan: 31 dari 35 wilayah." in out and "33.24 Kabupaten Kendal, 33.29 Kabupaten Brebes" in out
    assert run(*RECAP, "--lang", "en", NIGHT)[1].startswith("Internal data of the election desk. No official result.\n")


def test_every_sum_is_the_sum_of_its_parts():
    _, answer = recap(night())
    sums = [row for row in answer["fields"] if row["recap"] == "sum"]
    assert len(sums) > 20
    for row in sums:
        assert row["value"] == sum(part["value"] for part in row["parts"])
        assert row["used"] == len(row["parts"])


def test_sums_are_those_of_an_independent_reading():
    """The last report of each region, of those without errors by `pilkada validate`."""
    reports, (_, out, _) = night(), run("validate", "--format", "json", NIGHT)
    sound = {verdict["id"] for verdict in map(json.loads, out.splitlines()) if verdict["may_submit"]}
    last = {}
    for report in sorted(reports, key=lambda r: (r.get("urutan", 0), r["waktu_diterima"])):
        if report["id"] in sound:
            last[report["kode_wilayah"]] = report
    _, answer = recap(reports)
    assert answer["coverage"]["used"] == len(last) == 31
    assert {p["report"] for p in answer["places"] if p["rule"]} == {report["id"] for report in last.values()}
    for row in answer["fields"]:
        if row["recap"] == "sum":
            assert row["value"] == sum(report.get(row["field"]) or 0 for report in last.values())


def test_the_result_is_valid_by_its_form():
    _, answer = recap(night())
    code, out, _ = run("validate", "--format", "json", "-", stdin=json.dumps(answer["report"]).encode())
    assert code == 0 and json.loads(out) == answer["verdict"]


def test_csv_has_the_notice_on_each_line_and_adds_up():
    code, out, _ = run(*RECAP, "--format", "csv", NIGHT)
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert code == 1 and all(row["notice"] == "Data internal Desk Pilkada. Bukan hasil resmi." for row in rows)
    of = [row for row in rows if row["field"] == "jumlah_kecamatan"]
    assert len(of) == 36 and of[0]["line"] == "total"
    assert int(of[0]["value"]) == sum(int(row["value"]) for row in of[1:] if row["value"]) == 502


def test_a_late_correction_is_a_new_revision(tmp_path):
    reports = night()
    _, before = recap(reports)
    late = next(dict(r) for r in reports if r["id"] == "33.09-26-3")
    late.update(id="33.09-26-4", waktu_diterima="2024-11-27T07:00:00+07:00", aduan_total=3, aduan_ketertiban=3)
    earlier = tmp_path / "rekap.json"
    earlier.write_text(json.dumps(before))
    _, after = recap([*reports, late], "--previous", str(earlier))
    assert before["recap"]["revision"] == 1 and before["differences"] == []
    assert after["recap"]["revision"] == 2
    assert {"field": "aduan_total", "before": 2, "after": 3, "difference": 1} in after["differences"]
    assert [d["region"] for d in after["differences"] if "region" in d] == ["33.09"]


def test_all_of_them_is_complete():
    reports = [r for r in night() if r["id"] == "33.01-26-1"]
    everybody = [dict(reports[0], kode_wilayah=row["code"], id=row["code"])
                 for row in map(json.loads, run("region", "--format", "json", *(f"33.{i:02}" for i in range(1, 30)))[1].splitlines())]
    everybody += [dict(reports[0], kode_wilayah=f"33.{i}", id=f"33.{i}", jenis_pemilihan=["gubernur", "wali_kota"])
                  for i in range(71, 77)]
    code, answer = recap(everybody)
    assert code == 0 and answer["findings"] == [] and answer["verdict"]["valid"]
    assert answer["report"]["jenis_pemilihan"] == ["gubernur"]


@pytest.mark.parametrize("args", [
    ["recap", NIGHT], ["recap", "--form", "lap_tahapan_harian", NIGHT], RECAP, [*RECAP, "--format", "xml", NIGHT],
    [*RECAP, "tiada.jsonl"], [*RECAP, "--region", "99", NIGHT], [*RECAP, "--previous", NIGHT, NIGHT],
    ["recap", "--form", "lap_tiada", "--date", "2024-11-26", NIGHT],
    ["recap", "--form", "lap_tahapan_harian@1999", "--date", "2024-11-26", NIGHT],
    ["recap", "--form", "lap_tahapan_harian", "--date", "2024-02-30", NIGHT], [*RECAP, "--now", "2024-11-27T05:00:00", NIGHT],
])
def test_work_that_cannot_be_done_exits_2_with_a_complaint(args):
    code, _, err = run(*args)
    assert code == 2 and err != ""


def test_an_empty_file_and_other_dates_are_a_finding():
    for stdin, args in ((b"", RECAP), (lines(night()), ["recap", "--form", "lap_tahapan_harian", "--date", "2024-11-20"])):
        code, out, err = run(*args, "--format", "json", "-", stdin=stdin)
        assert code == 1 and err == ""
        assert json.loads(out)["findings"][0]["code"] == "RK-1"


def results(region, votes, contests):
    """A sound report on lap_hasil_pasca: the form's example with other votes."""
    with open(os.path.join(os.environ["PILKADA_SOURCE"], "data", "forms", "lap_hasil_pasca.json"), encoding="utf-8") as file:
        example = json.load(file)["example"]
    with open(os.path.join(os.environ["PILKADA_SOURCE"], "data", "forms", "kepala.json"), encoding="utf-8") as file:
        report = {**json.load(file)["example"], **example}
    rows = []
    for row, valid in zip(report["hasil"], votes):
        rest = row["suara_total"] - sum(valid)
        rows.append({**row, "suara_paslon": list(valid), "suara_sah": sum(valid), "suara_tidak_sah": rest})
    return {**report, "id": region, "kode_wilayah": region, "hasil": rows, "jenis_pemilihan": contests}


def test_votes_are_added_by_contest_and_never_across_two_elections():
    reports = [results("33.16", [(200000, 260000), (300000, 150000)], ["gubernur", "bupati"]),
               results("33.17", [(190000, 270000), (280000, 180000)], ["gubernur", "bupati"])]
    code, out, err = run("recap", "--form", "lap_hasil_pasca", "--date", reports[0]["tanggal_laporan"], "--format", "json",
                         "-", stdin=lines(reports))
    answer = json.loads(out)
    assert code == 1 and err == "" and answer["coverage"]["used"] == 2
    assert [row["jenis"] for row in answer["report"]["hasil"]] == ["gubernur"]
    assert answer["report"]["hasil"][0]["suara_paslon"] == [390000, 530000]
    assert answer["report"]["hasil"][0]["suara_sah"] == 920000
    assert answer["report"]["cakupan"] == "provinsi" and answer["report"]["jenis_pemilihan"] == ["gubernur"]
    assert answer["verdict"]["valid"], answer["verdict"]["findings"]


@pytest.mark.parametrize("form", ["lap_kampanye_harian", "lap_situasi_harian", "lap_tahapan_harian", "lap_tungsura"])
def test_examples_of_every_region_make_a_valid_report(form):
    with open(os.path.join(os.environ["PILKADA_SOURCE"], "data", "forms", form + ".json"), encoding="utf-8") as file:
        example = json.load(file)["example"]
    with open(os.path.join(os.environ["PILKADA_SOURCE"], "data", "forms", "kepala.json"), encoding="utf-8") as file:
        base = {**json.load(file)["example"], **example, "tingkat": "kabupaten_kota"}
    reports = [{**base, "id": f"33.{i:02}", "kode_wilayah": f"33.{i:02}", "jenis_pemilihan": ["gubernur", "bupati"]}
               for i in range(1, 30)]
    _, out, err = run("recap", "--form", form, "--date", base["tanggal_laporan"], "--format", "json", "-", stdin=lines(reports))
    answer = json.loads(out)
    assert err == "" and answer["coverage"]["used"] == 29
    assert answer["verdict"]["valid"], answer["verdict"]["findings"]
