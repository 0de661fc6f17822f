"""Files of a rulebook on disk: a directory, or one bundle."""

from __future__ import annotations

import os
import pathlib
from typing import Dict, Union

Files = Dict[str, Union[str, bytes]]


def _is_ours(path: pathlib.Path) -> bool:
    return path.suffix == ".json" and not path.name.startswith(".") and path.is_file()


def read_directory(root: pathlib.Path) -> Files:
    """Every .json of the directory and of the folders in it. Names the loader does not know are its to refuse."""
    files: Files = {}
    for entry in sorted(root.iterdir()):
        if entry.is_dir() and not entry.name.startswith("."):
            files.update((f"{entry.name}/{path.name}", path.read_bytes()) for path in entry.iterdir() if _is_ours(path))
        elif _is_ours(entry):
            files[entry.name] = entry.read_bytes()
    if not files:
        raise FileNotFoundError(f"no .json file in {os.fspath(root)!r}: put a form, for instance, into forms/name.json")
    return files


def replace_file(path: pathlib.Path, data: bytes) -> None:
    """Write beside the file, then rename."""
    beside = path.with_name(path.name + ".new")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
