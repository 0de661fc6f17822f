"""Schema and library agree on groups, coordinates, decimals and patterns as well, which no shipped form has. Run by pytest."""
import glob
import json
import os
import random
import sys

import pytest

from reports import Maker, dumps

jsonschema = pytest.importorskip("jsonschema", reason="python3-jsonschema is not installed: script/bootstrap")
if not os.environ.get("PILKADA_PYTHONPATH"):
    pytest.skip("built without the Python module", allow_module_level=True)
sys.path.insert(0, os.environ["PILKADA_PYTHONPATH"])
import pilkada  # noqa: E402

SOURCE = os.environ["PILKADA_SOURCE"]
STRUCTURE = {"B-12", "F101", "D-1", "D-2", "D-3", "D-4", "D-5"}
MORE = [("posisi", "koordinat", "opsional"), ("tempat", "koordinat", "wajib"), ("ukuran", "desimal", "opsional")]
SAMPLES = {"nip": "123456789012345678", "sandi": "desa-12"}


def plain(name, kind):
    return {"id": name, "type": kind, "required": "wajib", "mark": "inferred", "label": {"id": name, "en": name}}


def group(name, need, fields):
    return {**plain(name, "kelompok"), "required": need, "fields": fields}


class PatternMaker(Maker):
    def of_teks(self, field):
        return SAMPLES.get(field["id"]) or super().of_teks(field)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


@pytest.fixture(scope="module")
def rules():
    data = os.path.join(SOURCE, "data")
    files = {os.path.relpath(path, data): read(path) for path in glob.glob(os.path.join(data, "*", "*.json"))}
    form = json.loads(read(os.path.join(SOURCE, "tests", "unit", "form", "group_form.json")))
    for name, kind, need in MORE:
        form["sections"][0]["fields"].append({"id": name, "type": kind, "required": need, "mark": "inferred", "label": {"id": name, "en": name}})
    for need in ("opsional", "wajib"):
        form["sections"][0]["fields"].append(group("k_" + need, need, [
            plain("n", "bulat"), plain("uraian", "teks"), group("m", "opsional", [plain("ket", "teks")]), group("w", "wajib", [plain("ket", "teks")])]))
    form["sections"][0]["fields"].append(group("luar", "wajib", [group("dalam", "wajib", [plain("ket", "teks")])]))
    return pilkada.Rulebook.load({**files, "forms/lap_kelompok.json": json.dumps(form)})


def test_groups_agree(rules):
    definition, schema = rules.form("lap_kelompok"), rules.schema("lap_kelompok")
    validator = jsonschema.Draft202012Validator(schema)
    maker, judged, invalid = PatternMaker(random.Random(5)), 0, 0
    for _ in range(2000):
        text = dumps({**maker.report(definition), "form_id": "lap_kelompok", "form_versi": "1"})
        findings = [f for f in rules.judge(text).findings if f.code in STRUCTURE]
        if findings and {f.path[1:].replace("/", ".") for f in findings} <= set(schema["x-not-said"]):
            continue
        assert validator.is_valid(json.loads(text)) == (not findings), (text, findings)
        judged, invalid = judged + 1, invalid + bool(findings)
    assert judged > 1800 and 400 < invalid < judged - 200


def test_an_unknown_form_has_no_schema(rules):
    assert rules.schema("lap_tiada") is None
    assert rules.schema("lap_kelompok", "9") is None
