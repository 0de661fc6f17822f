"""The programs of the guides run as they stand there, one after the other on each page. Run by pytest."""
import os
import re
import subprocess

import pytest

SOURCE, BUILD = os.environ["PILKADA_SOURCE"], os.environ["PILKADA_BUILD"]
PHP_EXTENSION, PYTHON_PATH = os.environ.get("PILKADA_PHP_EXTENSION", ""), os.environ.get("PILKADA_PYTHONPATH", "")
PYTHON_PAGES = ["python.md", "formats.md"]
PHP_PAGES = ["php.md", "formats.md"]
RECEIPTS = "[['id' => 'a', 'region' => '33.16', 'form' => 'lap_tahapan_harian', 'received' => '2024-11-27T00:30:00+07:00']]"


def program(page, language):
    with open(os.path.join(SOURCE, "docs", "guide", page), encoding="utf-8") as file:
        blocks = re.findall(rf"^```{language}\n(.*?)^```", file.read(), re.S | re.M)
    assert blocks, page
    return "\n".join(blocks)


def run(tmp_path, *command, **environment):
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env={**os.environ, **environment}, timeout=120)
    assert done.returncode == 0 and done.stderr == "", done.stdout + done.stderr
    return done.stdout


@pytest.mark.skipif(not PYTHON_PATH, reason="built without the Python module")
@pytest.mark.parametrize("page", PYTHON_PAGES)
def test_python(tmp_path, page):
    (tmp_path / "page.py").write_text(program(page, "python"), encoding="utf-8")
    out = run(tmp_path, "/usr/bin/python3", "-W", "error", "page.py", PYTHONPATH=PYTHON_PATH)
    assert page != "python.md" or "U-6 galat" in out


@pytest.mark.skipif(not PHP_EXTENSION, reason="built without the PHP extension")
@pytest.mark.parametrize("page", PHP_PAGES)
def test_php(tmp_path, page):
    prelude = f"<?php\ndeclare(strict_types=1);\nset_error_handler(function ($no, $text) {{ throw new Error($text); }});\n$receipts = {RECEIPTS};\n"
    (tmp_path / "page.php").write_text(prelude + program(page, "php"), encoding="utf-8")
    out = run(tmp_path, "php", "-n", "-d", f"extension={PHP_EXTENSION}", "page.php")
    assert page != "php.md" or "U-6 galat" in out
