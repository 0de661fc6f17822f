#!/usr/bin/env python3
"""How many texts of each kind the screening marks.

    screen_rates.py FILE...        with the Python package on PYTHONPATH

FILE.jsonl or .jsonl.gz: {"text", "label", "topic", "kind"} a line. FILE.txt or .txt.gz: one text a line.
Prints a row for each label, topic and kind: texts, share at `periksa` or more, share at `prioritas`.
"""
import collections
import gzip
import json
import pathlib
import sys

import pilkada

MARKED = {pilkada.Level.PERIKSA, pilkada.Level.PRIORITAS, pilkada.Level.TIDAK_TUNTAS}


def texts(path):
    """(kind of text, text) for each line."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as lines:
        for line in lines:
            if ".jsonl" in path.name:
                record = json.loads(line)
                yield tuple(record.get(key, "-") for key in ("label", "topic", "kind")), record["text"]
            else:
                yield (path.name, "-", "-"), line.rstrip("\n")


def main(paths):
    rules = pilkada.Rulebook.default()
    levels = collections.defaultdict(collections.Counter)
    for path in map(pathlib.Path, paths):
        for kind, text in texts(path):
            levels[kind][rules.screen(text).level] += 1
    print(f"{'label':24} {'topic':10} {'kind':10} {'texts':>8} {'periksa':>8} {'prioritas':>9}")
    for kind, count in sorted(levels.items()):
        total = sum(count.values())
        marked = sum(count[level] for level in MARKED)
        print("{:24} {:10} {:10}".format(*kind), f"{total:8} {100 * marked / total:6.2f} % {100 * count[pilkada.Level.PRIORITAS] / total:7.2f} %")


if __name__ == "__main__":
    sys.exit(__doc__ if len(sys.argv) < 2 else main(sys.argv[1:]))
