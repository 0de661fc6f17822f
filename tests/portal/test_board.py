"""Page 1: tonight's board."""
import json
import pathlib
import re
import runpy
import sqlite3

import pytest
from pages import css, has_no_sideways_scroll, one, until

NIGHT = pathlib.Path(__file__).resolve().parents[2] / "examples" / "night"
EXPECTED = runpy.run_path(str(NIGHT / "expected.py"))["BOARD"]
ORDER = ["belum", "kurang", "terlambat", "berjalan", "lengkap"]


def test_board_has_35_rows_in_the_order_of_need(browser, closed):
    browser.get(closed.address)
    rows = [(row.get_attribute("id")[2:], row.get_attribute("data-state")) for row in css(browser, ".board tbody tr")]
    told = {region: cell[0] for region, cell in EXPECTED.items()}
    assert rows == sorted(told.items(), key=lambda row: (ORDER.index(row[1]), row[0]))
    assert len(rows) == 35


def test_board_counts_what_was_on_time(browser, closed):
    browser.get(closed.address)
    counts = {row.get_attribute("id")[2:]: one(row, ".count").text for row in css(browser, ".board tbody tr")}
    assert counts == {region: f"{cell[2]} dari 2" for region, cell in EXPECTED.items()}


def test_tiles_agree_with_the_story(browser, closed):
    browser.get(closed.address)
    tiles = {tile.get_attribute("class").split()[1]: int(one(tile, "strong").text) for tile in css(browser, ".tile")}
    states = [cell[0] for cell in EXPECTED.values()]
    assert tiles == {state: states.count(state) for state in ["belum", "kurang", "terlambat", "lengkap"]}


def test_rows_say_why_when_and_what_to_read(browser, closed):
    browser.get(closed.address)
    late = one(browser, "#w-33\\.19")
    assert "05.00.07" in one(late, ".reason").text
    assert one(late, ".last").text == "05.00 WIB"
    assert one(browser, "#w-33\\.29 .last").text == "tidak ada"
    assert "1 laporan memuat galat" in one(browser, "#w-33\\.14 .reason").text
    assert "Rabu 27 November 2024" in one(browser, ".heading").text


def test_time_left_while_the_window_is_open(browser, running):
    browser.get(running.address)
    assert "sisa waktu 20 menit" in one(browser, ".heading").text
    assert one(browser, "#w-33\\.24").get_attribute("data-state") == "berjalan"
    assert "20 menit" in one(browser, '#w-33\\.24 [data-label="Sisa waktu"]').text


def test_whom_to_call_first_while_there_is_time(browser, running):
    browser.get(running.address)
    call = one(browser, ".call a")
    assert call.text == "Hubungi lebih dahulu: Kabupaten Temanggung, kurang 2, sisa waktu 20 menit."
    assert call.get_attribute("href").endswith("#w-33.23")


def test_nobody_is_called_when_the_window_has_closed(browser, closed):
    browser.get(closed.address)
    assert css(browser, ".call") == []


def test_report_that_arrives_later_is_not_on_the_board_yet(browser, running):
    browser.get(running.address)
    assert one(browser, "#w-33\\.19 .last").text < "04.41"


def test_english_switch_holds_on_the_next_page(browser, closed):
    browser.get(closed.address)
    one(browser, ".language a").click()
    assert one(browser, "html").get_attribute("lang") == "en"
    assert "Missing" in one(browser, ".tile.belum").text
    assert "Not official results" in one(browser, "footer").text
    one(browser, 'nav a[href="/kirim"]').click()
    assert one(browser, "h1").text == "Daily report on the stages of the election"


def test_footer_says_that_it_is_not_official(browser, closed):
    for page in ["/", "/kirim", "/saring", "/tidak-ada"]:
        browser.get(closed.address + page)
        assert "Data internal Desk Pilkada. Bukan hasil resmi; hasil resmi ditetapkan oleh KPU." in one(browser, "footer").text


def test_every_text_of_the_portal_is_there(browser, closed):
    for lang in ["id", "en"]:
        for page in ["/", "/kirim", "/saring", "/tidak-ada"]:
            browser.get(f"{closed.address}{page}?bahasa={lang}")
            assert re.findall(r"\b(?:portal|screen|window)\.[a-z]|[{}]", one(browser, "body").text) == []


def test_a_date_that_is_none_shows_tonight(browser, closed):
    for date in ["kemarin", "2024-02-30", "2099-01-01", "%00", "%ff"]:
        browser.get(f"{closed.address}/?tanggal={date}")
        assert "26 November 2024" in one(browser, "h1").text


@pytest.mark.parametrize("page", ["/", "/kirim", "/saring", "/tidak-ada"])
def test_360_pixels_need_no_sideways_scroll(browser, closed, page):
    device = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", device)
    browser.get(closed.address + page)
    until(browser, lambda: browser.execute_script("return innerWidth") == 360)  # wider while the page is still laid out
    assert has_no_sideways_scroll(browser)


def test_example_night_is_seeded_once(closed):
    lines = (NIGHT / "reports.jsonl").read_text().splitlines()
    with sqlite3.connect(closed.database) as database:
        stored = [json.loads(row[0]) for row in database.execute("SELECT content FROM report WHERE token LIKE 'night.%' ORDER BY number")]
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert stored == [json.loads(line) for line in lines]
