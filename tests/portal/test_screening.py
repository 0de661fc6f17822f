"""Page 3: which phrases of the watch list a text contains."""
from pages import css, has_no_sideways_scroll, one, press

TEXT = "Surat suara sudah TERCOBLOS 7 kontainer, viralkan!!! – kabar dari grup"


def screen(browser, server, text):
    browser.get(server.address + "/saring")
    one(browser, "#teks").send_keys(text)
    press(browser, "saring")


def test_phrases_are_marked_in_the_text(browser, closed):
    screen(browser, closed, TEXT)
    browser.execute_script("document.querySelectorAll('#ditandai sup').forEach((number) => number.remove())")
    assert one(browser, "#ditandai").get_attribute("textContent") == TEXT
    marked = "".join(mark.get_attribute("textContent") for mark in css(browser, "#ditandai mark"))
    assert marked.startswith("Surat suara sudah TERCOBLOS 7 kontainer")
    assert "kabar dari grup" not in marked


def test_points_add_up(browser, closed):
    screen(browser, closed, TEXT + " Ini bukan hoaks.")
    points = [int(cell.text.replace("−", "-")) for cell in css(browser, ".hits tbody .points")]
    assert len(points) > 1
    assert sum(points) == int(one(browser, "#jumlah").text)
    assert f"({one(browser, '#jumlah').text} poin)" in one(browser, "#tingkat").text


def test_each_point_has_its_reason(browser, closed):
    screen(browser, closed, TEXT)
    reasons = [row.text for row in css(browser, ".hits tbody tr td:nth-child(3)")]
    assert any("surat suara dan TPS: cerita tentang surat suara" in reason and "suara-tercoblos" in reason for reason in reasons)
    assert all(": " in reason for reason in reasons)
    assert "Daftar pantau: pilkada-umum" in one(browser, ".explanation").text


def test_wording_never_claims_truth(browser, closed):
    screen(browser, closed, TEXT)
    assert "memuat frasa dalam daftar pantau" in one(browser, "#tingkat").text
    assert "hoaks terdeteksi" not in one(browser, "body").text.lower()


def test_clean_text_has_no_marks(browser, closed):
    screen(browser, closed, "Rapat koordinasi berjalan lancar.")
    assert css(browser, "mark") == []
    assert "Ini bukan pernyataan bahwa isinya benar" in one(browser, "#tingkat").text


def test_markup_in_a_marked_text_is_text(browser, closed):
    hostile = "<img src=x onerror=document.title='kena'> surat suara sudah tercoblos </p><script>document.title='kena'</script>"
    screen(browser, closed, hostile)
    assert len(css(browser, "#ditandai mark")) > 0
    assert css(browser, "main img, main script") == []
    assert "kena" not in browser.title


def test_text_stays_when_the_language_changes(browser, closed):
    screen(browser, closed, TEXT)
    press(browser, "tampilkan")
    assert one(browser, "html").get_attribute("lang") == "en"
    assert "watch list" in one(browser, "#tingkat").text
    assert one(browser, "#teks").get_attribute("value") == TEXT


def test_long_words_fit_on_a_telephone(browser, closed):
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True})
    screen(browser, closed, TEXT + " " + "a" * 300)
    assert len(css(browser, ".hits")) == 1
    assert has_no_sideways_scroll(browser)


def test_an_old_token_keeps_the_text(browser, closed):
    browser.get(closed.address + "/saring")
    one(browser, "#teks").send_keys(TEXT)
    browser.execute_script("document.querySelector('[name=csrf]').value = ''")
    press(browser, "saring")
    assert "sesi sudah berakhir" in one(browser, "[role=alert]").text
    assert one(browser, "#teks").get_attribute("value") == TEXT
