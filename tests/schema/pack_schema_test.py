"""The JSON Schema of keyword packs: the shipped one and those of the guides pass, broken ones do not, and it knows the members and
names that the engine knows. Run by pytest."""
import copy
import glob
import json
import os
import re
import subprocess

import pytest

jsonschema = pytest.importorskip("jsonschema", reason="python3-jsonschema is not installed: script/bootstrap")

PILKADA, SOURCE = os.environ["PILKADA_COMMAND"], os.environ["PILKADA_SOURCE"]


def read(*path):
    with open(os.path.join(SOURCE, *path), encoding="utf-8") as file:
        return file.read()


SCHEMA = json.loads(read("docs", "guide", "packs.schema.json"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
GUIDE = json.loads(re.search(r"```json\n(\{\n.*?)```", read("docs", "guide", "packs.md"), re.S).group(1))
PAGE = json.loads(re.search(r"```json\n(\{\n.*?)```", read("docs", "panduan", "daftar-pantau.md"), re.S).group(1))


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", sorted(glob.glob(os.path.join(SOURCE, "data", "screening", "*.json"))), ids=os.path.basename)
def test_shipped_packs_pass(path):
    assert [(list(e.absolute_path), e.message[:200]) for e in VALIDATOR.iter_errors(json.loads(read(path)))] == []


@pytest.mark.parametrize("pack", [GUIDE, PAGE], ids=["guide", "page"])
def test_packs_of_the_guides_pass(pack):
    assert VALIDATOR.is_valid(pack)


BROKEN = {
    "a member spelled wrong": lambda p: p["entries"][0].update(exclusion=["x"]),
    "a member of the head": lambda p: p.update(name="x"),
    "a default spelled wrong": lambda p: p["defaults"].update(expiry="2025-01-01"),
    "an unknown kind": lambda p: p["entries"][0].update(kind="frase"),
    "an unknown status": lambda p: p["entries"][0].update(status="active"),
    "an unknown view": lambda p: p["entries"][0].update(views=["leet"]),
    "points beyond the bounds": lambda p: p["entries"][0].update(points=1001),
    "points and weights": lambda p: p["entries"].append({"id": "b", "kind": "bobot", "category": "surat_suara", "points": 1, "weights": {"x": 1}}),
    "one part": lambda p: p["entries"][0].update(parts=["x"]),
    "no gap": lambda p: p["entries"][0].pop("gap"),
    "a member of another kind": lambda p: p["entries"][0].update(text="x"),
    "no date": lambda p: p["entries"][0].update(expires="kapan"),
    "one language": lambda p: p["categories"][0]["label"].pop("en"),
    "no licence": lambda p: p.pop("license"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_schema_and_engine_refuse_the_same(tmp_path, name):
    pack = copy.deepcopy(GUIDE)
    BROKEN[name](pack)
    assert not VALIDATOR.is_valid(pack)
    path = tmp_path / "p.json"
    path.write_text(json.dumps(pack), encoding="utf-8")
    assert subprocess.run([PILKADA, "check", str(path)], capture_output=True, timeout=60).returncode == 1


def names(file, start):
    """The strings of a list in C."""
    text = read("src", "screen", file)
    return set(re.findall(r'"(\w+)"', text[text.index(start):].split("};")[0].split("= {", 1)[1]))


def test_it_knows_the_members_and_names_of_the_engine():
    entry = SCHEMA["$defs"]["entry"]["properties"]
    assert set(entry) == names("entry_read.c", "*const common_keys[]") | names("entry_read.c", "kind_keys[PK_ENTRY_KIND_COUNT][4]")
    assert set(entry["kind"]["enum"]) == names("entry_read.c", "pk_entry_kind_names[")
    assert set(SCHEMA["$defs"]["status"]["enum"]) == names("entry_read.c", "pk_entry_status_names[")
    assert set(entry["style"]["enum"]) == names("entry_read.c", "pk_style_names[")
    assert set(SCHEMA["properties"]["defaults"]["properties"]) == names("paper.c", "keys[]")
    assert set(entry["views"]["items"]["enum"]) == set(re.findall(r'X\(\w+, "(\w+)"\)', read("src", "screen", "steps.h")))
