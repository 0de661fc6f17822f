"""Recaps and the approval chain: the same bytes as the command's, revisions, errors."""
import datetime as dt
import json
import os

import pytest

import pilkada

NIGHT = os.path.join(os.environ["PILKADA_SOURCE_DIR"], "examples", "night", "reports.jsonl")
FORM, DATE = "lap_tahapan_harian", "2024-11-26"


@pytest.fixture(scope="module")
def night():
    with open(NIGHT, encoding="utf-8") as file:
        return [line for line in file if line.strip()]


def test_the_night(rules, night):
    answer = rules.recap(FORM, dt.date(2024, 11, 26), night)
    assert answer["notice"]["id"] == "Data internal Desk Pilkada. Bukan hasil resmi."
    assert (answer["coverage"]["used"], answer["coverage"]["expected"]) == (31, 35)
    assert rules.judge(answer["report"]).valid
    assert rules.recap(FORM, DATE, map(json.loads, night)) == answer


def test_texts(rules, night):
    assert json.loads(rules.recap_text(FORM, DATE, night, format="json")) == rules.recap(FORM, DATE, night)
    assert rules.recap_text(FORM, DATE, night, lang="en").startswith("Internal data of the election desk.")
    assert rules.recap_text(FORM, DATE, night, format="csv").startswith("form,version,date,region,")
    with pytest.raises(pilkada.Error):
        rules.recap_text(FORM, DATE, night, format="xml")


def test_revisions(rules, night):
    before = rules.recap(FORM, DATE, night, now="2024-11-27T04:00:00+07:00")
    assert rules.recap(FORM, DATE, night, now="2024-11-27T04:00:00+07:00", previous=before)["differences"] == []
    now = dt.datetime(2024, 11, 27, 6, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    after = rules.recap(FORM, DATE, night, now=now, previous=json.dumps(before))
    assert after["recap"]["revision"] == 2
    assert {"field": "aduan_total", "before": 0, "after": 2, "difference": 2} in after["differences"]


def test_reports_that_were_judged_when_they_came(rules, night):
    sound = [line for line in night if rules.judge(line).may_submit]
    assert len(sound) < len(night)
    once, again = rules.recap(FORM, DATE, sound, judged=True), rules.recap(FORM, DATE, sound)
    assert once == again
    assert rules.recap(FORM, DATE, night, judged=True)["coverage"]["galat"] == ["33.75"]  # cannot be read as its form
    assert json.loads(rules.recap_text(FORM, DATE, sound, format="json", judged=True)) == once


@pytest.mark.parametrize("options", [{"region": "99"}, {"version": "1"}, {"previous": {}}, {"now": "kemarin"}])
def test_what_cannot_be_done_raises(rules, night, options):
    with pytest.raises(pilkada.Error):
        rules.recap(FORM, DATE, night, **options)


def test_a_bad_report_is_named_by_its_place(rules, night):
    with pytest.raises(pilkada.Error) as caught:
        rules.recap(FORM, DATE, [night[0], {"form_id": "x"}])
    assert caught.value.where.startswith("/1")


def test_the_chain(rules):
    asked = rules.chain_step("kabupaten_kota", "penyusun")
    assert asked["state"] == "draf" and asked["may_submit"] and not asked["may_approve"]
    done = rules.chain_step("kabupaten_kota", "pemeriksa", state="diajukan", by="provinsi", action="setujui")
    assert done["allowed"] and done["state"] == "disetujui" and done["may_forward"] and done["message"] is None
    refused = rules.chain_step("kabupaten_kota", "penyusun", state="disetujui", action="ubah")
    assert not refused["allowed"] and refused["state"] == "disetujui"
    assert "tidak dapat diubah" in refused["message"]["id"] and "corrected" in refused["message"]["en"]
    with pytest.raises(pilkada.Error):
        rules.chain_step("kabupaten_kota", "gubernur")
