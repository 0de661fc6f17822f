"""Rulebook: what is in it, by which names it is asked."""
import datetime as dt
import json
import pickle

import pytest

import pilkada
from conftest import SOURCE


def data_files():
    root = SOURCE / "data"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.glob("*/*.json")}


def test_default_is_one_for_the_process(rules):
    again = pilkada.Rulebook.default()
    assert again == rules and hash(again) == hash(rules)
    assert len(rules.hash) == 64 and int(rules.hash, 16) >= 0


def test_load_of_the_same_files_has_the_same_hash(rules):
    files = data_files()
    loaded = pilkada.Rulebook.load(files)
    assert loaded == rules
    texts = {name: data.decode() for name, data in files.items()}
    assert pilkada.Rulebook.load(texts).hash == rules.hash
    assert pickle.loads(pickle.dumps(loaded)) == loaded


def test_load_says_which_file_is_wrong():
    with pytest.raises(pilkada.ParseError) as caught:
        pilkada.Rulebook.load({"forms/salah.json": '{\n  "form": '})
    error = caught.value
    assert error.code == "PILKADA_E_SYNTAX"
    assert error.where.startswith("forms/salah.json")
    assert error.line == 2 and error.column and error.offset
    assert "forms/salah.json" in str(error) and "line 2" in str(error)


@pytest.mark.parametrize("files", [None, 3, b"x", ["a"], [("a", "b")], {"a": 1}, {1: "a"}, {"a": None}])
def test_load_refuses_other_types(files):
    with pytest.raises(TypeError):
        pilkada.Rulebook.load(files)


def test_load_refuses_nul_in_a_name():
    with pytest.raises(pilkada.ArgumentError):
        pilkada.Rulebook.load({"forms/\0.json": "{}"})


def test_rulebook_is_not_made_by_its_constructor():
    with pytest.raises(TypeError):
        pilkada.Rulebook()


def test_region(rules):
    blora = rules.region("33.16")
    assert blora.name == "Kabupaten Blora" and blora["name"] == blora.name and blora[0] == "33.16"
    assert blora.zone == "WIB" and blora.tps == 1453
    assert blora in rules.regions()
    assert rules.region("00.00") is None and rules.region("") is None and rules.region("33.16\0") is None


def test_regions_are_in_the_order_of_their_codes(rules):
    codes = [region.code for region in rules.regions()]
    assert codes == sorted(codes) and len(set(codes)) == len(codes)
    assert sum(r.tier == "kabupaten_kota" and r.code.startswith("33.") for r in rules.regions()) == 35


def test_stages(rules):
    expected = rules.stages("2024-11-27")
    assert "pemungutan" in expected
    assert rules.stages(dt.date(2024, 11, 27)) == expected
    assert rules.stages(dt.datetime(2024, 11, 27, 23, 59)) == expected


def test_forms(rules):
    ids = {form["id"] for form in rules.forms()}
    assert {"lap_tungsura", "lap_tahapan_harian"} <= ids
    for form in rules.forms():
        assert form["title"]["id"] and form["title"]["en"] and form["version"]
        assert rules.form(form["id"], form["version"])["form"] == form["id"]
        assert rules.form_text(form["id"]) and rules.form_text(form["id"], lang="en")
    assert rules.form("tidak_ada") is None and rules.form_text("tidak_ada") is None
    assert rules.form("lap_tungsura", version="0") is None


def test_messages(rules):
    key = "cli.usage"
    assert rules.message(key) and rules.message(key, lang="en")
    assert rules.message(key) != rules.message(key, lang="en")
    assert rules.message("tidak.ada") is None
    with pytest.raises(pilkada.ArgumentError):
        rules.message(key, lang="jv")


def test_window(rules):
    assert "jateng.dinihari" in rules.schedules()
    at = dt.datetime(2024, 11, 27, 0, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    window = rules.window("jateng.dinihari", at)
    assert window["state"] == "buka" and window["date"] == "2024-11-26"
    assert rules.window("jateng.dinihari", "2024-11-27T00:30:00+07:00") == window
    utc = at.astimezone(dt.timezone.utc)
    assert rules.window("jateng.dinihari", at=utc, region="33.16")["state"] == "buka"
    with pytest.raises(pilkada.UnknownError):
        rules.window("tidak.ada", at)


def test_naive_times_are_refused(rules):
    with pytest.raises(pilkada.TimeError):
        rules.window("jateng.dinihari", dt.datetime(2024, 11, 27, 0, 30))
    with pytest.raises(pilkada.TimeError):
        rules.window("jateng.dinihari", "2024-11-27T00:30:00")
    with pytest.raises(TypeError):
        rules.window("jateng.dinihari", 1732642200)
    with pytest.raises(TypeError):
        rules.stages(20241127)
    with pytest.raises(pilkada.TimeError):
        rules.stages("2024-02-30")


def test_calendar(rules):
    text = rules.calendar("jateng.dinihari", "2024-11-26", dt.date(2024, 11, 27), "2024-11-20T00:00:00Z")
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") and text.count("BEGIN:VEVENT\r\n") == 2
    assert "UID:jateng.dinihari-WIB-20241126T170000Z@libpilkada\r\n" in text
    assert "LOCATION:33.16\r\n" in rules.calendar("jateng.dinihari", "2024-11-26", "2024-11-26", "2024-11-20T00:00:00Z", "33.16", "en")
    with pytest.raises(pilkada.ArgumentError):
        rules.calendar("jateng.dinihari", "2024-11-27", "2024-11-26", "2024-11-20T00:00:00Z")


def test_check_of_own_files(rules):
    own = {name: data for name, data in data_files().items() if name.split("/")[0] in ("forms", "schedules", "screening")}
    assert len(own) > 3
    for name, data in own.items():
        result = rules.check(name, data)
        assert result["ok"], (name, result["problems"])
    broken = rules.check("forms/x.json", "{")
    assert not broken["ok"] and broken["problems"]


def own_form(folder, version="2024.2"):
    (folder / "forms").mkdir(parents=True, exist_ok=True)
    text = (SOURCE / "data/forms/lap_tungsura.json").read_text(encoding="utf-8").replace('"2024.1"', f'"{version}"', 1)
    (folder / "forms" / "own.json").write_text(text, encoding="utf-8")
    return folder


def test_a_directory_lies_over_the_built_in_files(rules, tmp_path):
    own = pilkada.Rulebook.load(own_form(tmp_path))
    assert own != rules and own == pilkada.Rulebook.load(str(tmp_path))
    assert own.form("lap_tungsura")["version"] == "2024.2" and own.form("lap_tungsura", "2024.1")
    assert own.region("33.16") == rules.region("33.16")
    verdict = own.judge({"form_id": "lap_tungsura", "form_versi": "2024.2"})
    assert verdict.version == "2024.2" and verdict.rulebook == own.hash
    assert pickle.loads(pickle.dumps(own)) == own


def test_a_bundle_is_a_whole_rulebook(tmp_path):
    bundle = tmp_path / "bundle.json"
    files = {name: data.decode() for name, data in data_files().items()}
    bundle.write_text(json.dumps({"pilkada_bundle": 1, "files": files}), encoding="utf-8")
    loaded = pilkada.Rulebook.load(bundle)
    assert loaded == pilkada.Rulebook.load(files) and pickle.loads(pickle.dumps(loaded)) == loaded


def test_a_broken_directory_leaves_the_rulebook_that_is_there(rules, tmp_path):
    rulebook = pilkada.Rulebook.load(own_form(tmp_path))
    file = tmp_path / "forms" / "own.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"galat"', '"gala"', 1), encoding="utf-8")
    with pytest.raises(pilkada.DefinitionError) as caught:
        rulebook = pilkada.Rulebook.load(tmp_path)
    assert caught.value.where.startswith("forms/own.json#/") and caught.value.line > 1 and caught.value.column > 1
    assert rulebook.judge({"form_id": "lap_tungsura", "form_versi": "2024.2"}).version == "2024.2"
    rulebook = pilkada.Rulebook.load(own_form(tmp_path, "2024.3"))
    assert rulebook.form("lap_tungsura")["version"] == "2024.3"


def test_a_path_without_files_is_an_error_of_the_file_system(tmp_path):
    for path in (tmp_path, tmp_path / "tiada"):
        with pytest.raises(FileNotFoundError):
            pilkada.Rulebook.load(path)
    (tmp_path / "nyasar.json").write_text("{}", encoding="utf-8")
    with pytest.raises(pilkada.DefinitionError) as caught:
        pilkada.Rulebook.load(tmp_path)
    assert caught.value.where == "nyasar.json"


def test_diff_of_two_versions(tmp_path):
    own = pilkada.Rulebook.load(own_form(tmp_path))
    diff = own.diff("lap_tungsura", "2024.1")
    assert (diff["from"]["version"], diff["to"]["version"], diff["changes"]) == ("2024.1", "2024.2", [])
    assert own.diff("lap_tungsura", "1999.1") is None and own.diff_text("lap_tungsura", "1999.1") is None
    assert own.diff_text("lap_tungsura", "2024.1", lang="en") == "no differences\n"
    assert own.diff_text("lap_tungsura", "2024.1", "2024.2") == "tidak ada perbedaan\n"


def test_any_rulebook_gives_its_bundle(rules, tmp_path):
    for each in (rules, pilkada.Rulebook.load(own_form(tmp_path)), pilkada.Rulebook.load(data_files())):
        bundle = each.to_bundle()
        again = pilkada.Rulebook.from_bundle(bundle)
        assert isinstance(bundle, bytes) and again == each and again.to_bundle() == bundle
        assert pilkada.Rulebook.from_bundle(bundle.decode()) == each and pickle.loads(pickle.dumps(again)) == each


def test_a_bundle_is_written_whole_or_not_at_all(rules, tmp_path):
    path = tmp_path / "aturan.json"
    rules.write_bundle(path)
    assert pilkada.Rulebook.load(path) == rules and path.read_bytes() == rules.to_bundle()
    rules.write_bundle(str(path))
    assert [each.name for each in tmp_path.iterdir()] == ["aturan.json"]
    with pytest.raises(FileNotFoundError):
        rules.write_bundle(tmp_path / "tiada" / "aturan.json")
    (tmp_path / "map").mkdir()
    with pytest.raises(OSError):
        rules.write_bundle(tmp_path / "map")
    assert not (tmp_path / "map.new").exists()


@pytest.mark.parametrize("bundle", ["", "{}", b"\xff", '{"pilkada_bundle": 2, "files": {}}'])
def test_a_broken_bundle_is_refused(bundle):
    with pytest.raises(pilkada.Error):
        pilkada.Rulebook.from_bundle(bundle)
