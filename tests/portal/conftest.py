"""A portal of its own for each module: own port, own database, own browser profile."""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

import pytest

PORTAL = pathlib.Path(__file__).resolve().parents[2] / "examples" / "portal"
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]


def pytest_collection_modifyitems(items):
    if not (CHROMIUM and DRIVER):
        for item in items:
            item.add_marker(pytest.mark.skip(reason="skipped: chromium or chromedriver is not here"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """bin/serve in a process group of its own; `now` is the clock of the portal."""

    def __init__(self, folder, now):
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.database = pathlib.Path(folder) / "portal.sqlite"
        self.log = open(pathlib.Path(folder) / "server.log", "wb")
        environment = dict(os.environ, PILKADA_PORTAL_DB=str(self.database), PILKADA_PORTAL_NOW=now, PILKADA_PORTAL_PORT=str(port))
        self.process = subprocess.Popen([PORTAL / "bin" / "serve"], env=environment, stdout=self.log, stderr=self.log, start_new_session=True)
        self.wait()

    def wait(self):
        for _ in range(100):
            assert self.process.poll() is None, pathlib.Path(self.log.name).read_text()
            try:
                urllib.request.urlopen(self.address + "/saring", timeout=5).close()
                return
            except urllib.error.URLError:
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def stop(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(10)
        self.log.close()


def serve(now):
    with tempfile.TemporaryDirectory() as folder:
        server = Server(folder, now)
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="module")
def closed():
    """05.01: one minute after the window closed."""
    yield from serve("2024-11-27T05:01:00+07:00")


@pytest.fixture(scope="module")
def running():
    """04.40: twenty minutes before it closes."""
    yield from serve("2024-11-27T04:40:00+07:00")


@pytest.fixture
def browser():
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    profile = tempfile.mkdtemp()
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in [*FLAGS, f"--user-data-dir={profile}", "--window-size=1280,900"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(service=Service(DRIVER), options=options)
    try:
        yield driver
        mistakes = [entry["message"] for entry in driver.get_log("browser") if "Content Security Policy" in entry["message"]]
        assert mistakes == []
    finally:
        driver.quit()
        shutil.rmtree(profile, ignore_errors=True)
