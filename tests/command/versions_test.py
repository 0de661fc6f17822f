"""Versions of a form side by side: what the guide says of them. Run by pytest."""
import copy
import json
import os
import re
import subprocess

import pytest

PILKADA, SOURCE = os.environ["PILKADA_COMMAND"], os.environ["PILKADA_SOURCE"]

with open(os.path.join(SOURCE, "docs", "guide", "forms.md"), encoding="utf-8") as guide:
    FORM = json.loads(re.search(r"```json\n(\{\n  \"form\".*?)```", guide.read(), re.S).group(1))
    guide.seek(0)
    VERSIONS = re.search(r"^## Versions\n(.*?)^## ", guide.read(), re.S | re.M).group(1)
COMMANDS, OUTPUTS = re.findall(r"^    (pilkada .*)$", VERSIONS, re.M), re.findall(r"^```\n(.*?)^```", VERSIONS, re.S | re.M)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The guide's form, and its second version."""
    folder = tmp_path_factory.mktemp("versi")
    (folder / "saya" / "forms").mkdir(parents=True)
    second = copy.deepcopy(FORM)
    second["version"] = "2"
    second["sections"][0]["title"]["en"] = "A. Complaints and replies"
    fields = second["sections"][0]["fields"]
    fields[0]["range"] = [0, 99999]
    second["sections"].append({"title": {"id": "B. Tindak lanjut", "en": "B. What was done"}, "fields": [fields.pop()]})
    second["rules"].append({**copy.deepcopy(FORM["rules"][0]), "id": "P-3", "severity": "peringatan", "expr": "aduan_selesai < aduan"})
    for form in (FORM, second):
        (folder / "saya" / "forms" / f"lap_posko_{form['version']}.json").write_text(json.dumps(form), encoding="utf-8")
    return folder


def run(folder, command, *more):
    done = subprocess.run([PILKADA, *command.split()[1:], "--rulebook", "saya", *more], capture_output=True, cwd=folder, text=True, timeout=60)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_the_guide_says_what_diff_says(folder):
    assert run(folder, COMMANDS[0]) == (0, OUTPUTS[0])


@pytest.fixture
def report(folder):
    """A report of the first version: the second has rule P-3 and another bound of a count."""
    path = folder / "laporan.json"
    with open(os.path.join(SOURCE, "data", "forms", "kepala.json"), encoding="utf-8") as file:
        head = json.load(file)["example"]
    path.write_text(json.dumps({**head, **FORM["example"], "aduan": 10000, "aduan_selesai": 10000}), encoding="utf-8")
    return path


def findings_of(lines):
    return [line for line in lines if re.match(r"    (baru|hilang|berubah): ", line)]


def test_the_guide_says_what_as_says(folder, report):
    code, out = run(folder, COMMANDS[1])
    assert code == 0 and out.splitlines()[-OUTPUTS[1].count("\n"):] == OUTPUTS[1].splitlines()
    code, english = run(folder, COMMANDS[1], "--lang", "en")
    assert "compared with version 1: 1 new, 1 gone, 0 changed" in english


def test_as_gives_json_a_last_member(folder, report):
    verdict = json.loads(run(folder, COMMANDS[1], "--format", "json")[1])
    assert list(verdict)[-1] == "changes" and verdict["version"] == "2"
    changes = verdict["changes"]
    assert [changes["from"]["version"], changes["to"]["version"], changes["from"]["valid"], changes["to"]["valid"]] == ["1", "2", False, True]
    assert [(one["change"], one["code"]) for one in changes["findings"]] == [("added", "P-3"), ("removed", "F101")]
    plain = json.loads(run(folder, "pilkada validate laporan.json --format json --form lap_posko@2")[1])
    assert {key: value for key, value in verdict.items() if key != "changes"} == plain


def test_as_compares_with_the_version_of_form_and_not_with_one_that_is_not_there(folder, report):
    changes = json.loads(run(folder, "pilkada validate --as 1 --form lap_posko@2 laporan.json --format json")[1])["changes"]
    assert [changes["from"]["version"], changes["to"]["version"]] == ["2", "1"]
    report.write_text(report.read_text(encoding="utf-8").replace('"form_versi": "1"', '"form_versi": "0"'), encoding="utf-8")
    assert json.loads(run(folder, COMMANDS[1], "--format", "json")[1])["changes"] is None
    assert run(folder, COMMANDS[1])[1].endswith("tidak ada di buku aturan: tidak dibandingkan\n")


def test_documents_of_others_are_as_they_were(folder, report):
    sarif = json.loads(run(folder, COMMANDS[1], "--format", "sarif")[1])
    assert sarif["runs"][0]["results"] and "changes" not in sarif
