"""Every example in README and in the headers compiles, and the complete ones run. Run by pytest."""
import os
import re
import subprocess
import textwrap

import pytest

SOURCE, BUILD = os.environ["PILKADA_SOURCE"], os.environ["PILKADA_BUILD"]
LIBRARY = os.path.join(BUILD, "src")
CC = ["cc", "-std=c11", "-Wall", "-Wextra", "-Wno-unused-result", "-Werror", f"-I{SOURCE}/include"]
LINK = [f"-L{LIBRARY}", f"-Wl,-rpath,{LIBRARY}", "-lpilkada"]
PHP_EXTENSION = os.environ.get("PILKADA_PHP_EXTENSION", "")
PYTHON_PATH = os.environ.get("PILKADA_PYTHONPATH", "")

# What the snippets of the headers stand on.
PRELUDE = """
#include <pilkada/pilkada.h>
#include <stdio.h>
#include <string.h>
static void read_it_first(void) { puts("!"); }
int main(void) {
    const char *text = "{}", *line = "{}";
    size_t size = 2;
    pilkada_error error = PILKADA_ERROR_INIT;
    pilkada_rulebook *rules = pilkada_rulebook_default(NULL, NULL);
    pilkada_verdict *verdict = pilkada_verdict_new(NULL, NULL);
    pilkada_screening *screening = pilkada_screening_new(NULL, NULL);
    pilkada_board *board = pilkada_board_new(NULL, NULL);
    pilkada_buffer out;
    pilkada_buffer_init(&out, NULL);
    (void)read_it_first; (void)text; (void)line; (void)size; (void)error; (void)screening; (void)board;
    {
%s
    }
    pilkada_buffer_dispose(&out);
    pilkada_board_free(board);
    pilkada_screening_free(screening);
    pilkada_verdict_free(verdict);
    pilkada_rulebook_free(rules);
    return 0;
}
"""


def readme_block(language):
    with open(os.path.join(SOURCE, "README.md"), encoding="utf-8") as file:
        return re.search(rf"```{language}\n(.*?)```", file.read(), re.S).group(1)


def header_snippets():
    folder = os.path.join(SOURCE, "include", "pilkada")
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            top = re.match(r"/\*\*(.*?)\*/", file.read(), re.S)
        lines = [re.sub(r"^ \* ?", "", line) for line in top.group(1).splitlines()] if top else []
        block = "\n".join(line for line in lines if line.startswith("    "))
        if ";" in block:
            yield pytest.param(textwrap.dedent(block), id=name)


def compile_and_run(tmp_path, program):
    path, binary = tmp_path / "example.c", tmp_path / "example"
    path.write_text(program, encoding="utf-8")
    subprocess.run([*CC, str(path), "-o", str(binary), *LINK], check=True)
    return subprocess.run([str(binary)], check=True, capture_output=True, text=True, env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}).stdout


def test_readme_c_gives_a_first_verdict_in_under_ten_lines(tmp_path):
    block = readme_block("c")
    assert len([line for line in block.splitlines() if line.strip()]) <= 10
    assert compile_and_run(tmp_path, block).strip()


@pytest.mark.skipif(not PHP_EXTENSION, reason="built without the PHP extension")
def test_readme_php_gives_a_first_verdict_in_under_ten_lines(tmp_path):
    block = readme_block("php")
    assert len(block.splitlines()) < 10
    (tmp_path / "first.php").write_text("<?php\n" + block)
    done = subprocess.run(["php", "-n", "-d", f"extension={PHP_EXTENSION}", str(tmp_path / "first.php")], capture_output=True, text=True)
    assert done.returncode == 0 and "B-12: " in done.stdout and done.stderr == ""


@pytest.mark.skipif(not PYTHON_PATH, reason="built without the Python module")
def test_readme_python_gives_a_first_verdict_in_under_ten_lines():
    block = readme_block("python")
    assert len(block.splitlines()) < 10
    program = block + "\nassert any(finding.code == 'U-6' for finding in verdict.findings), verdict\nprint(verdict._repr_html_())"
    done = subprocess.run(["python3", "-c", program], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": PYTHON_PATH})
    assert done.returncode == 0 and "U-6" in done.stdout, done.stderr


@pytest.mark.parametrize("snippet", header_snippets())
def test_examples_of_the_headers_compile_and_run(tmp_path, snippet):
    compile_and_run(tmp_path, snippet if "int main" in snippet else PRELUDE % snippet)
