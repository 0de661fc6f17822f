"""The JSON Schema of form files: the shipped ones and the guide's pass, broken ones do not, and it knows the members that the
engine knows. Run by pytest."""
import copy
import glob
import json
import os
import re
import subprocess

import pytest

jsonschema = pytest.importorskip("jsonschema", reason="python3-jsonschema is not installed: script/bootstrap")

PILKADA, SOURCE = os.environ["PILKADA_COMMAND"], os.environ["PILKADA_SOURCE"]
GUIDE = os.path.join(SOURCE, "docs", "guide")
FILES = sorted(glob.glob(os.path.join(SOURCE, "data", "forms", "*.json")))
READERS = ["definition.c", "field_definition.c", "field_list.c", "recap_definition.c", "rule_definition.c", "scope.c"]


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


SCHEMA = json.loads(read(GUIDE, "forms.schema.json"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
FORM = json.loads(re.search(r"```json\n(\{\n  \"form\".*?)```", read(GUIDE, "forms.md"), re.S).group(1))


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", FILES, ids=os.path.basename)
def test_shipped_files_pass(path):
    assert [(list(e.absolute_path), e.message[:200]) for e in VALIDATOR.iter_errors(json.loads(read(path)))] == []


def test_the_form_of_the_guide_passes():
    assert VALIDATOR.is_valid(FORM)


def field(form, index=0):
    return form["sections"][0]["fields"][index]


BROKEN = {
    "no version": lambda f: f.pop("version"),
    "no head": lambda f: f.pop("head"),
    "an unknown member": lambda f: f.update(versi="1"),
    "a title in one language": lambda f: f["title"].pop("en"),
    "an empty label": lambda f: field(f)["label"].update(id=""),
    "a type that is none": lambda f: field(f).update(type="angka"),
    "an id with a capital": lambda f: field(f).update(id="Aduan"),
    "a range of one value": lambda f: field(f).update(range=[0]),
    "a count below 0": lambda f: field(f).update(range=[-1, 3]),
    "a range of a text": lambda f: field(f, 2).update(range=[0, 3]),
    "a length of a count": lambda f: field(f).update(length=[0, 3]),
    "a pattern of a count": lambda f: field(f).update(pattern={"regex": "a", "label": {"id": "a", "en": "a"}}),
    "a choice without choices": lambda f: field(f).update(type="pilih", range=None) or field(f).pop("range"),
    "choices of a count": lambda f: field(f).update(choices=[{"id": "a", "label": {"id": "a", "en": "a"}}]),
    "a list of nothing": lambda f: field(f, 2).update(type="daftar"),
    "a group of nothing": lambda f: field(f, 1).update(type="kelompok", fields=[]),
    "required by both": lambda f: field(f).update(required={"if": "true", "rule": "P-1"}),
    "required by an unknown word": lambda f: field(f).update(required="ya"),
    "a mark that is none": lambda f: field(f).update(mark="guess"),
    "an unknown member of a field": lambda f: field(f).update(lable={}),
    "a rule without basis": lambda f: f["rules"][0].update(basis=[]),
    "a severity that is none": lambda f: f["rules"][0].update(severity="berat"),
    "a strategy that is none": lambda f: f["rules"][0].update(missing="lewati"),
    "a rule without expression": lambda f: f["rules"][0].pop("expr"),
    "a rule without message": lambda f: f["rules"][0].pop("message"),
    "a set that is a text": lambda f: f["sets"].update(uraian_masalah="sisa"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_forms_are_refused_by_schema_and_engine(tmp_path, name):
    form = copy.deepcopy(FORM)
    BROKEN[name](form)
    assert not VALIDATOR.is_valid(form)
    path = tmp_path / "form.json"
    path.write_text(json.dumps(form), encoding="utf-8")
    assert subprocess.run([PILKADA, "check", str(path)], capture_output=True).returncode == 1


def engine_members():
    """Every list of members that the engine's reader takes for an object, as sets."""
    source = "".join(read(SOURCE, "src", "form", name) for name in READERS)
    return {frozenset(re.findall(r'"(\w+)"', keys)) for keys in re.findall(r"const keys\[\] = \{(.*?)\}", source, re.S)}


def test_schema_and_engine_know_the_same_members():
    examples = {"example", "examples"}  # read by the linter
    schema = {frozenset(d["properties"]) for name, d in SCHEMA["$defs"].items() if "properties" in d and name not in examples}
    assert schema == engine_members()


def test_schema_and_engine_know_the_same_types():
    engine = set(re.findall(r'\[PK_KIND_\w+\] = \{"(\w+)"', read(SOURCE, "src", "form", "kind.c")))
    assert set(SCHEMA["$defs"]["field"]["properties"]["type"]["enum"]) == engine
