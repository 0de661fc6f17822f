"""The pilkada command's contract: options, formats, exit codes, complaints. Run by pytest."""
import json
import os
import re
import subprocess

import pytest

PILKADA = os.environ["PILKADA_COMMAND"]
SOURCE = os.environ["PILKADA_SOURCE"]
NIGHT = os.path.join(SOURCE, "examples", "night", "reports.jsonl")
WINDOW = ["window", "judge", "--schedule", "jateng.dinihari", "--from", "2024-11-26", "--until", "2024-11-26",
          "--now", "2024-11-27T05:01:00+07:00"]


def run(*args, stdin=None):
    done = subprocess.run([PILKADA, *args], input=stdin, capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def json_lines(text):
    return [json.loads(line) for line in text.splitlines()]


def first_report():
    with open(NIGHT, encoding="utf-8") as file:
        return json.loads(file.readline())


def test_version_names_the_library_and_the_rulebook():
    code, out, err = run("--version")
    version, rulebook = out.splitlines()
    assert code == 0 and err == ""
    assert version.startswith("pilkada 0.")
    assert len(rulebook.split()[-1]) == 64


def test_no_command_and_unknown_command_show_the_usage_and_fail():
    for args in ([], ["dukun"], ["window", "ramal"], ["form", "hapus"]):
        code, out, err = run(*args)
        assert code == 2 and out == "" and err != ""


def test_help_is_fine_in_both_languages():
    indonesian, english = run("--help"), run("--help", "--lang", "en")
    assert indonesian[0] == english[0] == 0
    assert "Pemakaian" in indonesian[1] and "Usage" in english[1]
    assert run("help") == indonesian
    assert run("window", "judge", "--help") == run("window", "--help") == run("help", "window") != indonesian


@pytest.mark.parametrize("command", ["form", "validate", "explain", "window", "recap", "screen", "region", "check", "bundle"])
def test_the_help_of_a_command_names_its_options(command):
    source = os.path.join(SOURCE, "src", "cli", {"bundle": "rulebook"}.get(command, command) + ".c")
    with open(source, encoding="utf-8") as file:
        options = set(re.findall(r'\{"(-[-a-z]+)", (?:true|false)', file.read()))
    assert re.search(rf"^  {command} ", run("help")[1], re.M)
    for lang in ("id", "en"):
        code, out, err = run(command, "--help", "--lang", lang)
        assert code == 0 and err == "" and f"pilkada {command}" in out
        assert [option for option in options if option not in out] == []


@pytest.mark.parametrize("args", [
    ["validate", "--formulir", "x", NIGHT], ["validate", "--format", "xml", NIGHT], ["validate", "--lang"],
    ["validate"], ["screen"], ["region"], ["check"], ["validate", "--form", "lap_tiada", NIGHT],
    ["validate", "tiada.json"], ["validate", "--context", "tiada.json", NIGHT], ["screen", "--pack", "tiada.json", NIGHT],
    ["region", "99.99"], ["form", "show", "lap_tiada"], ["window", "status"], ["window", "status", "--at", "2024-11-27T05:00:00"],
    WINDOW, [*WINDOW, "tiada.jsonl"], ["window", "judge", "--from", "2024-02-30", "--now", "2024-11-27T05:01:00+07:00", NIGHT],
    [*WINDOW, "--schedule", "tiada", NIGHT], [*WINDOW, "--regions", "99.99", NIGHT],
])
def test_work_that_cannot_be_done_exits_2_with_a_complaint(args):
    code, _, err = run(*args)
    assert code == 2
    assert err.startswith("pilkada: ")


def test_validate_prints_one_object_a_line_with_keys_in_a_fixed_order():
    code, out, err = run("validate", "--format", "json", NIGHT)
    verdicts = json_lines(out)
    with open(NIGHT, encoding="utf-8") as file:
        reports = [json.loads(line) for line in file if line.strip()]
    assert code == 1 and err == ""
    assert [v["id"] for v in verdicts] == [r["id"] for r in reports]
    rulebook = run("--version")[1].split()[-1]
    for verdict in verdicts:
        assert list(verdict)[:7] == ["id", "form", "version", "rulebook", "valid", "may_submit", "findings"]
        assert verdict["rulebook"] == rulebook
        assert verdict["valid"] == all(f["severity"] != "galat" for f in verdict["findings"])
        for finding in verdict["findings"]:
            assert list(finding)[:7] == ["code", "severity", "path", "message", "basis", "operands", "difference"]
            assert finding["severity"] in ("galat", "peringatan", "info")
            assert list(finding["message"]) == ["id", "en"] and all(finding["message"].values())
            assert finding["basis"]


def test_json_is_compact_and_the_same_each_time():
    first, second = run("validate", "--format", "json", NIGHT)[1], run("validate", "--format=json", NIGHT)[1]
    assert first == second
    for line in first.splitlines():
        assert line == json.dumps(json.loads(line), ensure_ascii=False, separators=(",", ":"))


def test_a_valid_report_exits_0_and_stdin_takes_one_report_or_lines():
    report = first_report()
    text = json.dumps(report, indent=2).encode()
    code, out, _ = run("validate", "--format", "json", "-", stdin=text)
    assert (code, json.loads(out)["valid"]) == (0, True)
    lines = (json.dumps(report) + "\n\n" + json.dumps(report)).encode()
    code, out, _ = run("validate", "--format", "json", "-", stdin=lines)
    assert code == 0 and len(out.splitlines()) == 2


def test_a_bad_line_is_reported_with_its_number_and_the_rest_is_judged(tmp_path):
    good = json.dumps(first_report())
    path = tmp_path / "laporan.jsonl"
    path.write_bytes((good + "\n{\"id\": 1,}\n").encode() + b"\xff\n" + b"{\"id\": \"a\\u0000b\"}\n" + (good + "\n").encode())
    code, out, err = run("validate", "--format", "json", str(path))
    assert code == 2
    assert len(out.splitlines()) == 2
    for number in (2, 3, 4):
        assert f"{path}:{number}" in err


def test_text_format_speaks_the_language_asked_for():
    report = first_report()
    report["tps_siluman"] = 1
    text = json.dumps(report).encode()
    code, indonesian, _ = run("validate", "-", stdin=text)
    english = run("validate", "--lang", "en", "-", stdin=text)[1]
    assert code == 1 and indonesian != english and "tps_siluman" in indonesian and "tps_siluman" in english


def test_explain_says_why_in_text_and_in_one_object_a_line(tmp_path):
    report = first_report()
    report["aduan_total"] = report["aduan_total"] + 3
    path = tmp_path / "laporan.json"
    path.write_text(json.dumps(report))
    code, out, err = run("explain", "--format", "json", str(path))
    explained = json.loads(out)
    assert (code, err) == (1, "") and out == json.dumps(explained, ensure_ascii=False, separators=(",", ":")) + "\n"
    assert list(explained) == ["id", "form", "version", "rulebook", "valid", "may_submit", "rules", "more"]
    for rule in explained["rules"]:
        assert list(rule) == ["code", "severity", "outcome", "title", "path", "expression", "when", "missing", "basis",
                              "operands", "condition", "tree", "difference", "reason", "flag"]
        assert rule["basis"] and all(rule["reason"].values())
    verdict = json.loads(run("validate", "--format", "json", str(path))[1])
    failed = [(rule["code"], rule["path"], rule["difference"]) for rule in explained["rules"] if rule["outcome"] == "dilanggar"]
    assert sorted(failed, key=str) == sorted(((f["code"], f["path"], f["difference"]) for f in verdict["findings"]), key=str)
    indonesian, english = run("explain", "--rule", "T-1", str(path))[1], run("explain", "--rule", "T-1", "--lang", "en", str(path))[1]
    assert "/aduan_total: dilanggar (galat)" in indonesian and "/aduan_total: fails (error)" in english
    assert indonesian.splitlines()[4].startswith("  tentang   ")
    code, _, err = run("explain", "--rule", "T-99", str(path))
    assert code == 2 and "rule" in err


def test_a_draft_says_what_each_section_lacks(tmp_path):
    path = tmp_path / "draf.json"
    path.write_text('{"form_id": "lap_tungsura", "form_versi": "2024.1", "jumlah_tps": 1453, "tps_buka": 1450, "tps_belum_buka": 3}')
    code, out, err = run("validate", "--draft", str(path))
    assert (code, err) == (0, "") and re.search(r"^  .+: \d+ dari \d+ terisi, kurang: .*Nama pelapor", out, re.M)
    draft = json.loads(run("validate", "--draft", "--format", "json", str(path))[1])
    assert list(draft)[-1] == "draft" and not draft["may_submit"] and draft["findings"] == []
    assert sum(section["filled"] for section in draft["draft"]["sections"]) >= 5
    assert run("validate", str(path))[0] == 1 and "draft" not in json.loads(run("validate", "--format", "json", str(path))[1])


def test_a_confirmed_warning_stays_confirmed_while_its_values_are_the_same(tmp_path):
    report = {"form_id": "lap_tungsura", "form_versi": "2024.1", "pemilih_tambahan": 12, "jam_pantau": "11:00"}
    path, kept = tmp_path / "laporan.json", tmp_path / "terverifikasi.json"
    path.write_text(json.dumps(report))
    kept.write_text("[]")
    judge = ["validate", "--confirmed", str(kept), "--format", "json", str(path)]

    def warning():
        return next(f for f in json.loads(run(*judge)[1])["findings"] if f["code"] == "U-8")

    first = warning()
    assert list(first)[-2:] == ["fingerprint", "verified"] and not first["verified"]
    kept.write_text(json.dumps([{**{key: first[key] for key in ("code", "path", "fingerprint")}, "oleh": "piket malam"}]))
    assert warning()["verified"] and "[terverifikasi]" in run("validate", "--confirmed", str(kept), str(path))[1]
    path.write_text(json.dumps({**report, "pemilih_tambahan": 13}))
    assert not warning()["verified"]
    kept.write_text("{}")
    code, out, err = run(*judge)
    assert (code, out) == (2, "") and str(kept) in err


def test_every_error_of_expressions_has_a_sentence_in_both_languages():
    folder = os.path.join(SOURCE, "src", "form")
    errors = set()
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            errors.update(e.replace('\\"', '"') for e in re.findall(r'pk_value_error\("((?:[^"\\]|\\.)*)"\)', file.read()))
    with open(os.path.join(SOURCE, "data", "messages", "explain.json"), encoding="utf-8") as file:
        known = {key.removeprefix("explain.error.") for key in json.load(file)["messages"] if key.startswith("explain.error.")}
    assert errors and errors == known


def test_form_list_and_show():
    forms = json_lines(run("form", "list", "--format", "json")[1])
    names = {f["form"] for f in forms}
    assert {"lap_tahapan_harian", "lap_tungsura"} <= names
    shown = json.loads(run("form", "show", "lap_tungsura@2024.1", "--format", "json")[1])
    assert shown["form"] == "lap_tungsura" and shown["version"] == "2024.1"
    assert "jumlah_tps" in run("form", "show", "lap_tungsura")[1]


def test_window_status_inside_outside_and_at_the_border():
    for at, state in (("2024-11-27T00:00:00+07:00", "buka"), ("2024-11-27T04:59:59+07:00", "buka"),
                      ("2024-11-27T05:00:00+07:00", "tutup"), ("2024-11-26T23:59:59+07:00", "tutup")):
        code, out, _ = run("window", "status", "--schedule", "jateng.dinihari", "--at", at, "--format", "json")
        status = json.loads(out)
        assert code == 0 and status["state"] == state, at
    assert json.loads(run("window", "status", "--at", "2024-11-27T03:00:00+07:00", "--format", "json")[1])["seconds_left"] == 7200
    for lang, words in (("id", ("buka", "tutup")), ("en", ("open", "closed"))):
        for at, word in zip(("2024-11-27T00:00:00+07:00", "2024-11-27T05:00:00+07:00"), words):
            row = run("window", "status", "--lang", lang, "--at", at)[1].splitlines()[2]
            assert row.split()[-1] == word, row


def test_window_judge_prints_every_region_and_a_summary():
    code, out, err = run(*WINDOW, "--format", "json", NIGHT)
    lines = json_lines(out)
    cells, summary = lines[:-1], lines[-1]
    assert code == 1 and err == ""
    assert len(cells) == 35 and "summary" in summary
    for cell in cells:
        assert list(cell) == ["schedule", "region", "date", "required", "received", "on_time", "early", "late", "duplicate",
                              "nihil", "rejected", "state", "reason"]
        assert cell["state"] in ("lengkap", "kurang", "terlambat", "belum", "berjalan", "dikecualikan")
    assert run(*WINDOW, "--format", "json", "--regions", "all", NIGHT)[1] == out
    two = json_lines(run(*WINDOW, "--format", "json", "--regions", "33.16,33.74", NIGHT)[1])
    assert [c["region"] for c in two[:-1]] == ["33.16", "33.74"]


def test_detail_adds_to_the_cell_and_shows_what_was_replaced(tmp_path):
    path = tmp_path / "terima.jsonl"
    receipt = {"region": "33.16", "form": "lap_tahapan_harian", "date": "2024-11-26"}
    path.write_text("".join(json.dumps({**receipt, **more}) + "\n" for more in (
        {"id": "a", "hash": "x", "received": "2024-11-27T01:00:00+07:00"},
        {"id": "b", "hash": "y", "received": "2024-11-27T05:00:30+07:00", "replaces": "a"})))
    cell, summary = run(*WINDOW, "--regions", "33.16", "--format", "json", str(path))[1].splitlines()
    detail, same = run(*WINDOW, "--regions", "33.16", "--format", "json", "--detail", str(path))[1].splitlines()
    assert detail.startswith(cell[:-1] + ',"phase":"susulan","opens":"2024-11-27T00:00:00+07:00"') and same == summary
    told = json.loads(detail)
    assert told["on_time"] == 1 and told["corrected"] == 1
    assert [(e["id"], e["state"], e["counted_at"]) for e in told["history"]] == [
        ("a", "diganti", "2024-11-27T01:00:00+07:00"), ("b", "berlaku", "2024-11-27T01:00:00+07:00")]


def test_a_complete_board_exits_0(tmp_path):
    path = tmp_path / "terima.jsonl"
    receipt = {"region": "33.16", "form": "lap_tahapan_harian", "date": "2024-11-26"}
    path.write_text("".join(json.dumps({"id": f"r{i}", **receipt, "received": f"2024-11-27T0{i}:00:00+07:00"}) + "\n" for i in (1, 2)))
    code, out, _ = run(*WINDOW, "--regions", "33.16", "--format", "json", str(path))
    assert (code, json_lines(out)[0]["state"]) == (0, "lengkap")
    assert run(*WINDOW, "--regions", "33.16,33.15", str(path))[0] == 1


def test_a_bad_receipt_is_named_and_the_board_is_still_made(tmp_path):
    path = tmp_path / "terima.jsonl"
    path.write_text('{"id": "a", "region": "33.16", "form": "lap_tahapan_harian", "received": "2024-11-27T01:00:00"}\n'
                    '{"id": "b", "region": "33.16", "form": "lap_tahapan_harian", "received": "2024-11-27T01:00:00+07:00"}\n')
    code, out, err = run(*WINDOW, "--regions", "33.16", "--format", "json", str(path))
    assert code == 2 and f"{path}:1" in err
    assert json_lines(out)[0]["received"] == 1


def test_screen_reads_lines_files_and_stdin(tmp_path):
    lines = tmp_path / "teks.jsonl"
    lines.write_text('{"id": "satu", "text": "Rapat koordinasi desk berjalan lancar."}\n{"id": 2, "text": ""}\n{"teks": "salah"}\n')
    code, out, err = run("screen", "--format", "json", str(lines))
    results = json_lines(out)
    assert code == 2 and f"{lines}:3" in err
    assert [r["id"] for r in results] == ["satu", "2"]
    for result in results:
        assert list(result) == ["id", "level", "score", "hits", "suppressed"]
        assert result["level"] == "bersih" and result["score"] == sum(h["points"] for h in result["hits"])
    whole = tmp_path / "surat.txt"
    whole.write_text("Rapat koordinasi\nberjalan lancar.\n")
    code, out, _ = run("screen", "--format", "json", "--normal", str(whole))
    assert code == 0 and "normal" in json.loads(out)
    code, out, _ = run("screen", "--format", "json", "-", stdin=b'{"id": "x", "text": "aman"}\n')
    assert code == 0 and json.loads(out)["id"] == "x"


def test_screen_reads_large_files_in_pieces(tmp_path):
    text = ("apa kabar. " * 290000 + "Surat suara sudah tercoblos!! ").encode()
    file = tmp_path / "besar.txt"
    file.write_bytes(text)
    answer = json.loads(run("screen", "--format", "json", "--explain", str(file))[1])
    assert answer["size"] == answer["read"] == len(text) > 3 << 20 and answer["limits"] == []
    assert answer["level"] != "tidak_tuntas"
    assert any(hit["rule"] == "suara-tercoblos" and text[hit["start"]:hit["end"]] == b"Surat suara sudah tercoblos"
               for hit in answer["hits"])
    for option in ("--normal", "--near"):  # need the whole text in one call, which has a limit
        assert run("screen", option, "--format", "json", str(file))[1].count("tidak_tuntas") == 1


def test_screen_tells_near_misses_and_readings_of_a_file(tmp_path):
    file = tmp_path / "hampir.txt"
    file.write_text("Tinta di TPS itu agak pudar. Surat suara terc0blos!")
    assert "near" in json.loads(run("screen", "--near", "--format", "json", str(file))[1])
    out = run("screen", "--explain", str(file))[1]
    assert 'Yang cocok: "surat suara … tercoblos"' in out and '"0" → "o"' in out


def test_screen_counts_the_clean_texts_among_many(tmp_path):
    lines = tmp_path / "teks.jsonl"
    lines.write_text('{"id": "a", "text": "aman"}\n{"id": "b", "text": "GEGER!! surat suara sudah tercoblos, sebarkan!!"}\n')
    code, out, _ = run("screen", str(lines))
    assert code == 0 and "b: prioritas" in out and "a: bersih" not in out
    assert out.splitlines()[-1].startswith("1 teks bersih")
    whole = tmp_path / "surat.txt"
    whole.write_text("aman")
    assert "surat.txt: bersih" in run("screen", str(whole))[1]


def test_region_in_both_formats():
    blora = json.loads(run("region", "33.16", "--format", "json")[1])
    assert (blora["name"], blora["tps"], blora["dpt"]) == ("Kabupaten Blora", 1453, 700613)
    assert "Kabupaten Blora" in run("region", "33.16")[1]
    assert run("region", "33.16")[0] == 0


def test_check_accepts_every_definition_that_is_shipped():
    for folder in ("forms", "schedules", "screening"):
        directory = os.path.join(SOURCE, "data", folder)
        for name in sorted(os.listdir(directory)):
            if not name.endswith(".json"):
                continue
            code, out, err = run("check", "--format", "json", os.path.join(directory, name))
            assert (code, err) == (0, ""), out
            assert json.loads(out)["ok"]


def test_check_names_what_is_wrong(tmp_path):
    broken = tmp_path / "rusak.json"
    broken.write_text('{"form": "x",}')
    code, out, _ = run("check", str(broken))
    assert code == 1 and "rusak.json" in out
    other = tmp_path / "lain.json"
    other.write_text("{}")
    result = json.loads(run("check", "--format", "json", str(other))[1])
    assert not result["ok"] and result["problems"][0]["severity"] == "galat"


def own_pack(folder, **members):
    entry = {"id": "tinta", "kind": "frasa", "category": "k", "points": 30, "text": "tinta hilang", **members}
    pack = {"id": "kami", "version": "1", "title": {"id": "k", "en": "o"}, "source": "Desk", "license": "MIT",
            "thresholds": {"periksa": 25, "prioritas": 50},
            "categories": [{"id": "k", "label": {"id": "k", "en": "k"}, "reason": {"id": "r", "en": "r"}}],
            "defaults": {"source": "Desk", "author": "Desk", "date": "2024-11-20", "status": "aktif", "expires": "2025-12-31",
                         "false_positive": "tidak ada"}, "entries": [entry]}
    path = folder / "kami.json"
    path.write_text(json.dumps(pack), encoding="utf-8")
    return str(path)


def test_a_pack_is_checked_by_a_day_and_against_names(tmp_path):
    names = tmp_path / "nama.txt"
    names.write_text("# satu baris, satu nama\r\n\nSi Anu  \nFulanah # calon\n", encoding="utf-8")
    good = own_pack(tmp_path)
    assert run("check", good)[0] == run("check", "--at", "2025-12-31", "--names", str(names), good)[0] == 0
    code, out, _ = run("check", "--at", "2026-01-01", "--lang", "en", good)
    assert code == 1 and "/defaults/expires: expired: 2025-12-31" in out and ":1:" in out
    code, out, _ = run("check", "--names", str(names), own_pack(tmp_path, text="si anu kalah"))
    assert code == 1 and "/entries/0 tinta: nama ini tidak boleh masuk daftar: Si Anu" in out
    names.write_text("# kosong\n")
    assert run("check", "--names", str(names), good)[0] == run("check", "--names", "tiada.txt", good)[0] == 2
    assert run("check", "--at", "besok", good)[0] == 2


def test_expired_entries_are_told_and_not_counted(tmp_path):
    pack = own_pack(tmp_path, expires="2024-11-27")
    answers = [json.loads(run("screen", "--pack", pack, "--explain", "--format", "json", *at, "-", stdin=b'{"id":"a","text":"Tinta hilang"}')[1])
               for at in ((), ("--at", "2024-11-27"), ("--at", "2024-11-28"))]
    assert [answer["score"] for answer in answers] == [30, 30, 0]
    assert [answer["date"] for answer in answers] == [None, "2024-11-27", "2024-11-28"]
    assert [hit["reason"] for hit in answers[2]["suppressed"]] == ["kedaluwarsa"]


def test_lists_alone_and_beside_the_built_in_ones(tmp_path):
    pack = own_pack(tmp_path)
    lines = b'{"id":"a","text":"GEGER!! Tinta hilang","disposisi":"ke Bawaslu"}'

    def rules(*options):
        answer = json.loads(run("screen", "--format", "json", "--explain", *options, "-", stdin=lines)[1])
        assert answer["disposisi"] == "ke Bawaslu"
        return {hit["rule"] for hit in answer["hits"]}, [pack["id"] for pack in answer["packs"]]
    assert rules("--pack", pack) == ({"tinta"}, ["kami"])
    assert rules("--add", pack) == (rules()[0] | {"tinta"}, ["pilkada-umum", "kami"])
    built_in = os.path.join(SOURCE, "data", "screening", "pilkada-umum.json")
    assert rules("--pack=" + pack, f"--pack={built_in}") == (rules()[0] | {"tinta"}, ["kami", "pilkada-umum"])
    text = tmp_path / "pesan.txt"
    text.write_text("Tinta hilang")
    assert "memuat frasa dalam daftar pantau" in run("screen", "--pack", pack, str(text))[1]


def test_an_id_in_two_lists_is_told_with_both_places(tmp_path):
    pack = own_pack(tmp_path)
    code, out, err = run("screen", "--add", pack, "--add", pack, "-", stdin=b"")
    assert code == 2 and f"pilkada: {pack}:1:" in err and '/entries/0 of pack "kami"' in err and "#/entries/0/id" in err
    assert run("screen", "--add", pack, "--add", "tiada.json", "-", stdin=b"")[0] == 2


def test_near_misses_are_told_on_request():
    line = json.dumps({"id": "a", "text": "Surat suara di kabupaten itu semua katanya kemarin sore sudah dan memang tercoblos"}).encode()
    near = json.loads(run("screen", "--near", "--format", "json", "-", stdin=line)[1])
    assert list(near)[-2:] == ["near", "near_complete"] and near["near"][0]["rule"] == "suara-tercoblos"
    assert list(json.loads(run("screen", "--format", "json", "-", stdin=line)[1]))[-1] == "suppressed"
    assert "terpisah 10 kata, paling banyak 8 [suara-tercoblos]" in run("screen", "--near", "-", stdin=line)[1]


def own_form(folder, version="2024.2", **replaced):
    os.makedirs(os.path.join(folder, "forms"), exist_ok=True)
    with open(os.path.join(SOURCE, "data", "forms", "lap_tungsura.json"), encoding="utf-8") as file:
        text = file.read().replace('"2024.1"', f'"{version}"', 1)
    for old, new in replaced.items():
        text = text.replace(f'"{old}"', f'"{new}"', 1)
    with open(os.path.join(folder, "forms", "own.json"), "w", encoding="utf-8") as file:
        file.write(text)
    return str(folder)


def test_a_rulebook_of_a_directory_and_its_bundle_are_the_same(tmp_path):
    own, bundle = own_form(tmp_path / "my"), str(tmp_path / "bundle.json")
    assert run("bundle", own, "-o", bundle) == (0, "", "")
    built_in, of_directory, of_bundle = (run("--version", *more)[1].split()[-1] for more in (
        [], ["--rulebook", own], ["--rulebook", bundle]))
    assert built_in != of_directory == of_bundle
    report = {**first_report(), "form_id": "lap_tungsura", "form_versi": "2024.2"}
    for path in (own, bundle):
        code, out, _ = run("validate", "--rulebook", path, "--format", "json", "-", stdin=json.dumps(report).encode())
        assert code in (0, 1)
        assert json.loads(out)["version"] == "2024.2" and json.loads(out)["rulebook"] == of_directory
    assert run("bundle", own)[1] == open(bundle, encoding="utf-8").read()
    assert run("form", "show", "lap_tungsura", "--rulebook", own) == run("form", "show", "lap_tungsura@2024.2",
                                                                        "--rulebook", bundle)


def own_schedule(folder, **members):
    """A copy of the shipped schedule with changes, in a rulebook of its own."""
    os.makedirs(folder / "schedules")
    with open(os.path.join(SOURCE, "data", "schedules", "jateng.json"), encoding="utf-8") as file:
        schedules = json.load(file)
    own = next(item for item in schedules["schedules"] if item["id"] == "jateng.dinihari")
    (folder / "schedules" / "saya.json").write_text(json.dumps({"schedules": [{**own, "id": "saya.dinihari", **members}]}))


def test_windows_are_those_of_a_schedule_of_ones_own(tmp_path):
    own_schedule(tmp_path)
    at = ["--at", "2024-11-27T01:00:00+07:00", "--region", "33.16", "--format", "json"]
    code, out, err = run("window", "status", "--rulebook", str(tmp_path), "--schedule", "saya.dinihari", *at)
    assert code == 0 and err == "" and json.loads(out)["schedule"] == "saya.dinihari"
    assert run("window", "status", "--schedule", "saya.dinihari", *at)[0] == 2


def test_receipts_are_judged_by_a_schedule_of_ones_own(tmp_path):
    own_schedule(tmp_path, close_inclusive=True, slots=[{"open": "00:00", "close": "03:00", "min": 1}])
    path, bundle = tmp_path / "terima.jsonl", tmp_path / "rules.bundle"
    path.write_text('{"id": "a", "region": "33.16", "form": "lap_tahapan_harian", "received": "2024-11-27T03:00:00+07:00"}\n')
    query = [*WINDOW[2:][2:], "--regions", "33.16", "--format", "json", str(path)]
    judge = ["window", "judge", "--rulebook", str(tmp_path), "--schedule"]
    code, out, err = run(*judge, "saya.dinihari", *query)
    cell, summary = json_lines(out)
    assert (code, err) == (0, "") and (cell["schedule"], cell["required"], cell["state"]) == ("saya.dinihari", 1, "lengkap")
    assert summary["summary"]["rulebook"] != run("--version")[1].split()[-1]
    assert json_lines(run(*judge, "jateng.dinihari", *query)[1])[0]["state"] == "kurang"
    assert run("window", "judge", "--schedule", "saya.dinihari", *query)[0] == 2
    assert run("bundle", str(tmp_path), "-o", str(bundle))[0] == 0
    assert run("window", "judge", "--rulebook", str(bundle), "--schedule", "saya.dinihari", *query)[1] == out


@pytest.mark.parametrize("break_it, place", [
    (lambda folder: own_form(folder, galat="gala"), "/forms/own.json:"),
    (lambda folder: own_form(folder, version="2024.1"), "/forms/own.json:"),
    (lambda folder: (folder / "forms").write_text("x") and None, ": tidak ada berkas"),
    (lambda folder: (folder / "nyasar.json").write_text("{}") and None, "/nyasar.json:"),
])
def test_a_broken_rulebook_is_refused_with_its_place(tmp_path, break_it, place):
    break_it(tmp_path)
    for command in (["form", "list"], ["check", NIGHT], ["window", "status"], ["screen", NIGHT], ["validate", NIGHT]):
        code, out, err = run(*command, "--rulebook", str(tmp_path))
        assert code == 2 and out == ""
        assert err.startswith("pilkada: " + str(tmp_path)) and place in err
    code, out, _ = run("bundle", str(tmp_path), "-o", str(tmp_path / "b.json"))
    assert code == 2 and out == "" and not (tmp_path / "b.json").exists()


def test_old_reports_are_judged_again_under_another_version(tmp_path):
    own_form(tmp_path)
    report = {"form_id": "lap_tungsura", "form_versi": "2024.1"}
    judge = ["validate", "--rulebook", str(tmp_path), "--format", "json", "-"]
    versions = [json.loads(run(*judge, *more, stdin=json.dumps(report).encode())[1])["version"] for more in (
        [], ["--as", "2024.2"], ["--as", "2024.2", "--form", "lap_tungsura@2024.1"])]
    assert versions == ["2024.1", "2024.2", "2024.2"]
    code, out, err = run(*judge, "--as", "1999.1", stdin=json.dumps(report).encode())
    assert code == 2 and out == "" and "/form_versi" in err


@pytest.mark.parametrize("form, field, value, code, words", [
    ("lap_tungsura", "tps_buka", "1e400", "F101", "tanpa huruf e"),
    ("lap_tungsura", "tps_buka", "-1e400", "F101", "tidak boleh negatif"),
    ("lap_tungsura", "tps_buka", '"1.000"', "F101", "tulis 1000"),
    ("lap_tungsura", "tps_buka", '"-"', "F101", "tulis 0 bila tidak ada"),
    ("lap_tungsura", "tps_buka", "99999999999999999999", "F101", "harus antara"),
    ("lap_tungsura", "tanggal_laporan", '"2024-02-30"', "D-4", "bukan tanggal"),
    ("lap_kejadian", "lintang", "1e400", "D-5", "harus antara"),
    ("lap_kejadian", "lintang", "-1e400", "D-5", "harus antara"),
])
def test_values_that_are_none_have_a_finding_of_their_own(form, field, value, code, words):
    text = f'{{"form_id":"{form}","form_versi":"2024.1","{field}":{value}}}'
    exit_code, out, _ = run("validate", "--format", "json", "-", stdin=text.encode())
    found = [finding for finding in json.loads(out)["findings"] if finding["path"] == f"/{field}"]
    assert exit_code == 1 and found[0]["code"] == code and words in found[0]["message"]["id"]


def test_form_diff_says_what_changed(tmp_path):
    with open(os.path.join(SOURCE, "data", "forms", "lap_tungsura.json"), encoding="utf-8") as file:
        form = json.load(file)
    form["version"] = "2024.2"
    fields = form["sections"][0]["fields"]
    changed = next(field for field in fields if field["id"] == "jam_pantau")
    changed["label"]["en"] = "Another label"
    fields.append({"id": "baru_saja", "type": "bulat", "required": "opsional", "mark": "inferred", "source": "x",
                   "label": {"id": "Baru", "en": "New"}})
    gone = form["duties"].pop()["id"] if form.get("duties") else None
    form["title"]["en"] = "Another title"
    form["sections"][0]["title"]["en"] = "Another section"
    form["sections"][1]["fields"].append(fields.pop(1))
    form["sets"]["uraian_masalah"] = []
    form["rules"][0]["severity"] = "info" if form["rules"][0]["severity"] != "info" else "galat"
    os.makedirs(tmp_path / "forms")
    (tmp_path / "forms" / "own.json").write_text(json.dumps(form), encoding="utf-8")
    pair = ["form", "diff", "--rulebook", str(tmp_path), "lap_tungsura@2024.1", "lap_tungsura@2024.2"]
    code, out, err = run(*pair, "--format", "json")
    diff = json.loads(out)
    changes = {(change["kind"], change["id"]): change for change in diff["changes"]}
    assert code == 0 and err == ""
    assert [diff["from"]["version"], diff["to"]["version"]] == ["2024.1", "2024.2"]
    assert changes["field", "baru_saja"]["change"] == "added"
    assert [member["member"] for member in changes["field", "jam_pantau"]["members"]] == ["label"]
    assert [member["member"] for member in changes["rule", form["rules"][0]["id"]]["members"]] == ["severity"]
    assert [member["member"] for member in changes["form", "lap_tungsura"]["members"]] == ["title"]
    assert [member["member"] for member in changes["section", "A. Pemantauan TPS"]["members"]] == ["title"]
    assert [member["member"] for member in changes["field", "jumlah_tps"]["members"]] == ["section"]
    assert [member["to"] for member in changes["set", "uraian_masalah"]["members"]] == [[]]
    assert len(changes) == 7 + (gone is not None)
    if gone:
        assert changes["duty", gone]["change"] == "removed"
    assert "isian baru_saja: baru" in run(*pair)[1]
    assert "field baru_saja: added" in run(*pair, "--lang", "en")[1]
    assert run("form", "diff", "lap_tungsura", "lap_tungsura")[1] == "tidak ada perbedaan\n"
    assert run("form", "diff", "lap_tungsura", "lap_tiada")[0] == run("form", "diff", "lap_tungsura")[0] == 2


def test_points_of_a_screened_text_add_up_and_words_of_a_long_list_stand_together():
    text = "Breaking: paslon didiskualifikasi tengah malam, coblosan dibatalkan!! Sebarkan pesan ini ke grup sampai viral"
    code, out, err = run("screen", "-", stdin=(json.dumps({"id": "a", "text": text}) + "\n").encode())
    assert err == ""
    score = int(re.search(r"\((-?\d+) poin\)", out)[1])
    assert sum(int(points) for points in re.findall(r"^  - [^,]+, (-?\d+) poin: ", out, re.M)) == score
    words = [line for line in out.splitlines() if re.fullmatch(r'    "[^"]+" -?\d+(, "[^"]+" -?\d+)+', line)]
    assert len(words) == 1 and sum(int(points) for points in re.findall(r'" (-?\d+)', words[0])) == \
        int(re.search(r"pilihan kata, (-?\d+) poin", out)[1])
