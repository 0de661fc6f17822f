"""Grids from columns: the same numbers as a board, whatever holds the columns."""
import array
import datetime as dt

import pytest

import pilkada

RULES = pilkada.Rulebook.default()
CODES = ["33.01", "33.16", "33.74"]
NOW = "2024-11-27T06:00:00+07:00"
TEXTS = ["2024-11-27T00:30:00+07:00", "2024-11-27T01:30:00+07:00", "2024-11-27T05:00:00+07:00", "2024-11-26T18:30:00Z"]
PLACES = [1, 1, 0, 2]
SECONDS = [int(dt.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()) for text in TEXTS]
STATES = list(pilkada.WindowState)


def grid():
    return pilkada.Grid(RULES, CODES, "2024-11-26", dt.date(2024, 11, 26))


def answer(made):
    return [STATES[row[0]].name for row in made.states(NOW).tolist()], made.counts().tolist(), made.counts(False).tolist()


def board():
    receipts = [{"id": str(i), "region": CODES[place], "form": "lap_tahapan_harian", "received": text}
                for i, (place, text) in enumerate(zip(PLACES, TEXTS))]
    cells = RULES.board(receipts, "2024-11-26", "2024-11-26", NOW, regions=CODES).cells
    return [c.state.name for c in cells], [[c.on_time] for c in cells], [[c.received] for c in cells]


def test_lists_and_arrays_say_what_the_board_says():
    for times, places, unit in ((TEXTS, PLACES, "s"), (TEXTS, [CODES[p] for p in PLACES], "s"),
                                (array.array("q", SECONDS), array.array("i", PLACES), "s"),
                                (array.array("q", [s * 1000 for s in SECONDS]), array.array("q", PLACES), "ms")):
        made = grid()
        made.add(times, places, NOW, unit=unit)
        assert answer(made) == board()


def test_numpy_and_pandas_columns():
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    aware = pandas.Series(pandas.to_datetime(TEXTS, utc=True))
    columns = [numpy.array(SECONDS), numpy.array(SECONDS, "M8[s]"), numpy.array(SECONDS, "M8[s]").astype("M8[ns]"),
               numpy.array([t.encode() for t in TEXTS]), aware, aware.dt.tz_convert("Asia/Jakarta"), aware.dt.tz_localize(None),
               pandas.Series(TEXTS), pandas.Series(SECONDS)]
    for column in columns:
        for places in (numpy.array(PLACES, "i4"), numpy.array(PLACES), pandas.Series(PLACES), pandas.Series([CODES[p] for p in PLACES])):
            made = grid()
            made.add(column, places, NOW)
            assert answer(made) == board(), column
    assert numpy.asarray(made.counts()).sum() == 3


def test_one_receipt_after_the_other_and_resends():
    made = grid()
    for key in (7, 7, 8):
        made.add(array.array("q", [SECONDS[0]]), array.array("i", [1]), NOW, keys=array.array("Q", [key]))
    assert made.cell("33.16", "2024-11-26", NOW) == {"required": 2, "received": 2, "on_time": 2, "early": 0, "late": 0, "state": "lengkap"}
    summary = made.summary(NOW)
    assert summary["ignored"]["kiriman_ulang"] == 1 and summary["reporting_rate"] == {"pembilang": 2, "penyebut": 6}


def test_what_is_amiss_is_refused():
    made = grid()
    for times, places in (([1.5], [0]), (array.array("d", [1.0]), array.array("i", [0])), (array.array("q", [1, 2]), array.array("i", [0])),
                          (array.array("q", [1]), array.array("d", [0.0])), (None, [0]), (array.array("i", [1]), array.array("i", [0]))):
        with pytest.raises((TypeError, ValueError)):
            made.add(times, places, NOW)
    with pytest.raises(pilkada.TimeError) as caught:
        made.add(["2024-11-27T00:30:00Z", "2024-11-27T00:30:00"], [0, 0], NOW)
    assert caught.value.where == "/1"
    with pytest.raises(pilkada.TimeError):
        made.add([], [], "2024-11-27T06:00:00")
    with pytest.raises(pilkada.UnknownError):
        pilkada.Grid(RULES, ["33.99"], "2024-11-26", "2024-11-26")
    with pytest.raises(pilkada.ArgumentError):
        pilkada.Grid(RULES, CODES, "2024-11-27", "2024-11-26")
    with pytest.raises(pilkada.ArgumentError):
        pilkada.Grid(RULES, [*CODES, CODES[0]], "2024-11-26", "2024-11-26")
    made.add(array.array("q", [-2**63, 2**63 - 1]), array.array("q", [2**40, -1]), NOW)
    assert made.counts(False).tolist() == [[0], [0], [0]]
    assert repr(made) == "<Grid of 3 regions, 1 dates>" and made.regions == CODES


def test_one_by_one_says_the_same():
    aware = [dt.datetime.fromisoformat(text.replace("Z", "+00:00")) for text in TEXTS]
    for times in (TEXTS, SECONDS, aware):
        made = grid()
        for i, (time, place) in enumerate(zip(times, PLACES)):
            made.add_one(time, place if i % 2 else CODES[place], NOW)
        assert answer(made) == board()
    made = grid()
    for key in (7, 7, -8):
        made.add_one(SECONDS[0] * 1000, "33.16", NOW, key=key, unit="ms")
    assert made.cell("33.16", "2024-11-26", NOW)["received"] == 2
    made.add_one(TEXTS[0], "99.99", NOW)
    assert made.summary(NOW)["ignored"]["wilayah_tidak_dikenal"] == 1
    with pytest.raises(pilkada.TimeError):
        made.add_one(dt.datetime(2024, 11, 27), "33.16", NOW)
    with pytest.raises(pilkada.UnknownError) as caught:
        made.cell("33.02", "2024-11-26", NOW)
    assert caught.value.where == "33.02"
    for bad in ((1.5, "33.16"), (None, "33.16"), (SECONDS[0], None), (SECONDS[0], 1.5)):
        with pytest.raises(TypeError):
            made.add_one(*bad, NOW)
