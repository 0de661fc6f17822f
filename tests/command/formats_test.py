"""pilkada validate --format ess|sarif against what the published schemas require. Run by pytest."""
import copy
import json
import os
import re
import subprocess

import pytest

jsonschema = pytest.importorskip("jsonschema", reason="python3-jsonschema is not installed: script/bootstrap")

PILKADA = os.environ["PILKADA_COMMAND"]
SOURCE = os.environ["PILKADA_SOURCE"]
NIGHT = os.path.join(SOURCE, "examples", "night", "reports.jsonl")
AT = ["--at", "2024-11-27T05:01:00+07:00"]


def part(name):
    """What the published format asks of the objects that we write: see the $comment of the file."""
    with open(os.path.join(SOURCE, "tests", "command", f"{name}_part.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


SARIF, ESS = part("sarif"), part("ess")


def faults(value, schema):
    return [f"{error.json_path}: {error.message}" for error in schema.iter_errors(value)]


def run(*args, stdin=None):
    done = subprocess.run([PILKADA, *args], input=stdin, capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def verdicts():
    return [json.loads(line) for line in run("validate", "--format", "json", NIGHT)[1].splitlines()]


def test_the_check_finds_what_is_wrong():
    result = {"ruleId": "U-6", "kind": "fail", "level": "error", "message": {"text": "x"},
              "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.json"}, "region": {"startLine": 1}}}]}
    one = {"tool": {"driver": {"name": "x", "rules": [{"id": "U-6"}]}}, "language": "id", "results": [result]}
    log = {"version": "2.1.0", "runs": [one]}
    assert faults(log, SARIF) == []

    def broken(change):
        copied = copy.deepcopy(log)
        change(copied["runs"][0], copied["runs"][0]["results"][0])
        return copied
    changes = [
        lambda one, result: one.pop("tool"), lambda one, result: one["tool"]["driver"].pop("name"), lambda one, result: one.update(language="Indonesian"),
        lambda one, result: one.update(more=1), lambda one, result: one["tool"]["driver"]["rules"].append({"id": "U-6"}),
        lambda one, result: result.pop("message"), lambda one, result: result.update(kind="galat"), lambda one, result: result.update(level="galat"),
        lambda one, result: result.update(kind="open"), lambda one, result: result["message"].clear(),
        lambda one, result: result["locations"][0]["physicalLocation"].pop("artifactLocation"),
        lambda one, result: result["locations"][0]["physicalLocation"]["region"].update(startLine=0),
        lambda one, result: result["locations"][0]["physicalLocation"]["artifactLocation"].update(uri="//host/a.json"),
        lambda one, result: result["locations"][0]["physicalLocation"]["artifactLocation"].update(uri="a b.json")]
    assert all(faults(broken(change), SARIF) for change in changes)
    assert faults({"runs": []}, SARIF) and faults({**log, "version": "2.0"}, SARIF) and faults({**log, "runs": {}}, SARIF)
    assert faults([{"id": "1"}], ESS) and faults({}, ESS) and faults([1], ESS) and faults([], ESS) == []


def test_sarif_has_the_form_of_its_schema_and_says_what_the_verdicts_say():
    code, out, err = run("validate", "--format", "sarif", NIGHT)
    log = json.loads(out)
    assert (code, err) == (1, "") and faults(log, SARIF) == []
    levels = {"galat": "error", "peringatan": "warning", "info": "note"}
    assert len(log["runs"]) == len(verdicts())
    for line, (one, verdict) in enumerate(zip(log["runs"], verdicts()), 1):
        failed = [r for r in one["results"] if r["kind"] == "fail"]
        assert [(r["ruleId"], r["level"], r["message"]["text"]) for r in failed] == \
            [(f["code"], levels[f["severity"]], f["message"]["id"]) for f in verdict["findings"]]
        opened = [r for r in one["results"] if r["kind"] == "open"]
        assert [r["ruleId"] for r in opened] == verdict["not_judged"] and all(r["level"] == "none" for r in opened)
        rules = [rule["id"] for rule in one["tool"]["driver"]["rules"]]
        assert len(rules) == len(set(rules)) and set(rules) == {r["ruleId"] for r in one["results"]}
        for result in failed:
            assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == line
        assert one["properties"]["rulebook"] == verdict["rulebook"]
        assert one["language"] == one["tool"]["driver"]["language"] == "id"


def test_sarif_names_the_file_by_a_uri(tmp_path):
    path = tmp_path / "laporan 33:16 é.json"
    path.write_text('{"form_id": "lap_tungsura", "form_versi": "2024.1"}')
    log = json.loads(run("validate", "--format", "sarif", "--lang", "en", str(path))[1])
    result = log["runs"][0]["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.endswith("/laporan%2033%3A16%20%C3%A9.json") and re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri)
    assert result["message"]["text"].endswith("is required.") and log["runs"][0]["language"] == "en"
    twice = json.loads(run("validate", "--format", "sarif", "/" + str(path))[1])
    assert faults(twice, SARIF) == []
    log = json.loads(run("validate", "--format", "sarif", "-", stdin=path.read_bytes())[1])
    assert faults(log, SARIF) == [] and "physicalLocation" not in log["runs"][0]["results"][0]["locations"][0]


def test_ess_has_the_form_of_its_schema_and_says_what_the_verdicts_say():
    code, out, err = run("validate", "--format", "ess", *AT, "--actor", "desk jateng", NIGHT)
    report = json.loads(out)
    assert (code, err) == (1, "") and faults(report, ESS) == []
    ids = [validation["id"] for validation in report]
    assert len(ids) > 1000
    severities = {"galat": "error", "peringatan": "warning", "info": "information"}
    for verdict in verdicts():
        failed = [v for v in report if v["data"]["description"] == verdict["id"] and v["value"] == "0"]
        assert sorted((v["rule"]["description"].split(":")[0], v["rule"]["severity"], v["rule"]["explanation"]) for v in failed) == \
            sorted((f["code"], severities[f["severity"]], f["message"]["id"]) for f in verdict["findings"])
    assert {v["event"]["time"] for v in report} == {"2024-11-27T05:01:00+07:00"}
    assert {v["event"]["actor"] for v in report} == {"desk jateng"}
    assert {v["value"] for v in report} == {"0", "1", "NA"}


def test_a_report_that_cannot_be_read_leaves_the_document_whole(tmp_path):
    path = tmp_path / "laporan.jsonl"
    with open(NIGHT, encoding="utf-8") as file:
        good = file.readline()
    path.write_text("{\n" + good + "\n[]\n")
    for args, shape in ((["--format", "sarif"], SARIF), (["--format", "ess", *AT], ESS)):
        code, out, err = run("validate", *args, str(path))
        assert code == 2 and f"{path}:1" in err and faults(json.loads(out), shape) == []


@pytest.mark.parametrize("args", [["--format", "ess"], ["--format", "ess", "--at", "kemarin"], ["--format", "xml"]])
def test_what_is_missing_is_named(args):
    code, out, err = run("validate", *args, NIGHT)
    assert (code, out) == (2, "") and err.startswith("pilkada: --")
