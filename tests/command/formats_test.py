"""pilkada validate --format ess|sarif against what the published schemas require. Run by pytest."""
import json
import os
import re
import subprocess

import pytest

PILKADA = os.environ["PILKADA_COMMAND"]
SOURCE = os.environ["PILKADA_SOURCE"]
NIGHT = os.path.join(SOURCE, "examples", "night", "reports.jsonl")
AT = ["--at", "2024-11-27T05:01:00+07:00"]

# An object is {name: (required, shape)}; [shape] is an array of it; a set is an enumeration; a type is itself.
MESSAGE = {"text": (True, str)}
SARIF = {  # sarif-schema-2.1.0.json, the objects that we write; none of them has other properties
    "$schema": (False, str), "version": (True, {"2.1.0"}), "runs": (True, [{
        "tool": (True, {"driver": (True, {
            "name": (True, str), "semanticVersion": (False, str),
            "rules": (False, [{"id": (True, str), "help": (False, MESSAGE)}])})}),
        "results": (False, [{
            "ruleId": (False, str), "kind": (False, {"notApplicable", "pass", "fail", "review", "open", "informational"}),
            "level": (False, {"none", "note", "warning", "error"}), "message": (True, MESSAGE),
            "locations": (False, [{
                "physicalLocation": (False, {"artifactLocation": (False, {"uri": (False, str)}),
                                             "region": (False, {"startLine": (False, int)})}),
                "logicalLocations": (False, [{"fullyQualifiedName": (False, str), "kind": (False, str)}])}]),
            "properties": (False, dict)}]),
        "properties": (False, dict)}])}
ESS = [{  # validation_report_1.0.0.json
    "id": (False, str), "type": (False, {"validation"}),
    "event": (False, {"time": (True, str), "actor": (True, str), "agent": (False, str)}),
    "rule": (False, {"language": (True, str), "expression": (True, str), "severity": (True, {"information", "warning", "error"}),
                     "description": (False, str), "explanation": (False, str)}),
    "data": (False, {"source": (True, [str]), "target": (True, [str]), "description": (False, str)}),
    "value": (False, {"0", "1", "NA"})}]


def faults(value, shape, place=""):
    """Where `value` is not of the shape."""
    if isinstance(shape, type):
        return [] if isinstance(value, shape) and not (shape is int and isinstance(value, bool)) else [place]
    if isinstance(shape, set):
        return [] if value in shape else [place]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [place]
        return [fault for i, item in enumerate(value) for fault in faults(item, shape[0], f"{place}/{i}")]
    if not isinstance(value, dict):
        return [place]
    found = [f"{place}/{name} is required" for name, (required, _) in shape.items() if required and name not in value]
    found += [f"{place}/{name} is not known" for name in value if name not in shape]
    return found + [f for name in value if name in shape for f in faults(value[name], shape[name][1], f"{place}/{name}")]


def run(*args, stdin=None):
    done = subprocess.run([PILKADA, *args], input=stdin, capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def verdicts():
    return [json.loads(line) for line in run("validate", "--format", "json", NIGHT)[1].splitlines()]


def test_the_check_finds_what_is_wrong():
    sound = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}}]}
    assert faults(sound, SARIF) == []
    for broken in ({"runs": []}, {**sound, "version": "2.0"}, {**sound, "runs": {}}, {**sound, "more": 1},
                   {**sound, "runs": [{"tool": {"driver": {}}}]}, {**sound, "runs": [{"tool": {"driver": {"name": 1}}}]}):
        assert faults(broken, SARIF), broken


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


def test_sarif_names_the_file_by_a_uri(tmp_path):
    path = tmp_path / "laporan 33:16 é.json"
    path.write_text('{"form_id": "lap_tungsura", "form_versi": "2024.1"}')
    log = json.loads(run("validate", "--format", "sarif", "--lang", "en", str(path))[1])
    result = log["runs"][0]["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.endswith("/laporan%2033%3A16%20%C3%A9.json") and re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri)
    assert result["message"]["text"].endswith("is required.")
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
