"""A form with groups, lists, patterns and sums gives the verdict of an independent validator, report by report."""

import copy
import json
import os
import random
import runpy

import pytest

from pilkada import Rulebook

SOURCE = os.environ["PILKADA_SOURCE_DIR"]
PEERS = os.path.join(os.path.dirname(SOURCE), "shared", "perf", "validate", "gen_reports.py")


def read(path):
    with open(os.path.join(SOURCE, path), encoding="utf-8") as file:
        return file.read()


@pytest.fixture(scope="module")
def rules():
    return Rulebook.load(
        {
            "messages/form.json": read("data/messages/form.json"),
            "forms/kosong.json": read("tests/bench/forms/kosong.json"),
            "forms/lap_63.json": read("tests/bench/forms/lap_63.json"),
        }
    )


@pytest.fixture(scope="module")
def example():
    return json.loads(read("tests/bench/forms/lap_63.json"))["example"]


def arithmetic_holds(report):
    voters, ballots, votes, tps = report["voters"], report["ballots"], report["votes"], report["tps"]
    districts, security, period = report["districts"], report["security"], report["period"]
    return (
        voters["dpt_total"] == voters["dpt_m"] + voters["dpt_f"]
        and voters["present_total"] == voters["present_m"] + voters["present_f"]
        and voters["present_total"] <= voters["dpt_total"] + voters["dptb"] + voters["dpk"]
        and ballots["received"] == ballots["used"] + ballots["damaged"] + ballots["unused"]
        and ballots["used"] == votes["valid"] + votes["invalid"]
        and votes["valid"] == sum(pair["votes"] for pair in votes["candidates"])
        and tps["total"] == tps["open"] + tps["not_open"]
        and tps["total"] == sum(district["tps"] for district in districts)
        and all(district["reported"] <= district["tps"] for district in districts)
        and security["total"] == security["tni"] + security["polri"] + security["linmas"]
        and period["window_start"] <= report["submitted_at"] <= period["window_end"]
    )


def counts_of(report):
    """Each count with what holds it, rows included."""
    for name, value in report.items():
        if isinstance(value, dict):
            yield from counts_of(value)
        elif isinstance(value, list):
            for row in value:
                if isinstance(row, dict):
                    yield from counts_of(row)
        elif isinstance(value, int) and not isinstance(value, bool) and name not in ("no", "sequence", "severity"):
            yield report, name


def test_sums_agree_with_python(rules, example):
    seed = random.Random(27112024)
    held = 0
    for _ in range(2000):
        report = copy.deepcopy(example)
        for place, name in seed.sample(list(counts_of(report)), seed.randrange(3)):
            place[name] = max(0, place[name] + seed.choice((-1, 1, 0)))
        expected = arithmetic_holds(report)
        held += expected
        assert rules.judge(report, form="lap_63").valid is expected, report
    assert 200 < held < 1800


def test_the_order_of_names_does_not_matter(rules, example):
    def shuffled(value, seed):
        if isinstance(value, dict):
            names = list(value)
            seed.shuffle(names)
            return {name: shuffled(value[name], seed) for name in names}
        return [shuffled(row, seed) for row in value] if isinstance(value, list) else value

    broken = {**example, "extra": 1, "voters": {**example["voters"], "dpt_total": "411"}}
    for report in (example, broken):
        verdict = rules.judge(report, form="lap_63").to_json()
        for number in range(200):
            assert rules.judge(shuffled(report, random.Random(number)), form="lap_63").to_json() == verdict


@pytest.mark.skipif(not os.path.exists(PEERS), reason="the 5,000 reports of the peers are not here: ../shared/perf")
def test_the_reports_of_the_peers(rules, tmp_path, monkeypatch):
    jsonschema = pytest.importorskip("jsonschema", reason="python3-jsonschema is not installed")
    monkeypatch.setenv("DATA", str(tmp_path))
    peers = runpy.run_path(PEERS, run_name="peers")
    validator = jsonschema.Draft7Validator(peers["schema"])
    seed = peers["R"]
    found = 0
    for number in range(5000):
        report = peers["report"](number)
        if seed.random() < 0.1:
            report = peers["spoil"](report)
        expected = validator.is_valid(report) and peers["rules"](report)
        found += expected
        assert rules.judge(report, form="lap_63").valid is expected, report
    assert found == 4520
