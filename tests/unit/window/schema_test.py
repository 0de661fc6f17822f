"""The JSON Schema of schedule files: it takes what the library takes, and refuses what has the wrong members or kinds."""
import copy
import json
import os
import re
from pathlib import Path

import pytest

jsonschema = pytest.importorskip("jsonschema", reason="python3-jsonschema is not installed")
ROOT = Path(os.environ["PILKADA_SOURCE"])
SCHEMA = json.loads((ROOT / "docs/guide/schedules.schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def files():
    for path in [*(ROOT / "data/schedules").glob("*.json"), *(ROOT / "examples/schedules").glob("*.json")]:
        yield str(path.relative_to(ROOT)), json.loads(path.read_text())
    for page in ("docs/guide/schedules.md", "docs/panduan/jadwal.md"):
        for number, block in enumerate(re.findall(r"```json\n(\{\n.*?)```", (ROOT / page).read_text(), re.S)):
            if '"schedules"' in block:
                yield f"{page} {number}", json.loads(block)


FILES = list(files())


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert len(FILES) >= 5


@pytest.mark.parametrize("name,data", FILES, ids=[name for name, _ in FILES])
def test_what_the_library_takes_is_taken(name, data):
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


BROKEN = [
    lambda s: s.pop("source"), lambda s: s.update(source=""), lambda s: s.update(tier="tps"), lambda s: s.update(zone="UTC"),
    lambda s: s.update(slot=[]), lambda s: s.update(slots=[]), lambda s: s["slots"][0].update(open="24:00"),
    lambda s: s["slots"][0].update(close="24:00:01"), lambda s: s["slots"][0].update(min=0), lambda s: s["slots"][0].update(min=1.5),
    lambda s: s.update(repeat={"freq": "hourly"}), lambda s: s.update(repeat={"freq": "daily", "days": [1]}),
    lambda s: s.update(repeat={"freq": "weekly", "days": ["monday"]}), lambda s: s.update(repeat={"freq": "monthly", "days": [0]}),
    lambda s: s.update(repeat={"freq": "relative", "from_day": -401, "to_day": 0}), lambda s: s.update(repeat={"freq": "stages"}),
    lambda s: s.update(date_of="later"), lambda s: s.update(grace={"after": -1}), lambda s: s.update(valid_from="2024-13-01"),
    lambda s: s.update(lead={"provinsi": 1}), lambda s: s.update(phases={"locked": 1}),
    lambda s: s.update(overrides=[{"priority": 1, "slots": [], "source": "CONTOH"}]),
    lambda s: s.update(exceptions=[{"region": "33.16", "dates": ["2024-11-27"], "reason": {"id": "a", "en": "b"}}]),
]


@pytest.mark.parametrize("number", range(len(BROKEN)))
def test_what_is_wrong_is_refused(number):
    data = copy.deepcopy(json.loads((ROOT / "data/schedules/jateng.json").read_text()))
    BROKEN[number](data["schedules"][0])
    assert list(VALIDATOR.iter_errors(data))
