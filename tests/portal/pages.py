"""What an official does on the pages, for the tests to read like a night shift."""
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

TEXTS = {"nama_pelapor": "Petugas Contoh", "perkembangan": "Data contoh. Logistik lengkap di seluruh kecamatan."}


def css(browser, selector):
    return browser.find_elements(By.CSS_SELECTOR, selector)


def one(browser, selector):
    return browser.find_element(By.CSS_SELECTOR, selector)


def until(browser, condition):
    """Between two pages the driver may answer with an error of its own: ask again. A condition that stays away fails."""
    return WebDriverWait(browser, 30, ignored_exceptions=[WebDriverException]).until(lambda _: condition())


def field(browser, name):
    return one(browser, f"#i-{name}")


def write(browser, name, text):
    field(browser, name).clear()
    field(browser, name).send_keys(text)


def press(browser, value):
    """Press a button, and wait for the page that it brings."""
    browser.execute_script("window.isOld = true")
    one(browser, f'button:not(.unseen)[value="{value}"]').click()
    until(browser, lambda: browser.execute_script("return !window.isOld && document.readyState === 'complete'"))


def fill(browser, region, **changes):
    """A sheet that may be sent, but for the changes."""
    Select(field(browser, "kode_wilayah")).select_by_value(region)
    Select(field(browser, "kondisi_umum")).select_by_value("aman")
    one(browser, 'input[name="nihil"][value="tidak"]').click()
    for button in css(browser, ".zeros"):
        button.click()
    districts = {"kecamatan_logistik_tiba": "20", "jumlah_kecamatan": "20"}
    for name, text in {**TEXTS, **districts, **changes}.items():
        write(browser, name, text)


def finding_at(browser, name):
    return one(browser, f"#t-{name}").get_attribute("textContent").strip()


def board_row(browser, region):
    row = one(browser, f"#w-{region.replace('.', chr(92) + '.')}")
    return row.get_attribute("data-state"), one(row, ".count").text


def has_no_sideways_scroll(browser):
    return browser.execute_script("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")
