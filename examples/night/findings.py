"""Reports with findings, the most severe first: findings.py REPORTS.jsonl"""
import json
import sys

import pilkada

rules = pilkada.Rulebook.default()
with open(sys.argv[1], "rb") as file:
    reports = [line.rstrip(b"\n") for line in file]
verdicts = [(json.loads(report), rules.judge(report)) for report in reports]
wrong = [(report, verdict) for report, verdict in verdicts if not verdict.valid]

print(f"{len(verdicts)} laporan, {len(wrong)} dengan galat / {len(verdicts)} reports, {len(wrong)} with errors\n")
for report, verdict in wrong:
    region = rules.region(report["kode_wilayah"])
    print(f"{report['id']}  {region['name'] if region else report['kode_wilayah']}")
    for finding in verdict.findings:
        print(f"    {finding.code:5} {finding.message['id']}")
