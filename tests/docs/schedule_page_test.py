"""A province writes its own schedule with nothing but docs/panduan/jadwal.md: its file and its commands, as they stand there. Run by pytest."""
import json
import os
import re
import shlex
import subprocess

import pytest

SOURCE, BUILD = os.environ["PILKADA_SOURCE"], os.environ["PILKADA_BUILD"]
COMMAND = os.path.join(BUILD, "bin", "pilkada")

with open(os.path.join(SOURCE, "docs", "panduan", "jadwal.md"), encoding="utf-8") as file:
    PAGE = file.read()


@pytest.fixture
def folder(tmp_path):
    """The first file of the page, where the page wants it; and two reports of the night it speaks of."""
    own = tmp_path / "aturan-kami" / "schedules" / "provinsi-kami.json"
    own.parent.mkdir(parents=True)
    own.write_text(re.search(r"```json\n(.*?)```", PAGE, re.S).group(1), encoding="utf-8")
    (tmp_path / "schedules").symlink_to(own.parent)
    receipt = {"region": "33.16", "form": "lap_tahapan_harian"}
    (tmp_path / "laporan.jsonl").write_text("".join(json.dumps({**receipt, "id": str(n), "received": f"2024-11-27T0{n}:00:00+07:00"}) + "\n"
                                                    for n in (1, 2)))
    return tmp_path


def run(command, folder):
    words = [COMMAND, *shlex.split(command)[1:]]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=60)


def commands(part):
    found = re.findall(r"^    (pilkada .*)$", PAGE, re.M)
    return [command for command in found if part in command]


def test_the_file_of_the_page_is_good(folder):
    command, = commands("check schedules/provinsi-kami.json")
    done = run(command, folder)
    assert done.returncode == 0 and "baik" in done.stdout


def test_the_commands_of_the_page_work_with_it(folder):
    following, judge, calendar = commands("--rulebook aturan-kami")
    assert run(following, folder).stdout.splitlines()[1].split()[:3] == ["2024-11-26", "2024-11-26T22:00:00+07:00", "2024-11-27T05:00:00+07:00"]
    board = run(judge, folder)
    assert board.returncode == 1 and "laporan malam (contoh.malam)" in board.stdout and "2 dari 2" in board.stdout
    assert run(calendar, folder).stdout.count("BEGIN:VEVENT") == 7


def test_a_misspelt_form_is_told_as_the_page_says(folder):
    own = folder / "aturan-kami" / "schedules" / "provinsi-kami.json"
    own.write_text(own.read_text().replace("lap_tahapan_harian", "lap_tahapan_haria"))
    done = run(commands("--rulebook aturan-kami")[0], folder)
    assert done.returncode == 2 and "lap_tahapan_harian" in done.stderr


def test_the_history_has_the_members_that_the_page_explains(folder):
    command, = commands("--detail")
    receipt = {"region": "33.16", "form": "lap_tahapan_harian"}
    path = folder / "examples" / "night" / "reports.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text("".join(json.dumps({**receipt, **more}) + "\n" for more in (
        {"id": "a", "hash": "x", "received": "2024-11-27T01:00:00+07:00"}, {"id": "a", "hash": "y", "received": "2024-11-27T04:00:00+07:00"})))
    cells = [json.loads(line) for line in run(command, folder).stdout.splitlines()[:-1]]
    first, second = next(cell["history"] for cell in cells if cell["region"] == "33.16")
    part = PAGE[PAGE.index("## Riwayat perbaikan"):PAGE.index("## Jadwal piket")]
    explained = {name for row in re.findall(r"^\| (`[^|]*) \|", part, re.M) for name in re.findall(r"`(\w+)`", row)}
    assert explained <= set(first) and len(explained) == 7
    assert (first["state"], second["state"], second["counted_at"]) == ("diganti", "berlaku", first["received"])
