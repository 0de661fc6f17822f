"""The conformance cases in Python (tests/conformance/README.md), through the public package only."""
import hashlib
import json
import os
import pathlib

import pytest

import pilkada
from conftest import SOURCE

FILES = sorted((SOURCE / "tests/conformance").glob("*.json"))
LINES = []


def cases():
    for path in FILES:
        content = json.loads(path.read_text("utf-8"))
        for case in content["cases"]:
            yield pytest.param(case, content.get("templates", {}), id=f"{path.stem}:{case['name']}")


def report_of(case, templates):
    if "text" in case:
        return case["text"]
    report = dict(case["report"] if "report" in case else templates[case["template"]])
    for name in case.get("remove", ()):
        report.pop(name, None)
    report.update(case.get("set", {}))
    return report


def judge(rules, case, templates):
    report = report_of(case, templates)
    options = {name: case[name] for name in ("form", "version", "context", "draft") if name in case}
    verdict = rules.judge(report, **options)
    if isinstance(report, dict):
        assert rules.judge(json.dumps(report, ensure_ascii=False), **options) == verdict
    return [verdict.to_json()]


def explain(rules, case, templates):
    # the library's own bytes, which explain() decodes
    options = [case.get(name) for name in ("form", "version", "context", "rule")]
    return [rules._handle.explain(report_of(case, templates), *options)]


def window(rules, case, _templates):
    options = {name: case[name] for name in ("schedule", "regions") if name in case}
    board = rules.board(case["receipts"], case["from"], case["until"], case["now"], **options)
    return board.to_json(detail=case.get("detail", False)).splitlines()


def grid(rules, case, _templates):
    made = pilkada.Grid(rules, case["regions"], case["from"], case["until"], case.get("schedule"))
    for time, place, *key in case["rows"]:
        made.add_one(time, place, case["now"], *key)
    states = "".join("-" if state == 255 else str(state) for row in made.states(case["now"]).tolist() for state in row)
    return [states, made._handle.summary(case["now"])]


def status(rules, case, _templates):
    # the library's own bytes, which window() decodes
    return [rules._handle.window(case.get("schedule", "jateng.dinihari"), case["at"], case.get("region"))]


def next_windows(rules, case, _templates):
    options = {name: case[name] for name in ("region", "count") if name in case}
    found = rules.next_windows(case.get("schedule", "jateng.dinihari"), case["at"], **options)
    return [json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in found]


def recap(rules, case, templates):
    options = {name: case[name] for name in ("version", "region", "now", "approved", "reporter", "judged") if name in case}
    reports = [report_of(each, templates) for each in case["reports"]]
    if "before" in case:
        date = case.get("before_date", case["date"])
        options["previous"] = rules.recap_text(case["form"], date, reports[:case["before"]], **options, format="json")
    return [rules.recap_text(case["form"], case["date"], reports, **options, format="json")]


def sarif(rules, case, templates):
    options = {name: case[name] for name in ("uri", "line", "lang") if name in case}
    return [rules.judge(report_of(case, templates)).to_sarif(**options)]


def ess(rules, case, templates):
    options = {name: case[name] for name in ("actor", "lang") if name in case}
    return [rules.ess(report_of(case, templates), case["at"], **options)]


def screen(rules, case, _templates):
    text = bytes.fromhex(case["hex"]) if "hex" in case else case["text"]
    return [rules.screen(text, id=case["name"], normal=True).to_json()]


def region(rules, case, _templates):
    return [rules._handle.region(case["code"]) or "null"]


def same(want, have):
    """1 is not True."""
    return want == have and isinstance(want, bool) == isinstance(have, bool)


def compare(expected, found):
    for name, want in expected.items():
        if name == "id" and "message" in found:
            assert want in found["message"]["id"]
        else:
            assert name in found and same(want, found[name]), f"{name} is {found.get(name)!r}, expected {want!r}"


def compare_lists(expected, found):
    assert len(expected) == len(found), found
    for want, have in zip(expected, found):
        compare(want, have)


def check_judge(expect, lines):
    verdict = json.loads(lines[0])
    compare_lists(expect.get("findings", verdict["findings"]), verdict["findings"])
    compare({name: want for name, want in expect.items() if name != "findings"}, verdict)


def check_window(expect, lines):
    cells = {cell["region"]: cell for cell in map(json.loads, lines[:-1])}
    for code, want in expect.get("cells", {}).items():
        compare(want, cells[code])
    compare(expect.get("summary", {}), json.loads(lines[-1])["summary"])


def check_screen(expect, lines):
    found = json.loads(lines[0])
    compare({name: expect[name] for name in ("level", "score") if name in expect}, found)
    compare_lists(expect.get("hits", found["hits"]), found["hits"])
    assert expect.get("suppressed", len(found["suppressed"])) == len(found["suppressed"])


def check_members(expect, lines):
    found = json.loads(lines[0])
    assert (expect is None) == (found is None)
    compare(expect or {}, found)


def check_explain(expect, lines):
    compare_lists(expect["rules"], json.loads(lines[0])["rules"])


def check_next(expect, lines):
    compare_lists(expect["windows"], [json.loads(line) for line in lines])


def check_recap(expect, lines):
    found = json.loads(lines[0])
    for name in ("recap", "coverage", "report"):
        compare(expect.get(name, {}), found[name])
    places = {place["region"]: place for place in found["places"]}
    for region, want in expect.get("places", {}).items():
        compare(want, places[region])
    compare_lists(expect.get("differences", found["differences"]), found["differences"])
    codes = [finding["code"] for finding in found["findings"]]
    assert expect.get("findings", codes) == codes


def check_grid(expect, lines):
    assert expect.get("states", lines[0]) == lines[0]
    compare(expect.get("summary", {}), json.loads(lines[1])["summary"])


def check_text(expect, lines):
    assert [part for part in expect["contains"] if part not in lines[0]] == []


KINDS = {"judge": (judge, check_judge), "explain": (explain, check_explain), "window": (window, check_window),
         "status": (status, check_members), "screen": (screen, check_screen), "region": (region, check_members),
         "next": (next_windows, check_next), "sarif": (sarif, check_text), "ess": (ess, check_text), "recap": (recap, check_recap), "grid": (grid, check_grid)}


@pytest.mark.skipif(not FILES, reason="no cases yet")
@pytest.mark.parametrize("case, templates", cases())
def test_case(rules, case, templates):
    run, check = KINDS[case["kind"]]
    expect = case["expect"]
    try:
        lines = run(rules, case, templates)
    except pilkada.Error as error:
        LINES.append(error.code)
        assert isinstance(expect, dict) and error.code == expect.get("error"), f"{error.code}: {error}"
        return
    LINES.extend(lines)
    assert not (isinstance(expect, dict) and "error" in expect), lines
    check(expect, lines)


def test_all_bytes():
    """Write what the library wrote; ctest compares the languages' files."""
    data = "".join(line + "\n" for line in LINES).encode()
    folder = os.environ.get("PILKADA_CONFORMANCE_DIR")
    if folder:
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        (pathlib.Path(folder) / "python.jsonl").write_bytes(data)
    print(f"\nsha256 of {len(LINES)} lines: {hashlib.sha256(data).hexdigest()}")
    assert LINES or not FILES
