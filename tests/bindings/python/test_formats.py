"""Verdicts in the formats of others, and the windows to come."""
import datetime as dt
import json
import pickle

import pytest

import pilkada
from conftest import NOW, REPORT


def test_a_log_of_one_is_a_log_of_many(rules, verdict):
    run = verdict.to_sarif_run("a.jsonl", 3)
    assert pilkada.sarif_log([run]) == verdict.to_sarif("a.jsonl", 3)
    log = json.loads(pilkada.sarif_log(v.to_sarif_run(uri="a.jsonl", line=n, lang="en") for n, v in enumerate([verdict] * 3, 1)))
    assert log["version"] == "2.1.0" and len(log["runs"]) == 3
    assert [r["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] for r in log["runs"]] == [1, 2, 3]
    assert json.loads(pilkada.sarif_log([]))["runs"] == []


def test_results_are_the_findings(verdict):
    results = json.loads(verdict.to_sarif(lang="en"))["runs"][0]["results"]
    failed = [(r["ruleId"], r["message"]["text"]) for r in results if r.get("kind") != "open"]
    assert failed == [(f.code, f.message["en"]) for f in verdict.findings]


def test_an_unpickled_verdict_says_that_it_cannot(verdict):
    with pytest.raises(TypeError, match="judge the report again"):
        pickle.loads(pickle.dumps(verdict)).to_sarif()


def test_validations_are_the_rules(rules, verdict):
    at = dt.datetime(2024, 11, 27, 5, 1, tzinfo=dt.timezone(dt.timedelta(hours=9)))
    validations = json.loads(rules.ess(REPORT, at, actor="desk", lang="en"))
    assert {v["event"]["time"] for v in validations} == {"2024-11-27T05:01:00+09:00"}
    assert {v["event"]["actor"] for v in validations} == {"desk"}
    assert {v["value"] for v in validations} >= {"0", "1"}
    assert json.loads(rules.ess(json.dumps(REPORT), at, actor="desk", lang="en")) == validations


@pytest.mark.parametrize("call", [
    lambda rules, verdict: verdict.to_sarif(line=-1), lambda rules, verdict: verdict.to_sarif(line=2**32),
    lambda rules, verdict: verdict.to_sarif(uri="a\0b"), lambda rules, verdict: verdict.to_sarif(lang="jv"),
    lambda rules, verdict: rules.ess(REPORT, "2024-11-27T05:01:00"), lambda rules, verdict: rules.ess("{", NOW),
    lambda rules, verdict: rules.ess(REPORT, NOW, context="{"), lambda rules, verdict: rules.ess(REPORT, NOW, form="lap_tiada"),
    lambda rules, verdict: rules.next_windows("tiada", NOW), lambda rules, verdict: rules.next_windows("jateng.dinihari", NOW, count=0),
    lambda rules, verdict: rules.next_windows("jateng.dinihari", "2024-11-27"),
])
def test_what_cannot_be_is_refused(rules, verdict, call):
    with pytest.raises((pilkada.Error, OverflowError)):
        call(rules, verdict)


@pytest.mark.parametrize("call", [
    lambda rules, verdict: verdict.to_sarif(3), lambda rules, verdict: verdict.to_sarif(line="1"),
    lambda rules, verdict: rules.ess(REPORT, 3), lambda rules, verdict: rules.next_windows("jateng.dinihari", NOW, count=None),
    lambda rules, verdict: pilkada.sarif_log([3]),
])
def test_other_types_are_type_errors(rules, verdict, call):
    with pytest.raises(TypeError):
        call(rules, verdict)


def test_windows_to_come(rules):
    night, then = rules.next_windows("jateng.dinihari", "2024-11-27T03:00:00+07:00", count=2)
    assert (night["date"], night["closes_in"], then["opens_in"]) == ("2024-11-26", 7200, 75600)
    assert rules.next_windows("jateng.dinihari", dt.datetime(2024, 11, 26, 20, tzinfo=dt.timezone.utc)) == [night]
    assert rules.next_windows("sulsel2018.perjam", "2024-12-01T00:00:00+08:00", count=5) == []


def test_explanations_for_people(rules):
    text = rules.explain_text(REPORT, rule="U-6")
    assert "/jumlah_tps: dilanggar (galat)" in text and text != rules.explain_text(json.dumps(REPORT), rule="U-6", lang="en")
    with pytest.raises(pilkada.UnknownError):
        rules.explain_text(REPORT, rule="U-66")
    with pytest.raises(pilkada.ArgumentError):
        rules.explain_text(REPORT, lang="jv")


def test_what_a_report_says_has_one_hash(rules):
    """Portals keep it beside a receipt: a report that came again unchanged is known by it."""
    first = pilkada.Rulebook.content_hash(REPORT)
    assert first == rules.content_hash(json.dumps(REPORT, indent=1)) and len(first) == 64
    assert first == rules.content_hash({**dict(reversed(REPORT.items())), "id": "r-9", "waktu_diterima": "2024-11-27T09:00:00+07:00"})
    assert first != rules.content_hash({**REPORT, "tps_buka": 1401})
    cells = [rules.board([REPORT | {"form_id": "lap_tahapan_harian"}, receipt], "2024-11-26", "2024-11-26", NOW, regions=["33.16"]).cells[0]
             for receipt in [{"id": "x", "region": "33.16", "form": "lap_tahapan_harian", "received": "2024-11-27T01:00:00+07:00", "date": "2024-11-26",
                              "hash": rules.content_hash({**REPORT, "form_id": "lap_tahapan_harian"})}]]
    assert (cells[0].received, cells[0].duplicate) == (1, 1)
    for bad in ("{", {"a": float("nan")}):
        with pytest.raises(pilkada.ParseError):
            rules.content_hash(bad)
    with pytest.raises(TypeError):
        rules.content_hash(3)
