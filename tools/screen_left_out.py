#!/usr/bin/env python3
"""What the weighted phrases of a pack may not be: see screen_left_out.txt.

    screen_left_out.py PACK.json        tells each phrase that has no place there and why; 1 if there is one

A phrase that another entry of the pack counts may not count the other way: nobody could explain that the same words
give points and take them.
"""
import json
import pathlib
import sys

LIST = pathlib.Path(__file__).with_suffix(".txt")
AGAINST = "another entry counts it the other way"


def runs(words):
    """Every run of words that stand side by side."""
    return (" ".join(words[i:k]) for i in range(len(words)) for k in range(i + 1, len(words) + 1))


def parts_of(entry):
    """The parts of an entry that matches words, each a list of phrases any of which will do; none of other kinds."""
    parts = entry.get("parts", [entry["text"]] if "text" in entry else [])
    return [[part] if isinstance(part, str) else part for part in parts]


def holds(phrase, parts):
    """Does the phrase alone say what the entry looks for?"""
    found = set(runs(phrase.split()))
    return all(found.intersection(part) for part in parts)


class LeftOut:
    def __init__(self, pack=None, path=LIST):
        self.reasons = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            reason, _, items = line.partition(": ")
            if items and not line.startswith("#"):
                self.reasons.update((item.strip(), reason) for item in items.split(","))
        entries = pack["entries"] if pack else []
        self.counted = [(parts, 1 if entry["points"] > 0 else -1) for entry in entries if (parts := parts_of(entry))]

    def why(self, phrase):
        """The reason, or None if the phrase may be on the list."""
        return next((self.reasons[run] for run in runs(phrase.split()) if run in self.reasons), None)

    def sign(self, phrase):
        """1 or -1 if only points of that sign may stand at the phrase, else 0."""
        return next((sign for parts, sign in self.counted if holds(phrase, parts)), 0)

    def why_with(self, phrase, points):
        return self.why(phrase) or (AGAINST if self.sign(phrase) * points < 0 else None)


def main(path):
    with open(path, encoding="utf-8") as file:
        pack = json.load(file)
    left_out = LeftOut(pack)
    weights = [pair for entry in pack["entries"] for pair in entry.get("weights", {}).items()]
    found = [(phrase, why) for phrase, points in weights if (why := left_out.why_with(phrase, points))]
    for phrase, why in found:
        print(f"{phrase}: {why}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(__doc__ if len(sys.argv) != 2 else main(sys.argv[1]))
