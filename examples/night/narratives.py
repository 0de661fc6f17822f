"""The free texts of reports as JSON lines for screening: narratives.py REPORTS.jsonl"""
import json
import sys

FIELDS = ("perkembangan", "permasalahan", "upaya", "saran", "keterangan")

with open(sys.argv[1], encoding="utf-8") as file:
    for report in map(json.loads, file):
        text = "\n".join(report[field] for field in FIELDS if report.get(field))
        if text:
            print(json.dumps({"id": report["id"], "text": text}, ensure_ascii=False))
