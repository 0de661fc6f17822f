"""What a typed program looks like: must pass mypy --strict."""
import datetime

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
