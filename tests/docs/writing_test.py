"""docs/panduan/menulis-formulir.md as an official follows it: copy, add a field and a rule, check, judge. Run by pytest."""
import json
import os
import re
import shutil
import subprocess

import pytest

SOURCE, BUILD = os.environ["PILKADA_SOURCE"], os.environ["PILKADA_BUILD"]
PHP_EXTENSION, PYTHON_PATH = os.environ.get("PILKADA_PHP_EXTENSION", ""), os.environ.get("PILKADA_PYTHONPATH", "")


def blocks(language):
    with open(os.path.join(SOURCE, "docs", "panduan", "menulis-formulir.md"), encoding="utf-8") as file:
        return [text for name, text in re.findall(r"^```(\w*)\n(.*?)^```", file.read(), re.S | re.M) if name == language]


PROMISED = blocks("")[-1].strip()


def run(command, folder, codes=(0,), **more):
    environment = {**os.environ, "PATH": f"{BUILD}/bin:{os.environ['PATH']}", "PILKADA_DATA": f"{SOURCE}/data", **more}
    done = subprocess.run(command, cwd=folder, shell=isinstance(command, str), capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode in codes, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The steps of the page up to the check."""
    folder = tmp_path_factory.mktemp("formulir")
    _, copy, check, validate, bundle, _ = blocks("sh")
    field, rule, report = blocks("json")
    run(copy, folder)
    path = folder / "saya" / "forms" / "tungsura-saya.json"
    form = json.loads(path.read_text(encoding="utf-8"))
    form["version"] = "2024.2"
    assert form["sections"][0]["title"]["id"] == "A. Pemantauan TPS"
    form["sections"][0]["fields"].append(json.loads(field))
    form["rules"].append(json.loads(rule))
    path.write_text(json.dumps(form, ensure_ascii=False, indent=2), encoding="utf-8")
    assert run(check, folder).strip() == "saya/forms/tungsura-saya.json: baik"
    (folder / "laporan.json").write_text(report, encoding="utf-8")
    run(bundle, folder)
    return folder


def test_the_command_judges_by_the_copy_and_by_its_bundle(folder):
    validate = blocks("sh")[3]
    code, _, said = PROMISED.partition(" ")
    for command in (validate, validate.replace("saya", "aturan.json")):
        out = run(command, folder, codes=(1,))
        assert f"galat {code} " in out and said in out
    versions = {run(f"pilkada --version --rulebook {path}", folder) for path in ("saya", "aturan.json")}
    assert len(versions) == 1


def test_the_command_says_what_is_new_in_the_copy(folder):
    with open(os.path.join(SOURCE, "docs", "panduan", "menulis-formulir.md"), encoding="utf-8") as file:
        command = re.search(r"^    (pilkada form diff .*)$", file.read(), re.M).group(1)
    assert run(command, folder) == "isian tps_listrik_padam: baru\naturan X-1: baru\n"


@pytest.mark.skipif(not PYTHON_PATH, reason="built without the Python module")
def test_python_judges_by_the_copy(folder):
    assert PROMISED in run(["python3", "-c", blocks("python")[0]], folder, PYTHONPATH=PYTHON_PATH)


@pytest.mark.skipif(not PHP_EXTENSION, reason="built without the PHP extension")
def test_php_judges_by_the_copy(folder):
    (folder / "nilai.php").write_text(blocks("php")[0], encoding="utf-8")
    assert PROMISED in run(["php", "-n", "-d", f"extension={PHP_EXTENSION}", "nilai.php"], folder)


def test_c_judges_by_the_copy(folder):
    compile_it, run_it = blocks("sh")[5].strip().splitlines()
    assert "pkg-config" in compile_it
    (folder / "nilai.c").write_text(blocks("c")[0], encoding="utf-8")
    library = os.path.join(BUILD, "src")
    run(["cc", "-std=c11", "-Wall", "-Wextra", "-Werror", "nilai.c", "-o", "nilai", f"-I{SOURCE}/include", f"-L{library}",
         f"-Wl,-rpath,{library}", "-lpilkada"], folder)
    assert PROMISED in run(run_it, folder)


@pytest.mark.parametrize("row", re.findall(r"^\| `\"(expr|when)\": \"(.*?)\"` \| (.*?) \|$", open(
    os.path.join(SOURCE, "docs", "panduan", "menulis-formulir.md"), encoding="utf-8").read(), re.M))
def test_faults_are_told_as_the_page_says(folder, tmp_path, row):
    member, expression, said = row
    path = tmp_path / "lap_tungsura-2.json"
    shutil.copy(folder / "saya" / "forms" / "tungsura-saya.json", path)
    form = json.loads(path.read_text(encoding="utf-8"))
    form["rules"][-1][member] = expression
    path.write_text(json.dumps(form), encoding="utf-8")
    done = subprocess.run([f"{BUILD}/bin/pilkada", "check", str(path)], capture_output=True, text=True)
    key = {"nama": "did you mean \"tps_listrik_padam\"", "aturan": "tidak pernah gagal", "syarat": "tidak pernah benar"}[said.split()[0]]
    assert key in done.stdout
