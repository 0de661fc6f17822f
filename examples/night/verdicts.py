"""Every verdict of the night as JSON lines, in Python: verdicts.py REPORTS.jsonl NARRATIVES.jsonl"""
import json
import sys

import pilkada

rules = pilkada.Rulebook.default()
with open(sys.argv[1], "rb") as file:
    reports = [line.rstrip(b"\n") for line in file]
with open(sys.argv[2], encoding="utf-8") as file:
    narratives = [json.loads(line) for line in file]

for report in reports:
    print(rules.judge(report).to_json())
print(rules.board(reports, since="2024-11-26", until="2024-11-26", now="2024-11-27T05:01:00+07:00").to_json(), end="")
print(rules.recap_text("lap_tahapan_harian", "2024-11-26", reports, format="json"))
for narrative in narratives:
    print(rules.screen(narrative["text"], id=narrative["id"]).to_json())
