"""Page 2: a report is typed, judged, refused, corrected, stored."""
import json
import sqlite3

from pages import board_row, css, field, fill, finding_at, has_no_sideways_scroll, one, press, until, write
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

HOSTILE = '"><script>document.title="kena"</script><img src=x onerror="document.title=\'kena\'">'


def stored(server):
    with sqlite3.connect(server.database) as database:
        rows = database.execute("SELECT content, verdict, errors FROM report WHERE token NOT LIKE 'night.%' ORDER BY number")
        return [(json.loads(content), json.loads(verdict), errors) for content, verdict, errors in rows]


def test_sheet_is_rendered_from_the_definition(browser, running):
    browser.get(running.address + "/kirim?wilayah=33.24")
    assert field(browser, "kode_wilayah").get_attribute("value") == "33.24"
    assert len(field(browser, "kode_wilayah").find_elements(By.TAG_NAME, "option")) == 1 + 35
    headings = [heading.text for heading in css(browser, ".sections h2")]
    assert headings[0] == "Kepala laporan" and "B. Aduan" in headings and len(headings) == 7
    unlabelled = browser.execute_script("return [...document.querySelectorAll('.sections input, .sections select, .sections textarea')]"
                                        ".filter((input) => input.labels.length === 0).map((input) => input.name)")
    assert unlabelled == []


def test_wrong_then_right(browser, running):
    """A wrong sum shows while typing, is refused with every value kept, and is stored once corrected; the board moves."""
    before = len(stored(running))
    browser.get(running.address)
    assert board_row(browser, "33.24") == ("berjalan", "0 dari 2")
    browser.get(running.address + "/kirim?wilayah=33.24")
    fill(browser, "33.24", aduan_total="12", aduan_lain="2", permasalahan="Dua aduan.", upaya="Ditindaklanjuti.", saran="Dipantau.")

    until(browser, lambda: "T-1" in finding_at(browser, "aduan_total"))
    assert field(browser, "aduan_total").get_attribute("aria-invalid") == "true"
    assert "1 galat" in one(browser, "#ringkasan").text

    press(browser, "kirim")
    assert "belum dikirim" in one(browser, "[role=alert]").text
    assert "T-1" in finding_at(browser, "aduan_total")
    assert one(browser, "#temuan a").get_attribute("href").endswith("#i-aduan_total")
    kept = {name: field(browser, name).get_attribute("value") for name in ["aduan_total", "aduan_lain", "permasalahan", "nama_pelapor", "kode_wilayah"]}
    assert kept == {"aduan_total": "12", "aduan_lain": "2", "permasalahan": "Dua aduan.", "nama_pelapor": "Petugas Contoh", "kode_wilayah": "33.24"}
    assert len(stored(running)) == before

    write(browser, "aduan_total", "2")
    until(browser, lambda: "Laporan dapat dikirim" in one(browser, "#ringkasan").text)
    assert finding_at(browser, "aduan_total") == ""
    press(browser, "kirim")
    assert "Kabupaten Kendal tersimpan" in one(browser, ".notice").text
    assert board_row(browser, "33.24") == ("berjalan", "1 dari 2")
    content, verdict, errors = stored(running)[-1]
    assert (content["aduan_total"], content["urutan"], content["waktu_diterima"]) == (2, 1, "2024-11-27T04:40:00+07:00")
    assert (verdict["valid"], verdict["may_submit"], errors, verdict["id"]) == (True, True, 0, content["id"])

    browser.get(running.address + "/kirim?wilayah=33.24")
    fill(browser, "33.24", perkembangan="Data contoh. Laporan kedua.")
    press(browser, "kirim")
    assert board_row(browser, "33.24") == ("lengkap", "2 dari 2")
    assert stored(running)[-1][0]["urutan"] == 2


def test_a_report_after_the_window_is_late(browser, closed):
    browser.get(closed.address + "/kirim?wilayah=33.29")
    fill(browser, "33.29")
    press(browser, "kirim")
    state, count = board_row(browser, "33.29")
    assert state != "belum" and count == "0 dari 2"
    assert "05.01" in one(browser, "#w-33\\.29 .last").text


def test_what_was_typed_is_never_interpreted(browser, running):
    browser.get(running.address + "/kirim")
    write(browser, "hoaks", "1.089")
    until(browser, lambda: "F101" in finding_at(browser, "hoaks"))
    press(browser, "kirim")
    assert field(browser, "hoaks").get_attribute("value") == "1.089"
    assert "1.089" in finding_at(browser, "hoaks")
    assert "wajib diisi" in finding_at(browser, "nama_pelapor")


def test_empty_fields_are_not_nagged_about_before_they_are_visited(browser, running):
    browser.get(running.address + "/kirim")
    write(browser, "nama_pelapor", "P")
    until(browser, lambda: "isian wajib belum diisi" in one(browser, "#ringkasan").text)
    assert finding_at(browser, "perkembangan") == ""
    field(browser, "nama_pelapor").send_keys(Keys.BACKSPACE)
    until(browser, lambda: "wajib diisi" in finding_at(browser, "nama_pelapor"))


def test_markup_is_shown_as_text(browser, running):
    browser.get(running.address + "/kirim")
    write(browser, "perkembangan", HOSTILE)
    write(browser, "hoaks", HOSTILE)
    until(browser, lambda: "F101" in finding_at(browser, "hoaks"))
    press(browser, "kirim")
    assert field(browser, "perkembangan").get_attribute("value") == HOSTILE
    assert field(browser, "hoaks").get_attribute("value") == HOSTILE
    assert "kena" not in browser.title
    assert css(browser, "main img") == []


def test_foreign_request_is_refused_and_keeps_the_sheet(browser, running):
    before = len(stored(running))
    browser.get(running.address + "/kirim")
    fill(browser, "33.25")
    browser.execute_script("document.querySelector('#laporan [name=csrf]').value = 'bukan-milik-kita'")
    press(browser, "kirim")
    assert "sesi sudah berakhir" in one(browser, "[role=alert]").text
    assert field(browser, "nama_pelapor").get_attribute("value") == "Petugas Contoh"
    assert len(stored(running)) == before
    status = browser.execute_async_script("const done = arguments[0];"
                                          "fetch('/api/periksa', {method: 'POST', body: new FormData()}).then((answer) => done(answer.status))")
    assert status == 403
    press(browser, "kirim")  # the sheet has a good token again
    assert len(stored(running)) == before + 1


def test_the_same_sheet_sent_twice_is_one_report(browser, running):
    before = len(stored(running))
    browser.get(running.address + "/kirim")
    fill(browser, "33.26")
    statuses = browser.execute_async_script(
        "const [done] = arguments; const body = new URLSearchParams(new FormData(document.getElementById('laporan'))); body.set('aksi', 'kirim');"
        "const send = () => fetch('/kirim', {method: 'POST', body, redirect: 'manual'});"
        "send().then((first) => send().then((second) => done([first.type, second.type])))")
    assert statuses == ["opaqueredirect", "opaqueredirect"]
    assert len(stored(running)) == before + 1


def test_english_switch_keeps_the_sheet(browser, running):
    browser.get(running.address + "/kirim")
    write(browser, "perkembangan", "  baris satu\nbaris dua")
    press(browser, "tampilkan")
    assert one(browser, "html").get_attribute("lang") == "en"
    assert field(browser, "perkembangan").get_attribute("value") == "  baris satu\nbaris dua"
    write(browser, "hoaks", "x")
    until(browser, lambda: "F101" in finding_at(browser, "hoaks"))
    assert "error" in one(browser, "#ringkasan").text


def test_enter_only_checks(browser, running):
    before = len(stored(running))
    browser.get(running.address + "/kirim")
    fill(browser, "33.25")
    field(browser, "jabatan").send_keys("Operator", Keys.ENTER)
    until(browser, lambda: "Laporan dapat dikirim" in one(browser, "#ringkasan").text)
    assert len(stored(running)) == before
    assert field(browser, "jabatan").get_attribute("value") == "Operator"


def test_findings_fit_on_a_telephone(browser, running):
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True})
    browser.get(running.address + "/kirim")
    write(browser, "hoaks", "x" * 200)
    press(browser, "kirim")
    assert "F101" in finding_at(browser, "hoaks")
    assert has_no_sideways_scroll(browser)
