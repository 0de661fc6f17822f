"""Reports of a form, made from its definition by a seeded generator: sound ones, and ones broken in every way that is
structural. It knows nothing of the JSON Schema that they are judged by.

A report is a dict; what no Python value can say (12.0 as a count) is a `Spelled`.
"""
import json

NIHIL = ["-", "nihil", "NIHIL", "(Nihil)", "tidak ada", " Tidak Ada. ", "-.", "nihil .", "\tnihil\n"]
BLANK = ["", " ", "\t", " \r\n"]
WORDS = ["Tiga TPS buka terlambat.", "aman", "é", "\U0001f5f3", "nihil sekali", "- dua", "tidak  ada", ".", "baris satu\nbaris dua"]
DATES = ["2024-11-27", "2024-02-29", "2000-02-29", "2024-12-31", "0001-01-01"]
BAD_DATES = ["2024-02-30", "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "27/11/2024", "2024-11-27\n",
             "20241127", "2024-W48-3", "0000-01-01", "2024-11-27 ", "besok"]
TIMES = ["2024-11-27T05:00:00+07:00", "2024-11-27t05:00:00.123456789Z", "2024-11-27 23:59:59-23:59", "2024-02-29T00:00:00z"]
BAD_TIMES = ["2024-11-27T05:00:00", "2024-11-27T24:00:00+07:00", "2024-02-30T05:00:00Z", "2024-11-27T05:00+07:00",
             "2024-11-27T05:00:60Z", "2024-11-27T05:00:00+24:00", "2024-11-27T05:00:00+0700", "2024-11-27T05:00:00.Z",
             "2024-11-27T05:00:00Z\n", "2023-02-29T05:00:00Z", "27/11/2024 09.00"]
BAD_CLOCKS = ["5:00", "05.00", "24:01", "25:00", "05:60", "05:00:00", "05:00\n", "siang"]
BAD_COUNTS = [-1, 1.5, "12", "1.089", "12 orang", "-", "nihil", True, [], {}, 10**18, 10**30, "+5"]
WRONG = {"teks": [7, True, [], {}], "wilayah": [33.16, False, []], "persen": ["33,3", True, -0.01, 1e300],
         "desimal": ["1,5", True, [], 1e300, -1e300], "tanggal": [*BAD_DATES, 20241127], "jam": [*BAD_CLOCKS, 5],
         "waktu": [*BAD_TIMES, 0], "pilih": ["PILIH", "", 1, []], "ya_tidak": ["ya ", "Ya", "true", 1, 0, "-", None],
         "daftar": ["", "x", {}, 3, [None], [""], ["-"], [[]]], "kelompok": ["x", [], 3, True],
         "bulat": BAD_COUNTS, "uang": BAD_COUNTS}


class Spelled(float):
    """A number that is written as it stands: 12.0, 1e2."""

    def __new__(cls, text):
        self = super().__new__(cls, text)
        self.text = text
        return self

    def __repr__(self):
        return self.text


def dumps(report):
    return json.dumps(report, ensure_ascii=False)


def fields_of(form):
    return [field for section in [*form["head"]["sections"], *form["sections"]] for field in section["fields"]]


def clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


class Maker:
    def __init__(self, random):
        self.random = random

    # ---- sound values ----

    def number(self, low, high):
        return self.random.choice([low, high, self.random.randint(low, high), self.random.randint(low, min(high, low + 9))])

    def of_teks(self, field):
        low, high = field.get("length", [0, 4000])
        if "pattern" in field:
            return self.random.choice(field["pattern"]["x-samples"]) if "x-samples" in field["pattern"] else "123"
        length = self.random.choice([max(low, 1), high, max(low, min(high, 40))])
        text = self.random.choice(WORDS)
        return (text * (length // len(text) + 1))[:length] if length > 12 and len(text) > 1 else "x" * length

    def of_bulat(self, field):
        return self.number(*field.get("range", [0, 999999999]))

    def of_uang(self, field):
        return self.number(*field.get("range", [0, 999999999999999]))

    def of_persen(self, field):
        low, high = field.get("range", [0, 100])
        return self.random.choice([low, high, round(self.random.uniform(low, high), self.random.randint(0, 2)), 0.29, 33.33])

    def of_desimal(self, field):
        return self.random.uniform(*field.get("range", [-1e15, 1e15]))

    def of_tanggal(self, field):
        return self.random.choice(DATES if "range" not in field else field["range"])

    def of_jam(self, field):
        low, high = [minutes(text) for text in field.get("range", ["00:00", "24:00"])]
        return clock(self.number(low, high))

    def of_waktu(self, field):
        return self.random.choice(TIMES)

    def of_pilih(self, field):
        return self.random.choice(field["choices"])["id"]

    def of_ya_tidak(self, field):
        return self.random.choice([True, False, "ya", "tidak"])

    def of_wilayah(self, field):
        return self.random.choice(["33.16", "33", "99.99", "Blora"])

    def of_daftar(self, field):
        low, high = field.get("length", [0, 10000])
        count = self.number(max(low, 1), max(1, min(high, max(low, 4))))
        item = (lambda: self.row(field["fields"])) if "fields" in field else (lambda: self.value(field["items"]))
        return [item() for _ in range(count)]

    def of_kelompok(self, field):
        return self.members(field["fields"])

    def of_koordinat(self, field):
        return self.random.choice([{"lintang": -6.97, "bujur": 110.42}])

    def value(self, field):
        return getattr(self, "of_" + field["type"])(field)

    def nothing(self, field):
        kind = field["type"]
        if kind == "daftar":
            return self.random.choice([None, []])
        texts = kind in ("teks", "wilayah", "tanggal", "jam", "waktu", "pilih")
        return self.random.choice([None, *BLANK, *(NIHIL if texts else [])])

    # ---- objects ----

    def row(self, fields):
        return self.members(fields)

    def members(self, fields):
        report = {}
        for field in fields:
            dice = self.random.random()
            if field["required"] == "wajib" or dice < 0.6:
                report[field["id"]] = self.value(field)
            elif dice < 0.75:
                report[field["id"]] = self.nothing(field)
        return report

    # ---- faults ----

    def places(self, report, fields):
        """Every object of the report with the fields that it may have."""
        yield report, fields
        for field in fields:
            inner = report.get(field["id"]) if isinstance(report, dict) else None
            if field["type"] == "kelompok" and isinstance(inner, dict):
                yield from self.places(inner, field["fields"])
            if field["type"] == "daftar" and "fields" in field and isinstance(inner, list):
                for row in inner:
                    if isinstance(row, dict):
                        yield row, field["fields"]

    def beyond(self, field):
        """A value just outside what the field allows; None if there is none."""
        kind, bounds = field["type"], field.get("range") or field.get("length")
        if kind == "teks":
            low, high = bounds or [0, 4000]
            return self.random.choice(["x" * (high + 1), "x" * max(low - 1, 0), "é" * (high + 1)])
        if kind in ("bulat", "uang", "persen", "desimal") and bounds:
            return self.random.choice([bounds[0] - 1, bounds[1] + 1])
        if kind == "jam" and bounds:
            return self.random.choice([clock(max(minutes(bounds[0]) - 1, 0)), clock(min(minutes(bounds[1]) + 1, 1440))])
        if kind == "daftar" and bounds and bounds[1] < 100:
            item = self.row(field["fields"]) if "fields" in field else self.value(field["items"])
            return [item] * (bounds[1] + 1)
        return None

    def spoil(self, report, fields):
        """Do one thing to the report that may make it invalid."""
        place, known = self.random.choice(list(self.places(report, fields)))
        field = self.random.choice(known)
        name, dice = field["id"], self.random.randrange(8)
        if dice == 0:
            place.pop(name, None)
        elif dice in (1, 2):
            place[name] = self.nothing(field)
        elif dice == 3:
            place[self.random.choice([name + "x", name[:-1], name.upper(), "", "tiada", "catatan/2"])] = 1
        elif dice == 4:
            place[name] = self.random.choice(NIHIL)
        elif dice == 5:
            value = self.beyond(field)
            place[name] = self.value(field) if value is None else value
        elif dice == 6 and field["type"] == "daftar" and isinstance(place.get(name), list) and place[name]:
            at = self.random.randrange(len(place[name]))
            place[name][at] = self.random.choice([None, "", "-", 7, {}, [], "PILIH", {"tiada": 1}])
        else:
            place[name] = self.random.choice(WRONG.get(field["type"], [7]))

    def report(self, form):
        fields = fields_of(form)
        report = self.members(fields)
        report["form_id"], report["form_versi"] = form["form"], form["version"]
        if self.random.random() < 0.3:
            report["nihil"] = self.random.choice([True, "ya"])
            for field in fields:
                if field["type"] in ("bulat", "uang") and self.random.random() < 0.5:
                    report.pop(field["id"], None)
                if field["type"] == "teks" and self.random.random() < 0.3:
                    report[field["id"]] = self.random.choice(NIHIL)
        for _ in range(self.random.choice([0, 0, 1, 1, 2, 3])):
            self.spoil(report, fields)
        return report
