#!/usr/bin/env python3
"""Derive the weighted phrases of a pack from labelled texts, and say honestly what they are worth.

    screen_weights.py --pilkada build/dev/bin/pilkada --pack PACK.json --dev dev.jsonl.gz --corpus corpus.txt.gz [--write OUT.json]

1.  Every text is screened with the pack without its weighted phrases; that score stays as it is. The words are
    those of `normal`, the text as the widest view reads it.
2.  Candidates are runs of one to three ordinary words that occur in at least LEAST_TEXTS election hoaxes or
    LEAST_BENIGN honest election texts, counted each time on the texts of that fit alone, near-duplicates as one. Ordinary: in the
    dictionary, as they are or without what Indonesian puts before and behind, and in the middle of the corpus' sentences mostly in
    small letters, so neither names of persons, parties and regions nor years and numbers; nothing that screen_left_out.txt names.
3.  Weights are fitted by logistic regression (accelerated gradient, L2 penalty) on top of the score, rounded to points
    and cut at LEAST_POINTS and MOST_POINTS; what rounds below SMALLEST is left out, and what another entry of the pack counts the
    other way. Negative ones are wording of ordinary texts; they partly learn the sources, which the rows "fitted before" show.
    Points of one text end at the `max` and the `min` of the category: long texts collect points of both signs by their length alone.
4.  Ordinary reports of a desk, invented for this purpose (screen_reports.txt), weigh heavily on the honest side.
5.  Recall and false flags are counted by cross-validation, five folds cut by `group`, by kind of text, and on texts of
    later years with lists that were fitted to earlier years only. The penalty is a strong one, for the sake of those rows:
    half of it gains up to 2 points by cross-validation and loses up to 3 in later years, twice of it the other way round.

Needs python3-numpy and hunspell-id. Nothing of the texts is written but the phrases with their points.
"""
import argparse
import collections
import gzip
import json
import re
import subprocess
import tempfile

import numpy

import screen_left_out

LEAST_TEXTS = 2
LEAST_BENIGN = 4
ALONE = 15  # of the category: wording that nothing else supports counts from here on
FOLDS = 5
POINTS = 10  # of one unit of the logistic score
MOST_POINTS, LEAST_POINTS, SMALLEST = 40, -30, 2
L2, ROUNDS = 6.0, 150
LATE = (2023, 2024)
BEFORE = [("", "")] + [(before, "") for before in "di ber ter ke se me pe per memper diper mem pem men pen meng peng".split()] \
    + [("mem", "p"), ("pem", "p"), ("men", "t"), ("pen", "t"), ("meng", "k"), ("peng", "k"), ("meny", "s"), ("peny", "s")]
BEHIND = ["", "kan", "an", "i", "nya", "lah", "kah", "ku", "mu", "annya", "kannya", "inya"]


def open_text(path):
    return gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")


def is_known(word, dictionary):
    """In the dictionary as it is or without what Indonesian puts before and behind."""
    if word in dictionary:
        return True
    stems = (first + word[len(before):len(word) - len(behind)] for before, first in BEFORE if word.startswith(before)
             for behind in BEHIND if word.endswith(behind))
    return any(len(stem) > 3 and stem in dictionary for stem in stems)


def ordinary_words(corpus, dictionary):
    """Words of the dictionary that stand in small letters in the middle of sentences."""
    small, large = collections.Counter(), collections.Counter()
    for line in corpus:
        words = re.findall(r"[A-Za-z][A-Za-z0-9'-]*", line)
        if sum(word[0].isupper() for word in words) * 5 > 2 * len(words):
            continue  # a heading: capitals tell nothing
        for word in words[1:]:
            for part in word.split("-"):
                (small if part.islower() else large)[part.lower()] += 1
    return {word for word, count in small.items()
            if count >= 3 and count >= 2 * large[word] and len(word) > 1 and word.isalpha()
            and is_known(word, dictionary)}


def screen(args, texts):
    """(score, words) for each text."""
    lines = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts))
    command = [args.pilkada, "screen", "--pack", args.bare_pack, "--normal", "--format", "json", "-"]
    done = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=False)
    for line in done.stdout.decode().strip("\n").split("\n"):
        result = json.loads(line)
        yield result["score"], result["normal"].split("\n")[0].split()


def grams(words, ordinary):
    found = set()
    for i in range(len(words)):
        for size in (1, 2, 3):
            part = words[i:i + size]
            if len(part) == size and all(word in ordinary for word in part) and (size > 1 or len(part[0]) > 3 and part[0] != "sudah"):
                found.add(" ".join(part))
    return found


def count_groups(rows, groups, which):
    """In how many groups of near-duplicates among `which` each phrase stands."""
    pairs = {(gram, group) for row, group, chosen in zip(rows, groups, which) if chosen for gram in row}
    return collections.Counter(gram for gram, _ in pairs)


class Data:
    """Texts as rows of phrases, in numpy arrays."""

    def __init__(self, args):
        with open_text(args.dev) as lines:
            self.records = [json.loads(line) for line in lines]
        with open_text(args.corpus) as lines:
            corpus = [line.rstrip("\n") for line in lines]
        with open(args.dictionary, encoding="utf-8") as lines:
            dictionary = {line.split("/")[0].strip() for line in lines}
        ordinary = ordinary_words(corpus, {word for word in dictionary if word.islower()})
        corpus = corpus[::args.every]
        with open(args.reports, encoding="utf-8") as lines:
            reports = [line.rstrip("\n") for line in lines]
        texts = [record["text"] for record in self.records] + reports + corpus
        screened = list(screen(args, texts))
        self.records += [{"label": "report", "topic": "report", "kind": "line", "group": i, "date": None}
                         for i in range(len(reports))]
        self.records += [{"label": "corpus", "topic": "corpus", "kind": "line", "group": -1 - i, "date": None}
                         for i in range(len(corpus))]
        self.base = numpy.array([score for score, _ in screened], float)
        rows = [grams(words, ordinary) for _, words in screened]
        self.hoax = numpy.array([r["label"] == "hoax" and r["topic"] == "election" for r in self.records])
        self.benign = numpy.array([r["label"] == "benign" and r["topic"] == "election" for r in self.records])
        self.corpus = numpy.array([r["label"] == "corpus" for r in self.records])
        self.year = numpy.array([int(r["date"][:4]) if r.get("date") else 0 for r in self.records])
        self.fold = numpy.array([hash_of(r["group"]) % FOLDS for r in self.records])
        self.importance = numpy.array([importance(r) for r in self.records])
        groups = [r["group"] for r in self.records]
        bad, good = count_groups(rows, groups, self.hoax), count_groups(rows, groups, self.benign)
        often = {gram for gram in bad | good if bad[gram] >= LEAST_TEXTS or good[gram] >= LEAST_BENIGN}
        self.most, self.least = args.most, args.least
        self.names = sorted(gram for gram in often if not args.left_out.why(gram))
        self.sign = numpy.array([args.left_out.sign(gram) for gram in self.names])
        place = {gram: i for i, gram in enumerate(self.names)}
        pairs = [(i, place[gram]) for i, row in enumerate(rows) for gram in row if gram in place]
        self.row, self.column = (numpy.array(axis) for axis in zip(*pairs))
        self.first = numpy.zeros(len(pairs), bool)  # of its group to have the phrase
        self.first[numpy.unique([(column, hash(groups[row])) for row, column in pairs], axis=0, return_index=True)[1]] = True

    def score(self, weights):
        """As the library counts: no more points of either sign than the category allows."""
        drawn = weights[self.column]
        given, taken = (numpy.bincount(self.row, part, len(self.base)) for part in (drawn.clip(min=0), drawn.clip(max=0)))
        return self.base + (given.clip(max=self.most) + taken.clip(min=self.least)) * ((self.base > 0) | (given + taken >= ALONE))


def hash_of(group):
    return (int(group) * 2654435761 >> 8) & 0xFFFF


def importance(record):
    """What a text counts in the fit: what is asked is to tell election hoaxes from election texts."""
    if record["topic"] == "election":
        return {"hoax": 4.0, "benign": 1.0}.get(record["label"], 0.0)
    return {"hoax": 0.5, "benign": 0.5, "corpus": 0.5, "report": 8.0}.get(record["label"], 0.0)


def fit(data, train):
    """Points for each phrase."""
    keep = train[data.row]
    row, column = data.row[keep], data.column[keep]
    target = numpy.array([r["label"] == "hoax" for r in data.records], float)
    first = data.first[keep]
    bad = numpy.bincount(column[first & data.hoax[row]], minlength=len(data.names))
    good = numpy.bincount(column[first & data.benign[row]], minlength=len(data.names))
    seen = (bad >= LEAST_TEXTS) | (good >= LEAST_BENIGN)
    old, ahead, bias, pace = numpy.zeros(len(data.names)), numpy.zeros(len(data.names)), -3.0, 1.0
    weight = data.importance * train
    step = 4.0 / max(numpy.bincount(column, weight[row], len(data.names)).max(), 1.0)
    for _ in range(ROUNDS):
        margin = data.base / POINTS + numpy.bincount(row, ahead[column], len(target)) + bias
        error = (1 / (1 + numpy.exp(-margin)) - target) * weight
        new = seen * (ahead - step * (numpy.bincount(column, error[row], len(data.names)) + L2 * ahead))
        bias -= 2.0 * error.sum() / weight.sum()
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        old, ahead, pace = new, new + (pace - 1) / faster * (new - old), faster
    points = numpy.clip(numpy.rint(old * POINTS), LEAST_POINTS, MOST_POINTS)
    return points * ((abs(points) >= SMALLEST) & (data.sign * points >= 0))


def recall_at(scores, hoax, benign, share):
    """Recall at the lowest threshold that flags at most `share` of the benign texts."""
    limit = numpy.quantile(scores[benign], 1 - share, method="higher")
    return float((scores[hoax] > limit).mean())


def report(data, scores, which, title):
    hoax, benign = data.hoax & which, data.benign & which
    shares = (0.0025, 0.005, 0.01, 0.02, 0.05, 0.1)
    cells = " ".join(f"{recall_at(scores, hoax, benign, share):6.3f}" for share in shares)
    print(f"{title:38} {hoax.sum():5} hoaxes, recall at 0.25 0.5 1 2 5 10 % false flags: {cells}")


def report_levels(data, scores, low, high):
    print(f"\nshare at {low} points or more, at {high} or more:")
    kinds = collections.defaultdict(list)
    for i, r in enumerate(data.records):
        kinds[r["label"], r["topic"], r["kind"]].append(i)
    for kind, places in sorted(kinds.items()):
        part = scores[places]
        print("{:14} {:9} {:10}".format(*kind), f"{len(places):7} {(part >= low).mean():7.2%} {(part >= high).mean():7.2%}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("pilkada", "pack", "dev", "corpus"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--reports", default="tools/screen_reports.txt", help="ordinary reports of a desk, a line each")
    parser.add_argument("--dictionary", default="/usr/share/hunspell/id_ID.dic", help="of the package hunspell-id")
    parser.add_argument("--every", type=int, default=6, help="take every n-th line of the corpus")
    parser.add_argument("--levels", type=int, nargs=2, default=[25, 50])
    parser.add_argument("--write", help="a pack with the fitted phrases in place of its own")
    args = parser.parse_args()
    with open(args.pack, encoding="utf-8") as file:
        text = file.read()
    pack = json.loads(text)
    pack["entries"] = [entry for entry in pack["entries"] if entry["kind"] != "bobot"]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(pack, file)
        file.flush()
        args.least, args.most = next((category["min"], category["max"]) for category in pack["categories"] if category["id"] == "bahasa")
        args.bare_pack, args.left_out = file.name, screen_left_out.LeftOut(pack)
        data = Data(args)
    everything = numpy.ones(len(data.base), bool)
    print(f"{len(data.names)} candidates")
    report(data, data.base, everything, "without weighted phrases")
    crossed = data.base.copy()
    for fold in range(FOLDS):
        held = data.fold == fold
        crossed[held] = data.score(fit(data, ~held))[held]
    report(data, crossed, everything, "cross-validated")
    for year in sorted(set(data.year[data.hoax])):
        if (data.hoax & (data.year == year)).sum() >= 20:
            report(data, crossed, (data.year == year) | data.benign, f"cross-validated, hoaxes of {year or '?'}")
    news = numpy.array([r["kind"] in ("headline", "news-lead", "article") for r in data.records])
    report(data, crossed, data.hoax | news, "cross-validated, beside news")
    report(data, crossed, data.hoax | ~news, "cross-validated, beside posts")
    for first in LATE:
        late = data.year >= first
        early = fit(data, ~late & ~(data.corpus & (data.fold == 0)))
        report(data, data.score(early), late, f"fitted before {first}, told from then on")
    report_levels(data, crossed, *args.levels)
    if args.write:
        write(args, text, data, fit(data, everything))


def write(args, text, data, weights):
    """The weighted phrases as one line before the first entry, heaviest first."""
    chosen = sorted(((-int(points), name) for name, points in zip(data.names, weights) if points))
    phrases = json.dumps({name: -points for points, name in chosen}, ensure_ascii=False)
    lines = [line for line in text.splitlines() if '"kind": "bobot"' not in line]
    at = next(i for i, line in enumerate(lines) if line.startswith('  "entries": [')) + 1
    lines.insert(at, '    {"id": "bahasa", "kind": "bobot", "category": "bahasa", "weights": ' + phrases + "},")
    with open(args.write, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    print(f"{len(chosen)} phrases written")


if __name__ == "__main__":
    main()
