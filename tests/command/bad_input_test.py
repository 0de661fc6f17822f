"""Bad input about windows: each kind has a name, and a clear finding or status; never a silently wrong board. Run by pytest."""
import json
import os
import subprocess

import pytest

PILKADA = os.environ["PILKADA_COMMAND"]
SOURCE = os.environ["PILKADA_SOURCE"]
NIGHT = {"--from": "2024-11-26", "--until": "2024-11-26", "--now": "2024-11-27T12:00:00+07:00", "--regions": "33.16"}
RECEIPT = {"id": "a", "region": "33.16", "form": "lap_tahapan_harian", "received": "2024-11-27T01:00:00+07:00"}

TIMES = {
    "a time without its offset": "2024-11-27T01:00:00", "a leap second": "2024-11-27T23:59:60+07:00",
    "a second after 24:00": "2024-11-27T24:00:01+07:00", "24:00 itself": "2024-11-27T24:00:00+07:00",
    "the year 0": "0000-11-27T01:00:00+07:00", "the year 10000": "10000-11-27T01:00:00+07:00",
    "a day that is none": "2024-02-30T01:00:00+07:00", "a date alone": "2024-11-27", "an empty time": "",
}
DATES = {"the year 0": "0000-01-01", "the year 10000": "10000-01-01", "30 February": "2024-02-30", "29 February of a short year": "2023-02-29",
         "a date by the day first": "27-11-2024", "an empty date": ""}


def run(*args):
    done = subprocess.run([PILKADA, *args, "--lang", "en"], capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def judge(tmp_path, *receipts, **options):
    path = tmp_path / "terima.jsonl"
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in receipts))
    query = {**NIGHT, **{f"--{name}": value for name, value in options.items()}}
    return run("window", "judge", *(word for pair in query.items() for word in pair), "--format", "json", str(path))


def board(out):
    lines = [json.loads(line) for line in out.splitlines()]
    return lines[:-1], lines[-1]["summary"]


@pytest.mark.parametrize("member", ["received", "created"])
@pytest.mark.parametrize("name", TIMES)
def test_a_receipt_with_a_time_that_is_none_is_named_and_not_counted(tmp_path, member, name):
    code, out, err = judge(tmp_path, {**RECEIPT, "id": "b"}, {**RECEIPT, member: TIMES[name]})
    assert code == 2 and "terima.jsonl:2" in err and f"/{member}" in err
    cells, summary = board(out)
    assert cells[0]["received"] == 1 and sum(summary["ignored"].values()) == 0


@pytest.mark.parametrize("name", DATES)
def test_a_receipt_with_a_date_that_is_none_is_named_and_not_counted(tmp_path, name):
    code, out, err = judge(tmp_path, {**RECEIPT, "date": DATES[name]})
    assert code == 2 and "terima.jsonl:1" in err and "/date" in err and board(out)[0][0]["received"] == 0


@pytest.mark.parametrize("name", TIMES)
def test_a_judgement_at_a_time_that_is_none_is_refused(tmp_path, name):
    code, out, err = judge(tmp_path, RECEIPT, now=TIMES[name])
    assert code == 2 and out == "" and "--now" in err
    for command in ("status", "next"):
        code, out, err = run("window", command, "--at", TIMES[name])
        assert code == 2 and out == "" and "--at" in err


@pytest.mark.parametrize("name", DATES)
def test_a_span_of_dates_that_are_none_is_refused(tmp_path, name):
    for option in ("from", "until"):
        code, out, err = judge(tmp_path, RECEIPT, **{option: DATES[name]})
        assert code == 2 and out == "" and f"--{option}" in err


SPANS = {  # options, part of the complaint
    "a reversed span": ({"from": "2024-11-27", "until": "2024-11-26"}, '"from" must not be after "until"'),
    "a span without an end": ({"from": "0001-01-01", "until": "9999-12-31"}, "at most 3660 days"),
    "an unknown region": ({"regions": "33.99"}, "no region has this code"),
    "a region that owes nothing": ({"regions": "34.01"}, "owes nothing"),
    "an unknown schedule": ({"schedule": "tiada"}, "tiada"),
}


@pytest.mark.parametrize("name", SPANS)
def test_a_question_that_has_no_answer_is_refused(tmp_path, name):
    options, words = SPANS[name]
    code, out, err = judge(tmp_path, RECEIPT, **options)
    assert code == 2 and out == "" and words in err


def test_an_empty_span_has_no_cell_and_is_not_complete(tmp_path):
    query = {"schedule": "kaltim.senin", "from": "2024-11-19", "until": "2024-11-24", "regions": "64.71"}
    code, out, err = judge(tmp_path, {**RECEIPT, "region": "64.71", "date": "2024-11-19"}, **query)
    cells, summary = board(out)
    assert (code, err, cells) == (1, "", []) and summary["expected_reports"] == 0
    assert summary["ignored"]["tanpa_jendela"] == 1 and summary["reporting_rate"] == {"pembilang": 0, "penyebut": 0}
    words = ["--schedule", "kaltim.senin", "--from", "2024-11-19", "--until", "2024-11-24", "--now", NIGHT["--now"], "--regions", "64.71"]
    assert "No window" in run("window", "judge", *words, os.devnull)[1]


IGNORED = {  # members, where they are told
    "a receipt from the future": ({"received": "2024-11-27T12:00:00.001+07:00"}, "diterima_setelah_sekarang"),
    "an unknown region": ({"region": "33.99"}, "wilayah_tidak_dikenal"),
    "a region by its name": ({"region": "Kabupaten Blora"}, "wilayah_tidak_dikenal"),
    "a region that owes nothing": ({"region": "34.01"}, "wilayah_tidak_wajib"),
    "a region that was not asked about": ({"region": "33.15"}, "di_luar_permintaan"),
    "an unknown form": ({"form": "lap_tiada"}, "formulir_lain"),
    "a form that the schedule does not take": ({"form": "lap_tungsura"}, "formulir_lain"),
    "a date outside the span": ({"date": "2024-11-25"}, "di_luar_permintaan"),
}


@pytest.mark.parametrize("name", IGNORED)
def test_a_receipt_that_belongs_nowhere_is_told_and_fills_nothing(tmp_path, name):
    members, reason = IGNORED[name]
    code, out, err = judge(tmp_path, {**RECEIPT, **members})
    cells, summary = board(out)
    assert (code, err) == (1, "") and cells[0]["state"] == "belum"
    assert summary["ignored"].pop(reason) == 1 and sum(summary["ignored"].values()) == 0


def slots(*pairs, **more):
    return {"slots": [{"open": opens, "close": closes, "min": 1, **more} for opens, closes in pairs]}


SCHEDULES = {  # members, place, part of the complaint
    "slots that overlap": (slots(("00:00", "05:00"), ("04:59", "06:00")), "/slots", "overlaps"),
    "slots that overlap over midnight": (slots(("06:00", "19:00"), ("19:00", "06:01")), "/slots", "overlaps"),
    "a slot that overlaps itself the next day": ({**slots(("05:00", "05:00")), "grace": {"before": 0, "after": 0}, "overrides": [
        {"priority": 1, "source": "CONTOH", "when": {"freq": "weekly", "days": ["senin"]}, **slots(("04:00", "12:00"))}]}, "/overrides", "overlaps"),
    "a minimum above the maximum": (slots(("00:00", "05:00"), max=1) | {"slots": [{"open": "00:00", "close": "05:00", "min": 3, "max": 2}]},
                                    "/slots/0", "must not be less"),
    "a minimum above the forms there are": ({"count_by": "formulir", "forms": ["lap_tahapan_harian", "lap_situasi_harian"],
                                             "slots": [{"open": "00:00", "close": "05:00", "min": 3}]}, "/slots/0/min", "never be reached: 2"),
    "a minimum of nothing": ({"slots": [{"open": "00:00", "close": "05:00", "min": 0}]}, "/slots/0/min", "from 1 to 10000"),
    "a close a second after 24:00": (slots(("00:00", "24:00:01")), "/slots/0/close", "00:00 to 24:00"),
    "no slot at all": ({"slots": []}, "/slots", "slot"),
    "an unknown form": ({"forms": ["lap_tahapan_harian", "lap_tiada"]}, "/forms/1", "no such form"),
    "a region of an exception that is none": ({"exceptions": [{"region": "33.99", "dates": ["2024-11-26"], "by": "x",
                                               "reason": {"id": "a", "en": "b"}}]}, "/exceptions/0/region", "no region"),
    "a time of validity that is reversed": ({"valid_from": "2024-11-02", "valid_until": "2024-11-01"}, "/valid_until", "before"),
}


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_schedule_that_cannot_be_kept_is_refused_with_its_place(tmp_path, name):
    members, place, words = SCHEDULES[name]
    with open(os.path.join(SOURCE, "data", "schedules", "jateng.json"), encoding="utf-8") as file:
        own = {**json.load(file)["schedules"][0], "id": "saya", **members}
    path = tmp_path / "schedules" / "saya.json"
    path.parent.mkdir()
    path.write_text(json.dumps({"schedules": [own]}))
    code, out, err = run("window", "status", "--rulebook", str(tmp_path), "--schedule", "saya", "--at", NIGHT["--now"])
    assert code == 2 and out == "" and f"/schedules/0{place}" in err and words in err
