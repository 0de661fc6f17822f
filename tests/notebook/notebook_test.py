"""The notebook of the night runs from top to bottom and names who is missing. Run by pytest."""
import json
import os
import shutil
import subprocess

import pytest

NOTEBOOKS = os.path.join(os.environ["PILKADA_SOURCE"], "examples", "notebooks")
JUPYTER = shutil.which("jupyter-nbconvert")


@pytest.mark.skipif(not JUPYTER, reason="jupyter-nbconvert is not installed")
def test_malam_runs_and_says_what_the_night_says(tmp_path):
    subprocess.run([JUPYTER, "--to", "notebook", "--execute", "--output-dir", str(tmp_path), "--ExecutePreprocessor.timeout=120",
                    os.path.join(NOTEBOOKS, "malam.ipynb")], check=True, cwd=NOTEBOOKS, env={**os.environ, "HOME": str(tmp_path)})
    notebook = json.loads((tmp_path / "malam.ipynb").read_text(encoding="utf-8"))
    outputs = [output for cell in notebook["cells"] if cell["cell_type"] == "code" for output in cell["outputs"]]
    text = "".join("".join(output.get("text", "")) + "".join(output.get("data", {}).get("text/html", "")) for output in outputs)
    assert not any(output["output_type"] == "error" for output in outputs)
    assert "Belum melapor: Kabupaten Kendal, Kabupaten Brebes" in text
    assert "78 laporan, 7 dengan galat" in text
    assert "33.76-26-1" in text and "33.76-26-2" in text
    assert any("image/png" in output.get("data", {}) for output in outputs)


def test_the_notebook_is_stored_without_outputs():
    with open(os.path.join(NOTEBOOKS, "malam.ipynb"), encoding="utf-8") as file:
        cells = json.load(file)["cells"]
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in cells if cell["cell_type"] == "code")
