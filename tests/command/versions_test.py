"""Versions of a form side by side: what the guide says of them. Run by pytest."""
import copy
import json
import os
import re
import subprocess

import pytest

PILKADA, SOURCE = os.environ["PILKADA_COMMAND"], os.environ["PILKADA_SOURCE"]

with open(os.path.join(SOURCE, "docs", "guide", "forms.md"), encoding="utf-8") as guide:
    FORM = json.loads(re.search(r"```json\n(\{\n  \"form\".*?)```", guide.read(), re.S).group(1))
    guide.seek(0)
    VERSIONS = re.search(r"^## Versions\n(.*?)^## ", guide.read(), re.S | re.M).group(1)
COMMANDS, OUTPUTS = re.findall(r"^    (pilkada .*)$", VERSIONS, re.M), re.findall(r"^```\n(.*?)^```", VERSIONS, re.S | re.M)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The guide's form, and its second version."""
    folder = tmp_path_factory.mktemp("versi")
    (folder / "forms").mkdir()
    second = copy.deepcopy(FORM)
    second["version"] = "2"
    second["sections"][0]["title"]["en"] = "A. Complaints and replies"
    fields = second["sections"][0]["fields"]
    fields[0]["range"] = [0, 99999]
    second["sections"].append({"title": {"id": "B. Tindak lanjut", "en": "B. What was done"}, "fields": [fields.pop()]})
    second["rules"].append({**copy.deepcopy(FORM["rules"][0]), "id": "P-3", "severity": "peringatan", "expr": "aduan_selesai < aduan"})
    for form in (FORM, second):
        (folder / "forms" / f"lap_posko_{form['version']}.json").write_text(json.dumps(form), encoding="utf-8")
    return folder


def run(folder, command, *more):
    done = subprocess.run([PILKADA, *command.split()[1:], "--rulebook", str(folder), *more], capture_output=True, cwd=folder, text=True, timeout=60)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_the_guide_says_what_diff_says(folder):
    assert run(folder, COMMANDS[0]) == (0, OUTPUTS[0])
