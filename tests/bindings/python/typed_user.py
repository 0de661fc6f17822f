"""What a typed program looks like: must pass mypy --strict."""
import datetime
import pathlib

import pilkada


def judge(report: dict[str, object]) -> list[str]:
    rules: pilkada.Rulebook = pilkada.Rulebook.default()
    verdict = rules.judge(report, form="lap_tungsura", context={"parameter": {}})
    worst = [f for f in verdict.findings if f.severity is pilkada.Severity.GALAT]
    return [f"{f.code} {f.message['id']} {f.difference or 0}" for f in worst]


def night(receipts: list[str], now: datetime.datetime) -> dict[str, pilkada.WindowState]:
    board = pilkada.Rulebook.default().board(receipts, datetime.date(2024, 11, 26), "2024-11-26", now)
    return {cell.region: cell.state for cell in board}


def read_first(texts: list[str]) -> list[tuple[int, str]]:
    rules = pilkada.Rulebook.default()
    results = [(rules.screen(text), text) for text in texts]
    return [(result.score, text) for result, text in results if result.level is not pilkada.Level.BERSIH]


def name(code: str) -> str:
    region = pilkada.Rulebook.default().region(code)
    return region.name if region else code


def refuse(text: str) -> int:
    try:
        pilkada.Screener(text)
    except pilkada.PatternError as error:
        return error.offset if error.offset is not None else -1
    return 0


def history(receipts: list[str], now: datetime.datetime) -> list[str]:
    board = pilkada.Rulebook.default().board(receipts, "2024-11-26", "2024-11-26", now)
    first = board.first_to_call
    texts = [f"{first.region}: {first.seconds_left}"] if first is not None else []
    return texts + [f"{e.id} {e.counted_at or '-'}" for cell in board for e in cell.history if e.state is pilkada.EditionState.DIGANTI]


def for_others(reports: list[str], at: datetime.datetime) -> tuple[str, list[str]]:
    rules = pilkada.Rulebook.default()
    runs = (rules.judge(report).to_sarif_run("a.jsonl", line) for line, report in enumerate(reports, 1))
    return pilkada.sarif_log(runs), [rules.ess(report, at, actor="desk") for report in reports]


def live(codes: list[str], now: datetime.datetime) -> bool:
    grid = pilkada.Grid(pilkada.Rulebook.default(), codes, "2024-11-26", "2024-11-26")
    grid.add_one(now, codes[0], now, key=7)
    cell = grid.cell(codes[0], "2024-11-26", now)
    return cell is not None and cell["state"] == "lengkap"


def export(path: pathlib.Path, pieces: list[bytes]) -> list[str]:
    screener = pilkada.Rulebook.default().screener()
    with screener.stream(explain=True) as stream:
        for piece in pieces:
            stream.feed(piece)
        answers = [stream.finish(), screener.screen_file(path)]
    return [change.from_ + change.to for answer in answers for hit in answer.hits for change in hit.changes]
