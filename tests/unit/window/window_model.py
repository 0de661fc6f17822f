"""An independent model of reporting windows: written from docs/guide/schedules.md with datetime and zoneinfo, not from the C.

window_model.py DRIVER [CASES] [SEED]   compares the library's boards with the model's, case by case; prints the first that differs.
"""
import json
import random
import subprocess
import sys
from collections import Counter
from typing import NamedTuple
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

ZONES = {"WIB": ZoneInfo("Asia/Jakarta"), "WITA": ZoneInfo("Asia/Makassar"), "WIT": ZoneInfo("Asia/Jayapura")}
REGIONS = {"33.16": "WIB", "11.01": "WIB", "64.72": "WITA", "91.05": "WIT", "33.16.01": "WIB"}
STAGES = {"masa_tenang": (date(2024, 11, 24), date(2024, 11, 26)), "kampanye": (date(2024, 9, 25), date(2024, 11, 23))}
DAYS = ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"]
POLLING = date(2024, 11, 27)
NEAR = 32  # days
STATES = ["lengkap", "terlambat", "kurang", "belum", "berjalan"]
IGNORED = ["diterima_setelah_sekarang", "formulir_lain", "tanpa_jendela", "di_luar_permintaan", "melebihi_maksimum", "terkunci"]
EDITIONS = ["berlaku counts", "diganti counts", "ditolak counts", "ditolak does not count"]
EARLY, ON_TIME, LATE = "early", "on_time", "late"
MS = timedelta(milliseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def stamp(moment):
    """Milliseconds since 1970, by exact integer arithmetic."""
    return (moment - EPOCH) // MS


# ---- the schedule ----

def repeats_on(repeat, day):
    freq = repeat["freq"]
    if freq == "weekly":
        return DAYS[day.weekday()] in repeat["days"]
    if freq == "monthly":
        last = (day + timedelta(days=1)).month != day.month
        return day.day in repeat["days"] or (last and -1 in repeat["days"])
    if freq == "dates":
        return day.isoformat() in repeat["dates"]
    if freq == "relative":
        return repeat["from_day"] <= (day - POLLING).days <= repeat["to_day"]
    if freq == "stages":
        return any(STAGES[stage][0] <= day <= STAGES[stage][1] for stage in repeat["stages"])
    return True


class Window(NamedTuple):
    """[open, close) in milliseconds."""
    open: int
    close: int
    min: int
    max: int | None
    before: int
    after: int
    inclusive: int


class Schedule:
    def __init__(self, data, region):
        self.data, self.region = data, region
        lead = data.get("lead", {})
        self.lead = timedelta(minutes=lead.get("kecamatan", 0) if region.count(".") == 2 else 0)
        self.lead_moves_window = lead.get("moves") == "window"
        phases = data.get("phases", {})
        self.late_for, self.correct_for = (phases[n] * 60000 if n in phases else None for n in ("late", "correct"))
        self.zone = ZONES[REGIONS[region] if data["zone"] == "lokal" else data["zone"]]
        self.windows_cache, self.days_cache = {}, {}

    def hours_on(self, day):
        """What holds on a day of opening: the schedule itself, the override of the highest priority, or nothing."""
        if day not in self.days_cache:
            self.days_cache[day] = self._hours_on(day)
        return self.days_cache[day]

    def _hours_on(self, day):
        data = self.data
        if "valid_from" in data and day.isoformat() < data["valid_from"]:
            return None
        if "valid_until" in data and day.isoformat() > data["valid_until"]:
            return None
        own = repeats_on(data["repeat"], day)
        for override in sorted(data.get("overrides", []), key=lambda o: -o["priority"]):
            if "regions" in override and not any((self.region + ".").startswith(r + ".") for r in override["regions"]):
                continue
            if repeats_on(override["when"], day) if "when" in override else own:
                return {**{n: data[n] for n in ("grace", "close_inclusive") if n in data}, **override}
        return data if own else None

    def day_windows(self, day):
        """(report date, window) of the windows that open on a day, on the clock of the zone."""
        found, hours = [], self.hours_on(day)
        grace, inclusive = hours.get("grace", {}), 1 if hours.get("close_inclusive") else 0
        for slot in hours["slots"]:
            start = datetime.combine(day, time.fromisoformat(slot["open"]), self.zone)
            hours, minutes = map(int, slot["close"].split(":"))
            end = datetime.combine(day, time(0), self.zone) + timedelta(hours=hours, minutes=minutes)
            if end <= start:
                end += timedelta(days=1)
            step = timedelta(minutes=slot["every_minutes"]) if "every_minutes" in slot else end - start
            while start < end:
                opens, closes = start - self.lead * self.lead_moves_window, start + step - self.lead
                found.append((self.report_date(start, start + step),
                              Window(stamp(opens), stamp(closes) + inclusive, slot["min"], slot.get("max"),
                                     grace.get("before", 0) * 60000, grace.get("after", 0) * 60000, inclusive)))
                start += step
        return found

    def report_date(self, start, end):
        rule = self.data.get("date_of", "open")
        if rule == "previous_day":
            return start.date() - timedelta(days=1)
        return start.date() if rule == "open" else (end - timedelta(microseconds=1)).date()

    def windows(self, day):
        """The windows whose reports are for a day, in the order of time."""
        if day not in self.windows_cache:
            found = [window for opening in (day + timedelta(days=n) for n in (-1, 0, 1)) if self.hours_on(opening)
                     for owner, window in self.day_windows(opening) if owner == day]
            self.windows_cache[day] = sorted(found)
        return self.windows_cache[day]

    def distance(self, window, at):
        """(rank, place): inside, in the grace, or so far from the border."""
        start, end = window[0], window[1]
        if start <= at < end:
            return -1, ON_TIME
        if at < start:
            return (0, ON_TIME) if start - at <= window.before else (start - at, EARLY)
        return (0, ON_TIME) if at - end < window.after else (at - end, LATE)

    def nearest(self, windows, at):
        """(rank, open, index, place) of the window that an instant belongs to."""
        return min(((self.distance(w, at)[0], w[0], i, self.distance(w, at)[1]) for i, w in enumerate(windows)), default=None)

    def date_at(self, at):
        local = (EPOCH + at * MS).astimezone(self.zone).date()
        best = None
        for n in range(-NEAR, NEAR + 1):
            day = local + timedelta(days=n)
            found = self.nearest(self.windows(day), at)
            if found and (best is None or found[:2] < best[0]):
                best = found[:2], day
        return best[1] if best else None


# ---- one region, one date ----

def order_of(r):
    none = -10**20
    return (r["at"], r["nihil"], r["rejected"], r["own"].toordinal() if r["own"] else none,
            r["made"] if r["made"] is not None else none, r["id"], r["form"], r["hash"], r["reporter"], r["replaces"])


def groups(items, same):
    """Connected components, each in order, in the order of their first items."""
    parts = []
    for i, item in enumerate(items):
        touching = [p for p in parts if any(same(items[j], item) for j in p)]
        merged = sorted(sum(touching, []) + [i])
        parts = [p for p in parts if p not in touching] + [merged]
    return sorted(parts)


def is_void(item, items):
    return item["rejected"] or any(o["id"] == item["id"] and o["rejected"] and o["at"] >= item["at"] for o in items)


def is_past(window, found, at, span):
    """Is an arrival so long after the close of its window?"""
    return found[3] == LATE and span is not None and at - (window.close - window.inclusive) >= span


def place_in_time(valid):
    """The first of the best: neither too late to be taken nor early; early; too late."""
    return min(valid, key=lambda v: 2 if v["too_late"] else v["found"][3] == EARLY)


def tell_history(history, arrivals, contents, valid):
    """The contents of one report, if it has several: [report, id, first, last, copies, state, counted at]."""
    if len(contents) < 2:
        return
    place = place_in_time(valid) if valid else None
    counted_at = None if place is None or place["too_late"] else place["at"]
    number = history[-1][0] + 1 if history else 0
    for content in contents:
        items = [arrivals[i] for i in content]
        stands = bool(valid) and any(item is valid[-1] for item in items)
        state = "berlaku" if stands else "ditolak" if all(item["void"] for item in items) else "diganti"
        history.append([number, items[0]["id"], items[0]["at"], items[-1]["at"], len(items) - 1, state, counted_at])


def phase_of(schedule, windows, now):
    first, last = windows[0], windows[-1]
    since = now - (last.close - last.inclusive)
    if now < first.open - first.before:
        return "belum_buka"
    if now < last.close + last.after:
        return "kirim"
    if schedule.late_for is None or since < schedule.late_for:
        return "susulan"
    return "perbaikan" if schedule.correct_for is None or since < schedule.correct_for else "terkunci"


def judge_date(schedule, day, arrivals):
    arrivals = sorted(arrivals, key=order_of)
    windows = schedule.windows(day)
    firsts, came = {}, len(arrivals)
    for item in arrivals:
        item["found"] = schedule.nearest(windows, item["at"])
        window = windows[item["found"][2]]
        item["too_late"] = is_past(window, item["found"], item["at"], schedule.late_for)
        item["locked"] = is_past(window, item["found"], item["at"], schedule.correct_for)
    arrivals = [item for item in arrivals if not item["locked"]]
    for item in arrivals:
        item["void"] = is_void(item, arrivals)
        item["copy_of"] = firsts.setdefault(item["id"], item)

    def same_content(a, b):
        if a["hash"] and a["hash"] == b["hash"] and (a["form"] == b["form"] or a["id"] == b["id"]):
            return True
        return any(x["copy_of"] is y and x is not y and not x["hash"] for x, y in ((a, b), (b, a)))

    def same_report(a, b):
        if a["id"] == b["id"] or (a["form"] == b["form"] and a["hash"] and a["hash"] == b["hash"]):
            return True
        return a["form"] == b["form"] and (a["replaces"] == b["id"] or b["replaces"] == a["id"])

    contents = groups(arrivals, same_content)
    cell = Counter(duplicate=len(arrivals) - len(contents), locked=came - len(arrivals),
                   rejected=sum(all(arrivals[i]["void"] for i in part) for part in contents))
    reports, cell["history"] = [], []
    for number, part in enumerate(groups(arrivals, same_report)):
        valid = [arrivals[i] for i in part if not arrivals[i]["void"]]
        tell_history(cell["history"], arrivals, [content for content in contents if content[0] in part], valid)
        if not valid:
            continue
        cell["corrected"] += sum(any(not arrivals[i]["void"] for i in content) for content in contents if content[0] in part) - 1
        first = place_in_time(valid)
        if first["too_late"]:
            cell["locked"] += 1
            continue
        reports.append((first["at"], number, first["found"][2], first["found"][3], valid[-1]))
    count(schedule, windows, sorted(reports, key=lambda r: r[:2]), cell)
    return cell


def count(schedule, windows, reports, cell):
    taken, on_time, filled = Counter(), {}, {}
    key = {"laporan": lambda n, last: n, "formulir": lambda n, last: last["form"], "pelapor": lambda n, last: last["reporter"]}
    unit_of = key[schedule.data.get("count_by", "laporan")]
    for at, number, index, place, last in reports:
        if windows[index].max and place != EARLY:
            taken[index] += 1
            if taken[index] > windows[index].max:
                cell["excess"] += 1
                continue
        cell["received"] += 1
        cell[place] += 1
        cell["nihil"] += last["nihil"]
        unit = unit_of(number, last)
        if place == ON_TIME:
            on_time.setdefault(index, set()).add(unit)
        if place != EARLY:
            filled.setdefault(index, set()).add(unit)
    for index, window in enumerate(windows):
        cell["required"] += window.min
        cell["filled_on_time"] += min(window.min, len(on_time.get(index, ())))
        cell["filled"] += min(window.min, len(filled.get(index, ())))


def state_of(schedule, day, cell, now):
    if cell["filled_on_time"] == cell["required"]:
        return "lengkap"
    if cell["filled"] == cell["required"]:
        return "terlambat"
    if now < schedule.windows(day)[-1].close + schedule.windows(day)[-1].after:
        return "berjalan"
    return "kurang" if cell["received"] else "belum"


# ---- the board ----

def own_date(schedule, receipt, by_id):
    seen = receipt
    for _ in range(16):
        if seen["own"] or not seen["replaces"] or seen["replaces"] not in by_id:
            break
        seen = by_id[seen["replaces"]]
    return seen["own"] or schedule.date_at(seen["at"])


def moment(text):
    return stamp(datetime.fromisoformat(text.replace("Z", "+00:00"))) if text else None


def load(raw):
    when = moment
    return {"id": raw["id"], "form": raw["form"], "hash": raw.get("hash", ""), "reporter": raw.get("reporter", ""),
            "replaces": raw.get("replaces", ""), "at": when(raw["received"]), "made": when(raw.get("created")),
            "own": date.fromisoformat(raw["date"]) if "date" in raw else None,
            "nihil": raw.get("nihil", False), "rejected": raw.get("status", "diterima") != "diterima"}


def model(case, schedule):
    receipts = [load(raw) for raw in case["receipts"]]
    by_id, ignored, cells = {}, Counter(), {}
    for receipt in sorted(receipts, key=lambda r: (-(r["own"].toordinal() if r["own"] else 0), order_of(r))):
        by_id.setdefault(receipt["id"], receipt)
    now = stamp(datetime.fromisoformat(case["now"]))
    first, last = date.fromisoformat(case["from"]), date.fromisoformat(case["until"])
    for receipt in receipts:
        if receipt["at"] > now:
            ignored["diterima_setelah_sekarang"] += 1
        elif "forms" in schedule.data and receipt["form"] not in schedule.data["forms"]:
            ignored["formulir_lain"] += 1
        else:
            day = own_date(schedule, receipt, by_id)
            if day is not None and not first <= day <= last:
                ignored["di_luar_permintaan"] += 1
            elif day is None or not schedule.windows(day):
                ignored["tanpa_jendela"] += 1
            else:
                cells.setdefault(day, []).append(receipt)
    board, total = [], Counter()
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        if not schedule.windows(day):
            continue
        cell = judge_date(schedule, day, cells.get(day, []))
        state = state_of(schedule, day, cell, now)
        names = ("required", "received", "on_time", "early", "late", "duplicate", "nihil", "rejected")
        windows = schedule.windows(day)
        board.append([day.isoformat(), *(cell[n] for n in names), phase_of(schedule, windows, now), windows[0].open, windows[-1].close,
                      cell["locked"], cell["corrected"], cell["history"], state])
        total.update(expected=cell["required"], actual=cell["filled"], on_time=cell["filled_on_time"])
        ignored["melebihi_maksimum"] += cell["excess"]
        ignored["terkunci"] += cell["locked"]
    return board, [total["expected"], total["actual"], total["on_time"]], {k: v for k, v in ignored.items() if v}


def answer(line):
    *cells, last = json.loads(line)
    summary = last["summary"]
    names = ("date", "required", "received", "on_time", "early", "late", "duplicate", "nihil", "rejected", "phase", "opens", "closes",
             "locked", "corrected", "history", "state")
    for cell in cells:
        cell["opens"], cell["closes"] = moment(cell["opens"]), moment(cell["closes"])
        cell["history"] = [[e["report"], e["id"], moment(e["received"]), moment(e["last_received"]), e["copies"], e["state"],
                            moment(e["counted_at"])] for e in cell["history"]]
    return ([[c[n] for n in names] for c in cells],
            [summary["expected_reports"], summary["actual_reports"], summary["actual_reports_on_time"]],
            {k: v for k, v in summary["ignored"].items() if v})


# ---- cases ----

SLOTS = [[{"open": "00:00", "close": "05:00", "min": 2}], [{"open": "00:00", "close": "24:00", "min": 1}],
         [{"open": "22:00", "close": "05:00", "min": 2}], [{"open": "07:00", "close": "07:00", "min": 1}],
         [{"open": "07:00", "close": "19:00", "min": 1}, {"open": "19:00", "close": "07:00", "min": 1, "max": 2}],
         [{"open": "06:30", "close": "07:30", "min": 1}, {"open": "10:00", "close": "10:30", "min": 2}, {"open": "18:00", "close": "24:00", "min": 1}],
         [{"open": "00:00", "close": "24:00", "every_minutes": 240, "min": 1}], [{"open": "00:00", "close": "05:00", "min": 1, "max": 1}],
         [{"open": "21:00", "close": "20:30", "min": 1, "max": 2}]]
REPEATS = [{"freq": "daily"}, {"freq": "daily"}, {"freq": "daily"}, {"freq": "weekly", "days": ["senin", "kamis"]},
           {"freq": "monthly", "days": [1, 29, 31]}, {"freq": "monthly", "days": [-1]}, {"freq": "relative", "from_day": -3, "to_day": 3},
           {"freq": "dates", "dates": ["2024-02-28", "2024-02-29", "2024-03-01", "2024-12-31", "2025-01-01"]}]
OVERRIDES = [{"when": {"freq": "relative", "from_day": -1, "to_day": 0}, "slots": [{"open": "10:00", "close": "12:00", "min": 1}, {"open": "13:00", "close": "13:30", "min": 1}]},
             {"when": {"freq": "stages", "stages": ["masa_tenang"]}, "slots": [{"open": "08:00", "close": "09:00", "min": 1, "max": 1}]},
             {"when": {"freq": "dates", "dates": ["2024-02-29", "2024-11-27", "2024-12-31"]}, "grace": {"before": 30, "after": 60}, "slots": [{"open": "12:00", "close": "18:00", "min": 2}]},
             {"regions": ["33"], "close_inclusive": True, "slots": [{"open": "09:00", "close": "10:00", "min": 1}]},
             {"regions": ["33.16.01", "64"], "when": {"freq": "weekly", "days": ["selasa", "rabu"]}, "slots": []}]
ANCHORS = [date(2024, 11, 26), date(2024, 2, 28), date(2024, 2, 29), date(2023, 2, 28), date(2024, 12, 31), date(2025, 1, 1),
           date(2024, 11, 30), date(2024, 3, 31), date(2024, 4, 30), date(2024, 11, 1)]


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


def extent(slots):
    """The first opening and the last close, in minutes from the midnight of the opening day."""
    return (min(minutes(s["open"]) for s in slots),
            max(minutes(s["close"]) + (1440 if minutes(s["close"]) <= minutes(s["open"]) else 0) for s in slots))


def fit(one, other):
    """May they stand on neighbouring days, in either order?"""
    return not one or not other or (extent(one)[1] <= extent(other)[0] + 1440 and extent(other)[1] <= extent(one)[0] + 1440)


def add_rules(rng, data, region):
    """Overrides, a lead, phases: what a schedule may have beside its days and slots."""
    for number in rng.sample(range(len(OVERRIDES)), rng.choice([0, 0, 1, 2, 3])):
        chosen = data.setdefault("overrides", [])
        if all(fit(OVERRIDES[number]["slots"], o["slots"]) for o in [data, *chosen]):
            chosen.append({"priority": 1 + len(chosen), "source": "CONTOH", **OVERRIDES[number]})
    if not data.get("overrides"):
        data.pop("overrides", None)
    if region.count(".") == 2:
        data["lead"] = rng.choice([{"kecamatan": 20}, {"kecamatan": 1440, "moves": "window"}, {"kecamatan": 0}])
    if rng.random() < .3:
        data["phases"] = rng.choice([{"late": 300, "correct": 600}, {"late": 1440}, {"late": 600, "correct": 2880}, {"late": 240, "correct": 240}])


def make_schedule(rng):
    data = {"id": "contoh.acak", "title": {"id": "a", "en": "b"}, "source": "CONTOH", "tier": "kabupaten_kota",
            "zone": rng.choice(["WIB", "WITA", "WIT", "lokal"]), "repeat": rng.choice(REPEATS), "slots": rng.choice(SLOTS),
            "date_of": rng.choice(["open", "close", "previous_day"]), "count_by": rng.choice(["laporan", "laporan", "formulir", "pelapor"])}
    if rng.random() < .3:
        data["grace"] = {"before": rng.choice([0, 10, 90]), "after": rng.choice([0, 5, 240])}
    if rng.random() < .2:
        data["close_inclusive"] = True
    if rng.random() < .5:
        data["forms"] = ["f1", "f2"]
    if rng.random() < .1:
        data["valid_from"] = rng.choice(ANCHORS).isoformat()
    if rng.random() < .1:
        data["valid_until"] = max(rng.choice(ANCHORS).isoformat(), data.get("valid_from", ""))
    return data


def make_instant(rng, schedule, day):
    """Mostly at a border of a window, by seconds or milliseconds."""
    windows = schedule.windows(day)
    if windows and rng.random() < .6:
        border = rng.choice(rng.choice(windows)[:2])
        at = border + rng.choice([-1000, -1, 0, 1, 999, 1000, 7000, -600000, 600000, 300000, -5400000, 14400000])
    else:
        at = stamp(datetime.combine(day, time(0), schedule.zone)) + rng.randrange(-2 * 86400000, 3 * 86400000)
    offset = timezone(timedelta(hours=rng.choice([0, 7, 8, 9])))
    return (EPOCH + at * MS).astimezone(offset).isoformat(timespec="milliseconds")


def make_receipt(rng, schedule, day):
    receipt = {"id": f"r{rng.randrange(8)}", "region": schedule.region, "form": rng.choice(["f1", "f1", "f1", "f2", "f3"]),
               "received": make_instant(rng, schedule, day)}
    chance = rng.random
    if chance() < .4:
        receipt["date"] = (day + timedelta(days=rng.choice([0, 0, 0, -1, 1]))).isoformat()
    if chance() < .5:
        receipt["hash"] = f"h{rng.randrange(4)}"
    if chance() < .2:
        receipt["replaces"] = f"r{rng.randrange(9)}"
    if chance() < .2:
        receipt["nihil"] = chance() < .7
    if chance() < .2:
        receipt["status"] = rng.choice(["diterima", "ditolak", "revisi"])
    if chance() < .5:
        receipt["reporter"] = f"p{rng.randrange(3)}"
    if chance() < .1:
        receipt["created"] = make_instant(rng, schedule, day)
    return receipt


def make_cases(rng, number):
    last = {}
    while number > 0:
        region = rng.choice(list(REGIONS))
        data = make_schedule(rng)
        add_rules(rng, data, region)
        schedule = Schedule(data, region)
        for _ in range(min(100, number)):
            day = rng.choice(ANCHORS) + timedelta(days=rng.randrange(-2, 3))
            receipts = [make_receipt(rng, schedule, day) for _ in range(rng.choice([0, 1, 2, 3, 4, 6, 8]))]
            if last.get(region) and rng.random() < .15:  # two schedules overlap: the same receipts, judged by both
                day, receipts = last[region]
            last[region] = day, receipts
            span = rng.choice([0, 0, 0, 1, 2])
            yield schedule, {"schedule": schedule.data, "region": region, "receipts": receipts, "from": day.isoformat(),
                             "until": (day + timedelta(days=span)).isoformat(),
                             "now": make_instant(rng, schedule, day + timedelta(days=rng.choice([0, 1, 4, 4, 4])))}
        number -= 100


def compare(driver, batch, seen):
    lines = "".join(json.dumps(case) + "\n" for _, case in batch)
    done = subprocess.run([driver], input=lines.encode(), capture_output=True, check=True)
    answers = done.stdout.decode().splitlines()
    assert len(answers) == len(batch), f"{len(answers)} answers to {len(batch)} cases"
    for (schedule, case), line in zip(batch, answers):
        expected, found = model(case, schedule), answer(line) if line.startswith("[") else line
        seen.update(row[-1] for row in expected[0])
        seen.update(expected[2])
        seen.update(f"{edition[5]} {'counts' if edition[6] is not None else 'does not count'}" for row in expected[0] for edition in row[-2])
        if tuple(expected) != tuple(found):
            sys.exit(f"{json.dumps(case, indent=1)}\nmodel:   {expected}\nlibrary: {found}")


def main(driver, cases=100000, seed=20241127):
    batch, total, seen = [], 0, Counter()
    for pair in make_cases(random.Random(seed), cases):
        batch.append(pair)
        total += 1
        if len(batch) == 2000:
            compare(driver, batch, seen)
            batch = []
    if batch:
        compare(driver, batch, seen)
    print(f"{total} cases, seed {seed}: the library and the model agree on {dict(seen)}")
    if total >= 10000:  # a comparison of nothing would agree as well
        assert all(seen[name] > total // 1000 for name in STATES + IGNORED + EDITIONS), seen


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
