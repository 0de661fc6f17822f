"""Boards: who owes what, and who has sent it."""
import datetime as dt
import json
import pickle

import pytest

import pilkada
from conftest import NOW, REPORT

RECEIPTS = [
    {"id": "a-1", "region": "33.16", "form": "lap_tahapan_harian", "received": "2024-11-27T00:30:00+07:00"},
    {"id": "a-2", "region": "33.16", "form": "lap_tahapan_harian", "received": "2024-11-27T04:59:59+07:00"},
    {"id": "b-1", "region": "33.74", "form": "lap_tahapan_harian", "received": "2024-11-27T05:00:00+07:00"},
]


def judge(rules, receipts, **options):
    return rules.board(receipts, since="2024-11-26", until="2024-11-26", now=NOW, **options)


def states(board):
    return {cell.region: cell.state for cell in board}


def test_one_night(rules):
    board = judge(rules, RECEIPTS)
    assert len(board) == 35 == len(board.cells)
    assert states(board)["33.16"] is pilkada.WindowState.LENGKAP
    assert states(board)["33.74"] is not pilkada.WindowState.LENGKAP
    assert states(board)["33.01"] is pilkada.WindowState.BELUM
    blora = [cell for cell in board if cell.region == "33.16"][0]
    assert (blora.required, blora.received, blora.on_time, blora.late) == (2, 2, 2, 0)
    assert blora.reason["id"] and blora.reason["en"] and blora.date == "2024-11-26"
    assert board.complete is False
    assert board.summary["lengkap"] == 1 and board.summary["cells"] == 35


def test_every_way_to_give_receipts(rules):
    texts = [json.dumps(receipt) for receipt in RECEIPTS]
    boards = [judge(rules, each) for each in (
        RECEIPTS, tuple(RECEIPTS), iter(RECEIPTS), texts, [text.encode() for text in texts], [RECEIPTS[0], *texts[1:]])]
    assert len(set(boards)) == 1
    assert len(judge(rules, [])) == 35


def test_dates_and_times(rules):
    board = judge(rules, RECEIPTS)
    now = dt.datetime(2024, 11, 26, 22, 1, tzinfo=dt.timezone.utc)
    assert rules.board(RECEIPTS, dt.date(2024, 11, 26), dt.date(2024, 11, 26), now).cells == board.cells
    with pytest.raises(pilkada.TimeError):
        rules.board([], "2024-11-26", "2024-11-26", dt.datetime(2024, 11, 27))
    with pytest.raises(TypeError):
        rules.board([], "2024-11-26", "2024-11-26", None)


def test_regions_and_schedule(rules):
    board = judge(rules, RECEIPTS, regions=["33.16"], schedule="jateng.dinihari")
    assert len(board) == 1 and board.complete
    assert judge(rules, RECEIPTS, regions=(code for code in ["33.16"])) == board
    for bad in ("33.16", [3316], 3, [None]):
        with pytest.raises(TypeError):
            judge(rules, RECEIPTS, regions=bad)
    with pytest.raises(pilkada.ArgumentError):
        judge(rules, RECEIPTS, regions=["33.16\0"])
    with pytest.raises(pilkada.UnknownError):
        judge(rules, RECEIPTS, schedule="tidak.ada")


def test_reports_are_receipts(rules):
    report = {**REPORT, "form_id": "lap_tahapan_harian"}
    board = judge(rules, [report, json.dumps({**report, "id": "r-2", "urutan": 2, "jumlah_tps": 1})], regions=["33.16"])
    assert board.cells[0].received == 2


def test_a_bad_receipt_is_named_by_its_index(rules):
    for bad in ("{", {}, {"id": float("nan")}, b"\xff", {"id": "x", "region": "33.16", "form": "f", "received": "kemarin"}):
        with pytest.raises(pilkada.Error) as caught:
            judge(rules, [RECEIPTS[0], bad])
        assert caught.value.where.startswith("/1")
    for bad in (3, None, [1]):
        with pytest.raises(TypeError):
            judge(rules, [RECEIPTS[0], bad])
    for bad in (None, "[]", b"[]", {}, 3):
        with pytest.raises(TypeError):
            judge(rules, bad)


def test_an_iterator_that_fails(rules):
    def broken():
        yield RECEIPTS[0]
        raise KeyError("mine")
    with pytest.raises(KeyError):
        judge(rules, broken())


def test_json_lines(board):
    lines = board.to_json().splitlines()
    assert board.to_json().endswith("\n") and len(lines) == len(board) + 1
    assert json.loads(lines[-1])["summary"] == board.summary
    assert json.loads(lines[0])["region"] == board.cells[0].region


def test_board_as_result(board):
    again = pickle.loads(pickle.dumps(board))
    assert again == board and again.cells == board.cells and again.to_text("en") == board.to_text("en")
    assert "incomplete" in repr(board) and "<table>" in board._repr_html_()
    with pytest.raises(TypeError, match="ambiguous"):
        bool(board)


def test_frame(board):
    pandas = pytest.importorskip("pandas")
    frame = board.to_frame()
    assert list(frame.columns) == list(pilkada.Cell._fields[:-1]) and len(frame) == len(board)
    assert (frame["closes"] == pandas.Timestamp("2024-11-26T22:00:00Z")).all()
    assert pandas.api.types.is_datetime64_any_dtype(frame["date"])
    assert (frame["state"] == [str(cell.state) for cell in board]).all()


def test_no_regions_at_all_are_refused(rules):
    with pytest.raises(pilkada.ArgumentError):
        judge(rules, [], regions=[])


CORRECTED = [{**RECEIPTS[0], "hash": "x", "reporter": "p1"}, {**RECEIPTS[0], "hash": "x", "received": "2024-11-27T00:40:00+07:00"},
             {**RECEIPTS[0], "id": "a-9", "hash": "y", "received": "2024-11-27T05:00:30+07:00", "replaces": "a-1", "nihil": True},
             {**RECEIPTS[1], "status": "revisi", "received": "2024-11-27T04:00:00+07:00"}, {**RECEIPTS[1], "id": "a-3", "replaces": "a-2"}]


def test_a_cell_has_what_the_detail_has(rules):
    board = judge(rules, CORRECTED, regions=["33.16"])
    told, summary = map(json.loads, board.to_json(detail=True).splitlines())
    cell, = board.cells
    assert set(cell._fields) == set(told) and list(told)[:13] == list(json.loads(board.to_json().splitlines()[0]))
    assert (cell.phase, cell.opens, cell.closes) == (pilkada.WindowPhase.SUSULAN, "2024-11-27T00:00:00+07:00", "2024-11-27T05:00:00+07:00")
    assert (cell.due, cell.seconds_left, cell.locked, cell.corrected, cell.skewed, cell.drafts, cell.flood) == (cell.closes, 0, 0, 1, 0, 0, 0)
    assert {"summary": board.summary} == summary and str(cell.phase) == "susulan"


def test_the_history_says_what_was_replaced_and_what_stands(rules):
    cell, = judge(rules, CORRECTED, regions=["33.16"])
    states = pilkada.EditionState
    assert [(e.report, e.id, e.state, e.copies) for e in cell.history] == [
        (0, "a-1", states.DIGANTI, 1), (0, "a-9", states.BERLAKU, 0), (1, "a-2", states.DITOLAK, 0), (1, "a-3", states.BERLAKU, 0)]
    first, second = cell.history[:2]
    assert (first.hash, first.reporter, first.received, first.last_received, first.nihil) == (
        "x", "p1", "2024-11-27T00:30:00+07:00", "2024-11-27T00:40:00+07:00", False)
    assert first.counted_at == second.counted_at == first.received and second.reporter is None and second.nihil is True
    assert all(c.history == () for c in judge(rules, RECEIPTS))


def test_history_is_part_of_equality_and_pickles(rules):
    board, other = (judge(rules, [{**CORRECTED[0], "hash": h}, *CORRECTED[1:]], regions=["33.16"]) for h in ("x", "z"))
    assert board != other and hash(board) != hash(other)
    again = pickle.loads(pickle.dumps(board))
    assert again == board and again.cells == board.cells and again.to_json() == board.to_json()


def test_whom_to_call_first(rules):
    board = rules.board(RECEIPTS, "2024-11-26", "2024-11-26", "2024-11-27T04:00:00+07:00")
    first = board.first_to_call
    assert (first.region, first.seconds_left, first.phase) == ("33.01", 3600, pilkada.WindowPhase.KIRIM)
    assert first in board.cells and board.summary["first_to_call"]["region"] == "33.01"
    assert judge(rules, RECEIPTS, regions=["33.16"]).first_to_call is None
    assert pickle.loads(pickle.dumps(board)).first_to_call == first
