"""Recaps of 35 regions on every form beside pandas, in one run.

    /usr/bin/python3 tests/bench/recap.py build/release/tests/bench/bench_recap [SECONDS]

The reports are the examples of the forms, sent by each region. pandas gets the counts as columns, read and checked by nobody: one
frame a form, the last report of each region, the sum of every column.
"""
import glob
import json
import os
import subprocess
import sys
import tempfile
import time

import pandas

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
CODES = [f"33.{i:02}" for i in range(1, 30)] + [f"33.{i}" for i in range(71, 77)]


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def reports_of(form, head):
    base = {**head["example"], **form["example"], "tingkat": "kabupaten_kota"}
    base.pop("nomor_tps", None)
    for code in CODES:
        own = "wali_kota" if code[3] == "7" else "bupati"
        contests = ["gubernur"] if base["jenis_pemilihan"] == ["gubernur"] else ["gubernur", own]
        yield {**base, "id": f"{form['form']}-{code}", "kode_wilayah": code, "jenis_pemilihan": contests}


def counts_of(report):
    return {key: value for key, value in report.items() if isinstance(value, int) and not isinstance(value, bool)}


def best_round(work, seconds):
    best, end = 1e9, time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best * 1e3


def main(program, seconds="2"):
    head = load(os.path.join(ROOT, "data", "forms", "kepala.json"))
    forms = [load(path) for path in sorted(glob.glob(os.path.join(ROOT, "data", "forms", "lap_*.json")))]
    newest = list({form["form"]: form for form in forms}.values())
    reports = [report for form in newest for report in reports_of(form, head)]
    frames = [pandas.DataFrame([{"region": r["kode_wilayah"], **counts_of(r)} for r in reports if r["form_id"] == form["form"]])
              for form in newest]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("\n".join(json.dumps(report) for report in reports))
        file.flush()
        dates = {report["form_id"]: report["tanggal_laporan"] for report in reports}
        done = subprocess.run([program, file.name, seconds, *map("=".join, dates.items())], check=True, capture_output=True,
                              text=True)
    count, used, adding, recapping, judged, writing = done.stdout.split()
    peer = best_round(lambda: [frame.groupby("region").last().sum() for frame in frames], float(seconds))
    print(f"{count} reports on {len(newest)} forms; {used} of them used")
    print(f"{'pandas groupby.last().sum()':32} {peer:8.3f} ms  1.00")
    for name, took in (("recap, judging every report", recapping), ("recap of judged reports", judged), ("adding reports", adding), ("writing JSON", writing)):
        print(f"{name:32} {float(took):8.3f} ms  {float(took) / peer:.2f}")


main(*sys.argv[1:])
