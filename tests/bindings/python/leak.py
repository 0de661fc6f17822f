"""usage: leak.py CALLS   More than half of the calls fail; the memory of the process must not grow."""
import gc
import os
import pathlib
import pickle
import sys

import arrow_by_hand
import pilkada

DATA = pathlib.Path(os.environ["PILKADA_SOURCE_DIR"], "data")
rules = pilkada.Rulebook.default()
report = {"id": "r-1", "form_id": "lap_tungsura", "kode_wilayah": "33.16", "jumlah_tps": 1453, "tps_buka": 1400}
now = "2024-11-27T05:01:00+07:00"
receipt = {"id": "a", "region": "33.16", "form": "lap_tahapan_harian", "received": "2024-11-27T00:30:00+07:00"}
verdict = rules.judge(report)
stream = rules.screener().stream(explain=True)
calls = [
    lambda: rules.judge(report), lambda: rules.judge(report).findings, lambda: rules.judge('{"form_id":"lap_tungsura"}').to_text(),
    lambda: rules.judge("{"), lambda: rules.judge(b"\xff"), lambda: rules.judge({"a": float("nan")}), lambda: rules.judge(3),
    lambda: rules.judge({"a": [1, {"b": object()}]}), lambda: rules.judge({"a": "\ud800"}), lambda: rules.judge(report, form="x"),
    lambda: rules.judge(report, version=3), lambda: rules.judge(report, context={"parameter": {}}),
    lambda: rules.judge(report, context="{"), lambda: rules.judge({"form_id": "x"}), lambda: pickle.loads(pickle.dumps(verdict)),
    lambda: rules.board([receipt], "2024-11-26", "2024-11-26", now, regions=["33.16"]).cells,
    lambda: rules.board([receipt, {**receipt, "hash": "y"}], "2024-11-26", "2024-11-26", now).first_to_call,
    lambda: rules.board([receipt, {}], "2024-11-26", "2024-11-26", now), lambda: rules.board([receipt, 3], "2024-11-26", "2024-11-26", now),
    lambda: rules.board([receipt], "2024-11-26", "2024-11-26", "x"), lambda: rules.board([receipt], "2024-11-26", "2024-11-26", now, regions=["33.16", 3]),
    lambda: rules.screen("surat suara tercoblos", id="x", normal=True).hits, lambda: rules.screen(b"\xff"), lambda: rules.screen("x", id=3),
    lambda: rules.screen_many(["surat suara tercoblos", None, b"x"], hits=True).hits, lambda: rules.screen_many(["x", 3]), lambda: rules.screen_many(["\ud800"]),
    lambda: rules.screener(["{"]), lambda: rules.screener([{"a": 1}, 3]), lambda: rules.screen("x", at="x"), lambda: rules.screen("x", disposisi="y").disposisi,
    lambda: rules.screen_many(arrow_by_hand.Chunked(b"u", [(1, [None, b"\0\0\0\0\1\0\0\0", b"x"])])), lambda: rules.screen_many(arrow_by_hand.Chunked(b"u", [], fail=True)),
    lambda: stream.feed("surat suara terco"), lambda: stream.feed("blos. "), lambda: stream.finish().hits, lambda: stream.feed(3), lambda: stream.feed("\ud800"),
    lambda: rules.region("33.16"), lambda: rules.region("x"), lambda: rules.message("x", "y"), lambda: rules.stages("2024-11-27"),
    lambda: rules.window("jateng.dinihari", now), lambda: rules.window("x", now), lambda: rules.schedules(),
    lambda: verdict.to_sarif("a", 1), lambda: verdict.to_sarif(line=-1), lambda: rules.ess(report, now), lambda: rules.ess(report, now, context="{"),
    lambda: rules.next_windows("jateng.dinihari", now, count=3), lambda: rules.next_windows("x", now),
    lambda: pilkada.Screener("{"), lambda: pilkada.Screener({"a": 1}), lambda: pilkada.Rulebook.load({"forms/a.json": "{"}),
    lambda: pilkada.Rulebook.load({"a": 3, "b": "x"}), lambda: pilkada.Rulebook.default().hash,
]


files = {path.relative_to(DATA).as_posix(): path.read_bytes() for path in DATA.glob("*/*.json")}
pack = [data for name, data in files.items() if name.startswith("screening/")][0]
one = rules.screener()
slow = [lambda: pilkada.Rulebook.load(files).hash, lambda: len(pilkada.Screener(pack)), lambda: one.stream(id="x").finish(), lambda: one.stream(at="x")]


def run(count):
    for i in range(count):
        try:
            call = slow[i // 1000 % len(slow)] if i % 1000 == 999 else calls[i % len(calls)]
            call()
        except (TypeError, ValueError, OverflowError):
            pass
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4


count = int(sys.argv[1])
before = run(count // 2)  # caches, and what a sanitizer keeps back, must be full
after = run(count)
print(f"{count} calls: RSS {before} -> {after} KiB")
sys.exit(after - before > 1024)
