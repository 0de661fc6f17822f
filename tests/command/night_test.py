"""The example night says what its story says. Run by pytest."""
import json
import os
import subprocess
import sys

PILKADA, SOURCE = os.environ["PILKADA_COMMAND"], os.environ["PILKADA_SOURCE"]
NIGHT = os.path.join(SOURCE, "examples", "night")
sys.path.insert(0, NIGHT)
from expected import BOARD, DIFFERENCES, FINDINGS, FLAGGED  # noqa: E402


def lines(*args, stdin=None):
    done = subprocess.run([PILKADA, *args, "--format", "json"], input=stdin, capture_output=True, timeout=60)
    assert done.returncode in (0, 1) and done.stderr == b"", done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def reports(name):
    with open(os.path.join(NIGHT, name), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def test_the_files_are_what_the_story_writes(tmp_path):
    for name in ("make_night.py",):
        with open(os.path.join(NIGHT, name), encoding="utf-8") as file:
            program = file.read()
    data = os.path.join(SOURCE, "data", "regions", "jateng.json")
    program = program.replace('os.path.join(HERE, "..", "..", "data", "regions", "jateng.json")', repr(data))
    (tmp_path / "make_night.py").write_text(program, encoding="utf-8")
    subprocess.run([sys.executable, str(tmp_path / "make_night.py")], check=True)
    for name in ("reports.jsonl", "hari-h.jsonl"):
        with open(os.path.join(NIGHT, name), "rb") as file:
            assert file.read() == (tmp_path / name).read_bytes(), name


def test_the_board_says_who_is_missing_short_and_late():
    answer = lines("window", "judge", "--from", "2024-11-26", "--until", "2024-11-26", "--now", "2024-11-27T05:01:00+07:00",
                   os.path.join(NIGHT, "reports.jsonl"))
    cells, summary = answer[:-1], answer[-1]["summary"]
    names = ("state", "received", "on_time", "early", "late", "duplicate", "nihil")
    assert {cell["region"]: tuple(cell[name] for name in names) for cell in cells} == BOARD
    assert all(cell["required"] == 2 and cell["rejected"] == 0 for cell in cells)
    assert summary["expected_reports"] == 70
    # 29 complete regions, one on time in Rembang, Kudus and Pekalongan; late ones count for the rate that is not "on time"
    assert summary["actual_reports_on_time"] == 2 * sum(state == "lengkap" for state, *_ in BOARD.values()) + 3


def test_findings_are_those_of_the_story():
    found, differences = {}, {}
    for name in ("reports.jsonl", "hari-h.jsonl"):
        for verdict in lines("validate", os.path.join(NIGHT, name)):
            codes = [finding["code"] for finding in verdict["findings"] if finding["severity"] == "galat"]
            if codes:
                found[verdict["id"]] = codes
            if len(codes) == 1 and verdict["findings"][0]["difference"] is not None:
                differences[verdict["id"]] = verdict["findings"][0]["difference"]
    assert found == FINDINGS
    assert differences == DIFFERENCES


def test_two_texts_are_flagged_and_the_clarification_is_not():
    texts = "".join(json.dumps({"id": report["id"], "text": report["perkembangan"]}) + "\n" for report in reports("reports.jsonl"))
    results = lines("screen", "-", stdin=texts.encode())
    assert [result["id"] for result in results if result["level"] != "bersih"] == FLAGGED
