"""Calls with one text each, as a notebook makes them: PYTHONPATH=build/release/python python3 tests/bench/calls.py
With REPORTS.jsonl FORM DEFINITION.json... also each report of the file, judged by that form of a rulebook of the definitions."""

import pathlib
import sys
import time

import pilkada

TEXT = ("Selamat pagi bapak ibu semua, besok jangan lupa datang ke TPS masing-masing ya, bawa KTP dan undangan. Petugas "
        "sudah siap dari jam 7 pagi. Semoga pemilihan di desa kita aman dan lancar sampai selesai :)")


def best(work, calls):
    """Nanoseconds of the processor's time a call, best of ten rounds."""
    took = []
    for _ in range(10):
        start = time.process_time_ns()
        work()
        took.append((time.process_time_ns() - start) / calls)
    return min(took)


def screen_posts(rules, times=50000):
    for _ in range(times):
        rules.screen(TEXT)


def judge_reports(rules, reports, form):
    for report in reports:
        rules.judge(report, form)


def rulebook_of(paths):
    return pilkada.Rulebook.load({f"{path.parent.name}/{path.name}": path.read_text() for path in paths})


def main():
    rules = pilkada.Rulebook.default()
    took = best(lambda: screen_posts(rules), 50000)
    print(f"Python: one post of {len(TEXT)} bytes, shipped packs: {took:.0f} ns")
    if len(sys.argv) < 4:
        return
    reports = pathlib.Path(sys.argv[1]).read_text().splitlines()
    form = sys.argv[2]
    rules = rulebook_of([pathlib.Path(path) for path in sys.argv[3:]])
    took = best(lambda: judge_reports(rules, reports, form), len(reports))
    valid = sum(rules.judge(report, form).valid for report in reports)
    print(f"Python: one report of {sum(map(len, reports)) / len(reports):.0f} bytes: {took:.0f} ns, {valid} of {len(reports)} valid")


main()
