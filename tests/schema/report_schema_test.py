"""The JSON Schema of a form and the library agree on the shape of 10,000 reports. Run by pytest."""
import json
import os
import random
import subprocess

import pytest

from reports import Maker, Spelled, dumps, fields_of

jsonschema = pytest.importorskip("jsonschema", reason="python3-jsonschema is not installed: script/bootstrap")

PILKADA, SOURCE = os.environ["PILKADA_COMMAND"], os.environ["PILKADA_SOURCE"]
REPORTS, SEED = 10_000, int(os.environ.get("PILKADA_SEED", "20241127"))
STRUCTURE = {"B-12", "F101", "D-1", "D-2", "D-3", "D-4", "D-5"}


def run(*args, stdin=None):
    done = subprocess.run([PILKADA, *args], input=stdin, capture_output=True, timeout=300)
    assert done.returncode in (0, 1), done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


FORMS = [row["form"] for row in run("form", "list", "--format", "json")]


@pytest.fixture(scope="module", params=FORMS)
def form(request):
    definition, = run("form", "show", request.param, "--format", "json")
    schema, = run("form", "schema", request.param)
    jsonschema.Draft202012Validator.check_schema(schema)
    return definition, schema, jsonschema.Draft202012Validator(schema)


def findings_of(reports):
    lines = "".join(dumps(report) + "\n" for report in reports)
    verdicts = run("validate", "--format", "json", "-", stdin=lines.encode())
    assert len(verdicts) == len(reports)
    return [[f for f in verdict["findings"] if f["code"] in STRUCTURE] for verdict in verdicts]


def explain(report, findings, validator):
    errors = [("/".join(map(str, e.absolute_path)), e.message[:200]) for e in validator.iter_errors(report)]
    return [(f["code"], f["path"], f["message"]["en"]) for f in findings], errors, dumps(report)[:4000]


def name_the_form(report, definition):
    """Only then is it judged by this form."""
    report["form_id"], report["form_versi"] = definition["form"], definition["version"]
    return report


def test_library_and_schema_agree(form):
    definition, schema, validator = form
    maker = Maker(random.Random(f"{SEED} {definition['form']}"))
    count = REPORTS // len(FORMS) + 1
    reports = [name_the_form(maker.report(definition), definition) for _ in range(count)]
    invalid = 0
    for report, findings in zip(reports, findings_of(reports)):
        agrees = validator.is_valid(json.loads(dumps(report)))
        paths = {f["path"].lstrip("/") for f in findings}
        if paths and paths <= set(schema["x-not-said"]):
            continue
        assert agrees == (not findings), explain(report, findings, validator)
        invalid += not agrees
    assert count // 5 < invalid < count - count // 10, "the generator makes too few reports of one kind"


def sound(definition):
    """A report without a fault of shape, not nihil."""
    maker = Maker(random.Random(SEED))
    report = {field["id"]: maker.value(field) for field in fields_of(definition)}
    return name_the_form({**report, "nihil": False}, definition)


EXCEPTIONS = {
    "a count with a fraction of nothing": (("bulat", "uang"), lambda low: Spelled(f"{low}.0"), "F101"),
    "a count with an exponent": (("bulat", "uang"), lambda low: Spelled(f"{low}e0"), "F101"),
    "a percentage with three decimals": (("persen",), lambda low: low + 0.125, "D-4"),
}


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_what_a_schema_cannot_say_is_what_the_guide_says(form, name):
    definition, _, validator = form
    kinds, spell, code = EXCEPTIONS[name]
    fields = [f for f in fields_of(definition) if f["type"] in kinds]
    for field in fields:
        report = {**sound(definition), field["id"]: spell(field.get("range", [0])[0])}
        assert validator.is_valid(json.loads(dumps(report)))
        assert [f["code"] for f in findings_of([report])[0]] == [code]


def test_no_shipped_form_has_a_condition_that_its_schema_leaves_out(form):
    assert form[1]["x-not-said"] == []


def test_titles_units_and_choices_are_in_both_languages(form):
    definition, schema, _ = form
    for field in fields_of(definition):
        shown = schema["properties"][field["id"]]
        assert (shown["title"], shown["x-title-en"]) == (field["label"]["id"], field["label"]["en"])
        assert shown.get("x-unit") == field.get("unit")
        inner = shown if "enum" in shown else shown.get("anyOf", [{}, {}])[1]
        if field["type"] == "pilih":
            assert inner["x-labels"] == {c["id"]: c["label"] for c in field["choices"]}
            assert inner["enum"] == [c["id"] for c in field["choices"]]
