"""Verdicts: one report, judged from text and from a dict."""
import copy
import datetime as dt
import html.parser
import json
import pickle

import pytest

import pilkada
from conftest import REPORT


def test_text_bytes_and_dict_give_the_same_bytes(rules, report):
    text = json.dumps(report, ensure_ascii=False)
    assert len({bytes(rules.judge(each)) for each in (report, text, text.encode(), json.dumps(report, indent=2))}) == 1


def test_what_a_verdict_says(rules, verdict):
    data = json.loads(verdict.to_json())
    assert (verdict.id, verdict.form, verdict.rulebook) == ("r-1", "lap_tungsura", rules.hash)
    assert verdict.version == data["version"]
    assert verdict.valid is False and data["valid"] is False
    assert verdict.may_submit is data["may_submit"]
    assert verdict.not_judged == data["not_judged"]
    assert verdict.computed == data["computed"]
    assert len(verdict.findings) == len(data["findings"]) > 0
    assert bytes(verdict).decode() == verdict.to_json()


def test_what_the_report_leaves_out_is_computed(rules, report):
    counts = {"pemilih_dpt": 700613, "pemilih_hadir": 201500}
    judged = rules.judge({name: value for name, value in {**report, **counts}.items() if name != "partisipasi"})
    assert judged.computed == {"partisipasi": 28.76}


def test_what_a_finding_says(verdict):
    found = [f for f in verdict.findings if f.operands.get("tps_buka") == 1400]
    assert found, verdict.to_json()
    finding = found[0]
    assert finding.severity is pilkada.Severity.GALAT and str(finding.severity) == "galat"
    assert finding.message["id"] and finding.message["en"] and finding.basis
    assert finding.difference == -10
    assert finding._asdict()["code"] == finding.code


def test_an_explanation_is_plain_data_and_says_what_the_verdict_says(rules, report, verdict):
    explained = rules.explain(report)
    failed = [(r["code"], r["path"], r["reason"]["id"]) for r in explained["rules"] if r["outcome"] == "dilanggar"]
    assert sorted(failed) == sorted((f.code, f.path, f.message["id"]) for f in verdict.findings)
    assert {r["code"] for r in explained["rules"] if r["outcome"] in ("tidak_dinilai", "tidak_terhitung")} == set(verdict.not_judged)
    one, = rules.explain(json.dumps(report), rule="U-6")["rules"]
    assert one["tree"]["nodes"][0]["value"] == 1443 and one["difference"] == -10
    with pytest.raises(pilkada.UnknownError):
        rules.explain(report, rule="U-66")
    with pytest.raises(TypeError):
        rules.explain(report, rule=6)


def test_a_confirmed_warning_stays_confirmed_while_its_values_are_the_same(rules):
    report = {"form_id": "lap_tungsura", "pemilih_tambahan": 12, "jam_pantau": "11:00"}

    def warning(kept, **changed):
        verdict = rules.judge({**report, **changed}, confirmed=kept)
        data = next(f for f in json.loads(verdict.to_json())["findings"] if f["code"] == "U-8")
        finding = next(f for f in verdict.findings if f.code == "U-8")
        assert (finding.fingerprint, finding.verified) == (data["fingerprint"], data["verified"])
        return finding

    first = warning([])
    kept = {"code": first.code, "path": first.path, "fingerprint": first.fingerprint, "by": "piket"}
    assert first.verified is False and len(first.fingerprint) == 64
    for way in ([kept], json.dumps([kept]), [first], iter([first])):
        assert warning(way).verified is True
    assert warning([first], jam_pantau="11:01").verified is False
    for bad in ("{}", [{"code": "U-8"}]):
        with pytest.raises(pilkada.DefinitionError):
            rules.judge(report, confirmed=bad)


def test_without_confirmations_a_finding_has_no_fingerprint(rules, verdict):
    assert {(f.fingerprint, f.verified) for f in verdict.findings} == {(None, False)}
    galat = [f for f in rules.judge(REPORT, confirmed=[]).findings if f.severity is pilkada.Severity.GALAT]
    assert galat and all(f.fingerprint is None and f.verified is False for f in galat)  # a galat cannot be confirmed


def test_a_draft_counts_what_is_missing(rules, report, verdict):
    draft = rules.judge(report, draft=True)
    assert verdict.draft is None and all(f.code != "B-12" for f in draft.findings)
    lacking = [m["path"] for section in draft.draft for m in section["missing"]]
    assert sorted(lacking) == sorted(f.path for f in verdict.findings if f.code == "B-12")
    assert all(s["required"] == s["filled"] + len(s["missing"]) for s in draft.draft)
    assert pickle.loads(pickle.dumps(draft)).draft == draft.draft


def test_text_for_people(verdict):
    assert verdict.to_text() == verdict.to_text("id") == str(verdict)
    assert verdict.to_text(lang="en") != verdict.to_text()
    for lang in ("", "jv", "EN", "id\0"):
        with pytest.raises(pilkada.ArgumentError):
            verdict.to_text(lang)
    with pytest.raises(TypeError):
        verdict.to_text(None)


def test_form_and_version_can_be_named(rules, report):
    form = [f for f in rules.forms() if f["id"] == "lap_tungsura"][0]
    assert rules.judge(report, form="lap_tungsura", version=form["version"]).version == form["version"]
    for arguments in ({"form": "tidak_ada"}, {"version": "0"}):
        with pytest.raises(pilkada.UnknownError):
            rules.judge(report, **arguments)


def test_context(rules, report):
    with_context = rules.judge(report, context={"parameter": {}})
    assert rules.judge(report, context='{"parameter": {}}') == with_context
    with pytest.raises(pilkada.DefinitionError) as caught:
        rules.judge(report, context={"tidak_ada": 1})
    assert caught.value.where.startswith("context")
    with pytest.raises(TypeError):
        rules.judge(report, context=3)


def test_equality_is_by_bytes(rules, verdict, report):
    assert rules.judge(report) == verdict and hash(rules.judge(report)) == hash(verdict)
    report["id"] = "r-2"
    assert rules.judge(report) != verdict
    assert verdict != verdict.to_json() and verdict != None  # noqa: E711
    assert len({verdict, rules.judge(REPORT)}) == 1


def test_truth_is_refused(verdict):
    with pytest.raises(TypeError, match="ambiguous"):
        bool(verdict)


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_pickles_are_whole(verdict, protocol):
    copy_ = pickle.loads(pickle.dumps(verdict, protocol))
    assert copy_ == verdict and type(copy_) is pilkada.Verdict
    assert copy_.findings == verdict.findings
    assert (copy_.valid, copy_.may_submit, copy_.id) == (verdict.valid, verdict.may_submit, verdict.id)
    assert copy_.to_text("en") == verdict.to_text("en") and copy_.to_text() == verdict.to_text()
    assert pickle.loads(pickle.dumps(copy_, protocol)) == verdict
    with pytest.raises(pilkada.ArgumentError):
        copy_.to_text("jv")


def test_copies(verdict):
    assert copy.copy(verdict) == verdict == copy.deepcopy(verdict)


def test_a_caller_cannot_change_a_verdict(verdict):
    before = verdict.to_json()
    verdict.findings.clear()
    verdict.not_judged.append("x")
    assert verdict.to_json() == before and verdict.findings
    with pytest.raises(AttributeError):
        verdict.valid = True
    with pytest.raises(AttributeError):
        verdict.something = 1


def test_repr(verdict):
    assert "lap_tungsura" in repr(verdict) and "invalid" in repr(verdict)


class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_html_escapes_and_loads_nothing(rules, report):
    report["id"] = "<script>alert(1)</script>"
    report["jumlah_tps"] = "<img src=x>"
    page = rules.judge(report)._repr_html_()
    tags = Tags()
    tags.feed(page)
    assert tags.tags <= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert tags.attributes <= {"style"} and "url(" not in page and "color" not in page
    assert "&lt;script&gt;" in page


def test_values_of_python(rules, report):
    """Dates, aware datetimes, tuples and integers of any size go in as their JSON."""
    at = dt.datetime(2024, 11, 27, 0, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    text = rules.judge(report)
    report["tanggal_laporan"] = dt.date(2024, 11, 26)
    report["waktu_diterima"] = at
    assert rules.judge(report) == text
    report["jenis_pemilihan"] = ("gubernur", "bupati")
    as_list = {**report, "jenis_pemilihan": ["gubernur", "bupati"]}
    assert rules.judge(report) == rules.judge(as_list)
    report["waktu_diterima"] = dt.datetime(2024, 11, 27, 0, 30)
    with pytest.raises(pilkada.TimeError) as caught:
        rules.judge(report)
    assert caught.value.where == "/waktu_diterima"


@pytest.mark.parametrize("number", [2**53 + 1, 2**63 - 1, -2**63, 2**64, 10**400, 1.5, 1e300, -0.0, 5e-324, 3.0])
def test_numbers_are_as_their_text(rules, report, number):
    def outcome(value):
        try:
            return bytes(rules.judge(value))
        except pilkada.Error as error:
            return error.code
    report["jumlah_tps"] = number
    assert outcome(report) == outcome(json.dumps(report))


def test_numpy_integers(rules, report):
    numpy = pytest.importorskip("numpy")
    plain = rules.judge(report)
    report["jumlah_tps"] = numpy.int64(1453)
    report["tps_buka"] = numpy.int16(1400)
    assert rules.judge(report) == plain


def test_what_changed_since_another_verdict(rules, report, verdict):
    again = rules.judge({**report, "tps_buka": 1401})
    changes = again.changes_since(verdict)
    assert list(changes) == ["from", "to", "findings", "not_judged"]
    assert changes["to"] == {"form": again.form, "version": again.version, "rulebook": rules.hash, "valid": again.valid, "may_submit": again.may_submit}
    changed = [one for one in changes["findings"] if one["change"] == "changed"]
    assert [member["member"] for member in changed[0]["members"]] == ["message", "operands", "difference"]
    assert verdict.changes_since(verdict)["findings"] == [] and changes["not_judged"] == {"added": [], "removed": []}
    assert "changed" in again.changes_text_since(verdict, "en") and "berubah" in again.changes_text_since(verdict)
    with pytest.raises(TypeError):
        again.changes_since(None)
    with pytest.raises(TypeError, match="unpickled"):
        again.changes_since(pickle.loads(pickle.dumps(verdict)))
