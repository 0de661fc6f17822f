"""docs/panduan/daftar-pantau.md as an official follows it: a list, one line more, check, screen. Run by pytest."""
import json
import os
import re
import subprocess

import pytest

SOURCE, BUILD = os.environ["PILKADA_SOURCE"], os.environ["PILKADA_BUILD"]
with open(os.path.join(SOURCE, "docs", "panduan", "daftar-pantau.md"), encoding="utf-8") as file:
    PAGE = file.read()
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", PAGE, re.S | re.M)
HEAD, LINE = (text for language, text in BLOCKS if language == "json")
COMMANDS, PROMISED = (next(text for name, text in BLOCKS if name == language).splitlines() for language in ("sh", ""))


def run(folder, command):
    environment = {**os.environ, "PATH": f"{BUILD}/bin:{os.environ['PATH']}"}
    done = subprocess.run(command, cwd=folder, shell=True, capture_output=True, text=True, env=environment, timeout=60)
    assert done.stderr == ""
    return done.returncode, done.stdout


def write(folder, line):
    """The line goes in front of the one that is there, as one does by hand."""
    text = HEAD.replace('"entries": [\n', '"entries": [\n    ' + line.strip() + ",\n")
    assert text != HEAD
    (folder / "daftar-kami.json").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, LINE)
    return tmp_path


def test_the_head_alone_is_a_good_list(tmp_path):
    (tmp_path / "daftar-kami.json").write_text(HEAD, encoding="utf-8")
    assert run(tmp_path, COMMANDS[0]) == (0, PROMISED[0] + "\n")


def test_one_line_is_enough_and_is_checked(folder):
    assert run(folder, COMMANDS[0]) == (0, PROMISED[0] + "\n")
    code, out = run(folder, COMMANDS[1])
    assert code == 0 and "\n".join(PROMISED[1:]) in out
    assert "[tinta-hilang]" not in run(folder, COMMANDS[1].replace("--add daftar-kami.json ", ""))[1]


def test_every_point_is_told_with_its_reason_and_they_add_up(folder):
    answer = json.loads(run(folder, COMMANDS[1].replace("screen", "screen --explain --format json"))[1])
    assert sum(hit["points"] for hit in answer["hits"]) == answer["score"]
    assert all(hit["why"]["id"] and hit["label"]["id"] for hit in answer["hits"])
    told = run(folder, COMMANDS[1])[1]
    assert f"({answer['score']} poin)" in told
    for hit in answer["hits"]:
        assert f"{hit['label']['id']}, {hit['points']} poin: {hit['why']['id']} [{hit['rule']}]" in told


FAULTS = {
    "an example that must match": (lambda e: e["tests"]["must"].append("Tinta habis"), "contoh yang harus cocok ternyata tidak cocok: Tinta habis"),
    "an example that must not": (lambda e: e["tests"]["must_not"].append("tinta bisa dihapus"), "contoh yang tidak boleh cocok ternyata cocok"),
    "a number": (lambda e: e["parts"].append("paslon 01"), "angka tidak boleh masuk daftar"),
    "a member spelled wrong": (lambda e: e.update(exclusion="bantah"), 'did you mean "exclusions"?'),
    "a kind spelled wrong": (lambda e: e.update(kind="frasa_jrak"), "frasa_jarak"),
    "a category that is not there": (lambda e: e.update(category="perlengkap"), "category"),
    "an id that is taken": (lambda e: e.update(id="bilik-roboh"), '/entries/0 of pack "daftar-kami"'),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_have_a_place_and_a_remedy(tmp_path, name):
    change, said = FAULTS[name]
    entry = json.loads(LINE)
    change(entry)
    write(tmp_path, json.dumps(entry, ensure_ascii=False))
    code, out = run(tmp_path, COMMANDS[0])
    assert code == 1 and said in out
    assert re.match(r"daftar-kami\.json:1[0-9]:[0-9]+: galat: /entries/[01]", out) and "perbaikan: " in out


def test_what_has_expired_is_told(folder):
    code, out = run(folder, COMMANDS[0] + " --at 2026-01-01")
    assert code == 1 and "masa berlaku sudah lewat: 2025-12-31" in out
