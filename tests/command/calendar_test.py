"""pilkada window ics, read by Debian's python3-icalendar: it says the same windows as pilkada window next."""
import json
import os
import subprocess
from datetime import datetime, timezone

import pytest

icalendar = pytest.importorskip("icalendar", reason="python3-icalendar is not installed")
PILKADA = os.environ["PILKADA_COMMAND"]
SCHEDULES = [("jateng.dinihari", None, "2024-12-28", "2025-01-02", 6), ("jateng.dinihari", "33.16", "2024-02-27", "2024-03-01", 4),
             ("jateng.posko", None, "2024-11-01", "2024-12-31", 7), ("kaltim.senin", "64.72", "2024-11-01", "2024-11-30", 4),
             ("sulsel2018.perjam", "73", "2024-11-27", "2024-11-29", 72)]


def run(*args):
    done = subprocess.run([PILKADA, "window", *args], capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def options(schedule, region):
    return ["--schedule", schedule, *(["--region", region] if region else [])]


def utc(text):
    return datetime.fromisoformat(text).astimezone(timezone.utc)


@pytest.mark.parametrize("schedule,region,first,last,count", SCHEDULES)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_calendar_says_the_windows(schedule, region, first, last, count, lang):
    text = run("ics", *options(schedule, region), "--from", first, "--until", last, "--now", "2024-11-20T00:00:00Z", "--lang", lang)
    assert all(len(line) <= 75 for line in text.split(b"\r\n")) and b"\n" not in text.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(text)
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"] and not calendar.errors
    events = calendar.walk("VEVENT")
    assert len(events) == count and len({str(event["UID"]) for event in events}) == count
    start = min(event["DTSTART"].dt for event in events).isoformat()
    lines = run("next", *options(schedule, region), "--at", start, "--count", str(count), "--format", "json").decode().splitlines()
    expected = [(utc(w["opens"]), utc(w["closes"]), w["date"]) for w in map(json.loads, lines)]
    assert [(e["DTSTART"].dt, e["DTEND"].dt) for e in events] == [(opens, closes) for opens, closes, _ in expected]
    for event, (_, _, date) in zip(events, expected):
        assert not event.errors
        assert event["DTSTAMP"].dt == datetime(2024, 11, 20, tzinfo=timezone.utc)
        assert str(int(date[8:])) in str(event["DESCRIPTION"]) and date[:4] in str(event["DESCRIPTION"])
        assert str(event["STATUS"]) == "CONFIRMED"


def test_a_comma_in_a_title_survives():
    text = run("ics", "--schedule", "sulsel2018.perjam", "--from", "2024-11-27", "--now", "2024-11-20T00:00:00Z")
    event = icalendar.Calendar.from_ical(text).walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == "laporan setiap jam Sulawesi Selatan, pola 2018: 1 laporan"
