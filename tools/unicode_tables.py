#!/usr/bin/env python3
"""Writes src/screen/unicode_tables.c from the pinned files in tools/unicode/.

    tools/unicode_tables.py            write the table
    tools/unicode_tables.py --check    compare, write nothing; exit 1 if the file is not fresh

For each code point: what kind it is, its case folding ("strict"), and how the widest view reads it ("wide"):
compatibility decomposition, marks and invisible characters dropped, look-alikes folded from non-ASCII to
ASCII, case folded. Never from ASCII: UTS #39 would also turn 0 into O and m into rn. Some look-alikes have a
second reading.
"""
import gzip
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INPUT = ROOT / "tools" / "unicode"
OUTPUT = ROOT / "src" / "screen" / "unicode_tables.c"
LIMIT = 0x110000
BLOCK = 128

# Kinds, in the order of pk_unicode_kind in src/screen/unicode_tables.h.
OTHER, LETTER, DIGIT, MARK, INVISIBLE = range(5)
TATWEEL = 0x640  # a letter by category, but it only stretches the one before it, of whichever script

DIGIT_NAMES = dict(zip("ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN".split(), map(str, range(11))))
NAMED_LETTER = re.compile(
    r"(?:LATIN LETTER SMALL CAPITAL|(?:CROSSED )?NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER"
    r"|REGIONAL INDICATOR SYMBOL LETTER) ([A-Z])$")
NAMED_DIGIT = re.compile(
    r"(?:DINGBAT )?(?:NEGATIVE |DOUBLE )?CIRCLED (?:SANS-SERIF )?(?:DIGIT|NUMBER) (\w+)$")


def lines(name):
    raw = (INPUT / name).read_bytes()
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8-sig")
    for line in text.splitlines():
        line = line.split("#")[0].strip()
        if line:
            yield [part.strip() for part in line.split("\t" if name.endswith(".tsv") else ";")]


def code_range(text):
    first, _, last = text.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def code_list(text):
    return [int(code, 16) for code in text.split()]


class Data:
    def __init__(self):
        self.category, self.decomposition, self.decimal, self.named = {}, {}, {}, {}
        self.read_unicode_data()
        self.fold = {int(c, 16): code_list(to) for c, status, to, *_ in lines("CaseFolding.txt.gz") if status in "CF"}
        self.ignorable = {c for span, name in ((row[0], row[1]) for row in lines("DerivedCoreProperties.txt.gz"))
                          if name == "Default_Ignorable_Code_Point" for c in code_range(span)}
        self.confusable = {int(row[0], 16): code_list(row[1]) for row in lines("confusables.txt.gz")}
        self.own = {int(row[0][2:], 16): row[2] for row in lines("lookalikes.tsv")}
        self.second = {int(row[0][2:], 16): row[2] for row in lines("second-readings.tsv")}

    def read_unicode_data(self):
        first = None
        for row in lines("UnicodeData.txt.gz"):
            code, name, category, mapping, decimal = int(row[0], 16), row[1], row[2], row[5], row[6]
            span = range(first, code + 1) if name.endswith(", Last>") else [code]
            first = code if name.endswith(", First>") else None
            for c in span:
                self.category[c] = category
            if mapping:
                self.decomposition[code] = code_list(re.sub(r"<\w+>", "", mapping))
            if decimal:
                self.decimal[code] = decimal
            letter, digit = NAMED_LETTER.match(name), NAMED_DIGIT.match(name)
            if letter:
                self.named[code] = letter[1].lower()
            elif digit and digit[1] in DIGIT_NAMES:
                self.named[code] = DIGIT_NAMES[digit[1]]

    def kind(self, c):
        category = self.category.get(c, "Cn")
        if c in self.ignorable or category == "Cf":
            return INVISIBLE
        if category in ("Mn", "Me") or c == TATWEEL:
            return MARK
        if category[0] == "L" or category == "Mc":
            return LETTER
        return DIGIT if category[0] == "N" else OTHER

    def decompose(self, c):
        if c not in self.decomposition:
            return [c]
        return [d for part in self.decomposition[c] for d in self.decompose(part)]

    def visible(self, codes):
        return [c for c in codes if self.kind(c) not in (MARK, INVISIBLE)]

    def look_alike(self, c):
        """The ASCII reading of one code point by its shape or value, or None."""
        if c < 128:
            return None
        if c in self.own or c in self.named:
            return self.own.get(c) or self.named[c]
        if c in self.decimal:
            return self.decimal[c]
        target = "".join(map(chr, self.visible(self.confusable.get(c, []))))
        if target == "rn":  # the prototype of m
            return "m"
        return target.lower() if target.isascii() and target.isalnum() else None

    def wide(self, c):
        if c in self.named:
            return self.named[c]
        out = []
        for part in self.visible(self.decompose(c)):
            ascii_reading = self.look_alike(part)
            if ascii_reading:
                out.append(ascii_reading)
                continue
            for folded in self.fold.get(part, [part]):
                for d in self.visible(self.decompose(folded)):
                    out.append(self.look_alike(d) or chr(d))
        return "".join(out)

    def other(self, c):
        """The second reading of a look-alike that has one: one letter, or nothing."""
        parts = self.visible(self.decompose(c))
        wide = self.wide(c)
        if len(parts) != 1 or parts[0] < 128 or len(wide) != 1 or not wide.isascii():
            return ""
        letter = self.second.get(parts[0])
        if not letter and self.confusable.get(parts[0]) == [ord("l")]:
            letter = {"l": "i", "i": "l"}.get(wide)
        return letter if letter and letter != wide else ""

    def strict(self, c):
        return "".join(map(chr, self.fold.get(c, [c])))


class Pool:
    """Texts one after the other, each behind a byte with its length; the empty text is at 0."""

    def __init__(self):
        self.bytes, self.places = bytearray([0]), {b"": 0}

    def add(self, text):
        data = text.encode("utf-8")
        if data not in self.places:
            self.places[data] = len(self.bytes)
            self.bytes += bytes([len(data)]) + data
        return self.places[data]


def build(data):
    pool, folds, fold_index, plane = Pool(), [], {}, []
    for c in range(LIMIT):
        kind = data.kind(c)
        surrogate = 0xD800 <= c < 0xE000
        strict, wide = ("", "") if surrogate else (data.strict(c), data.wide(c))
        same = surrogate or (strict == chr(c) and wide == chr(c)) or kind in (MARK, INVISIBLE)
        if same:
            plane.append(kind)
            continue
        other = data.other(c)
        fold = (pool.add(wide if wide != chr(c) else ""), pool.add(strict if strict != chr(c) else ""), kind,
                ord(other) if other else 0)
        if fold not in fold_index:
            fold_index[fold] = len(folds)
            folds.append(fold)
        plane.append(8 + fold_index[fold])
    blocks, block_index, stage1 = [], {}, []
    for start in range(0, LIMIT, BLOCK):
        block = tuple(plane[start:start + BLOCK])
        if block not in block_index:
            block_index[block] = len(blocks)
            blocks.append(block)
        stage1.append(block_index[block])
    assert 8 + len(folds) < 65536 and len(blocks) < 65536 and len(pool.bytes) < 1 << 24
    return stage1, blocks, folds, pool.bytes


def rows(values, width=24):
    text = [str(value) for value in values]
    return "".join("    " + ", ".join(text[i:i + width]) + ",\n" for i in range(0, len(text), width))


def render(stage1, blocks, folds, pool):
    return f"""/* Generated by tools/unicode_tables.py from tools/unicode/: do not edit. Unicode 15.0.0, UTS #39 17.0.0.
 * Terms of the Unicode data: tools/unicode/COPYRIGHT.txt. */
/* clang-format off */
#include "screen/unicode_tables.h"

const uint16_t pk_unicode_stage1[{len(stage1)}] = {{
{rows(stage1)}}};

const uint16_t pk_unicode_stage2[{len(blocks) * BLOCK}] = {{
{rows(value for block in blocks for value in block)}}};

const pk_unicode_fold pk_unicode_folds[{len(folds)}] = {{
{rows((f"{{{w},{s},{k},{o}}}" for w, s, k, o in folds), 8)}}};

const unsigned char pk_unicode_pool[{len(pool)}] = {{
{rows(pool)}}};
"""


def main():
    text = render(*build(Data()))
    if "--check" in sys.argv[1:]:
        fresh = OUTPUT.exists() and OUTPUT.read_text(encoding="utf-8") == text
        print("fresh" if fresh else f"{OUTPUT.name} is not what tools/unicode_tables.py writes: run it")
        return 0 if fresh else 1
    OUTPUT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
