#!/usr/bin/python3
"""Opens a page in Chromium without a window and runs a script in it: browse.py PAGE SCRIPT [ARGUMENT]
SCRIPT is the body of a function that returns lines, or the promise of lines; arguments[0] is ARGUMENT. Prints these
lines, then when the page was ready ("ready: MS"), each error in the console ("error: ...") and each request for
anything but the page ("request: ..."). Needs the Python and the Selenium of the system."""
import json
import os
import pathlib
import shutil
import signal
import sys
import tempfile

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait

LIMIT = 240  # seconds
READY = "const { ready, error } = document.documentElement.dataset; return ready || error"


def main(page, script, *arguments):
    address = pathlib.Path(page).resolve().as_uri()
    options = webdriver.ChromeOptions()
    for option in ("headless", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", "window-size=1280,800"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "SEVERE", "performance": "ALL"})
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        os.environ.update(HOME=scratch, TMPDIR=scratch)
        with webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver"))) as browser:
            browser.set_script_timeout(LIMIT)
            browser.get(address)
            ready = WebDriverWait(browser, LIMIT, 0.1).until(lambda _: browser.execute_script(READY))
            print(*browser.execute_script(pathlib.Path(script).read_text(), *arguments), sep="\n")
            print("ready:", ready)
            for entry in browser.get_log("browser"):
                print("error:", entry["message"])
            for entry in browser.get_log("performance"):
                message = json.loads(entry["message"])["message"]
                if message["method"] == "Network.requestWillBeSent":
                    url = message["params"]["request"]["url"]
                    if url.split("#")[0] != address and not url.startswith("data:"):
                        print("request:", url)


# A time limit ends this with SIGTERM. Exiting in the usual way ends the browser and removes its files.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
main(*sys.argv[1:])
