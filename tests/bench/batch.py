"""Many posts in one call, from all that may hold them: PYTHONPATH=build/release/python python3 tests/bench/batch.py TEXTS.txt [COUNT]
One text a line; seconds are those of the processor. Columns of NumPy and pandas where they are installed, Arrow ones made by hand as in the tests."""

import array
import itertools
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "bindings/python"))
import arrow_by_hand  # noqa: E402
import pilkada  # noqa: E402


def read(path, count):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n") for _, line in zip(range(count), file)]


def arrow_column(texts):
    encoded = [text.encode() for text in texts]
    offsets = array.array("q", itertools.accumulate(map(len, encoded), initial=0))
    return arrow_by_hand.OneArray(b"U", [(len(texts), [None, offsets.tobytes(), b"".join(encoded)])])


def sources(texts):
    """What holds the texts, by name."""
    yield "list", texts
    yield "Arrow", arrow_column(texts)
    try:
        import numpy
        yield "NumPy, objects", numpy.array(texts, dtype=object)
        import pandas
        yield "Series", pandas.Series(texts)
        yield "Series of string", pandas.Series(texts, dtype="string")
    except ImportError as missing:
        print(missing)


def show(name, count, start):
    took = time.process_time() - start
    print(f"{name:28} {took:6.2f} s {took / count * 1e9:6.0f} ns a text")


def main():
    texts = read(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 500_000)
    rules = pilkada.Rulebook.default()
    rules.screen_many(texts[:1000])
    for name, column in sources(texts):
        start = time.process_time()
        rules.screen_many(column)
        show(name, len(texts), start)
    start = time.process_time()
    answers = rules.screen_many(texts, hits=True)
    show("list, with hits", len(texts), start)
    start = time.process_time()
    rows = [row for row, level in enumerate(answers.levels) if level == 2]
    found = [answers.hits[row] for row in rows]
    show("hits of rows at prioritas", max(len(rows), 1), start)
    print(answers, answers.hits, f"{sum(map(len, found))} read")


main()
