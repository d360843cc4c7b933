"""Opens a page in Chromium without a window, runs a script in it and waits for its results:
    browse.py PAGE SCRIPT [PICTURE [WIDTH HEIGHT [dark|light]]]
Prints what the script has put into the element with the id "results", then each error in the console
("error: ...") and each request other than for the page itself ("request: ..."). With PICTURE, leaves a
screenshot there, made before the script runs. Speaks the DevTools protocol over two pipes."""
import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

LIMIT = 240  # seconds


def main(page, script, picture=None, width="1280", height="800", scheme="light"):
    to_browser, from_browser = os.pipe(), os.pipe()

    def wire():  # the browser reads from 3 and writes to 4
        read, write = os.dup(to_browser[0]), os.dup(from_browser[1])
        os.dup2(read, 3)
        os.dup2(write, 4)

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--remote-debugging-pipe", "--user-data-dir=" + profile,
             "--window-size=%s,%s" % (width, height), "about:blank"],
            preexec_fn=wire, close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env={**os.environ, "HOME": profile, "TMPDIR": profile})
        os.close(to_browser[0])
        os.close(from_browser[1])
        try:
            return visit(to_browser[1], from_browser[0], pathlib.Path(page).resolve().as_uri(),
                         pathlib.Path(script).read_text(), picture, scheme)
        finally:
            browser.kill()
            browser.wait()


def visit(to_browser, from_browser, address, script, picture, scheme):
    deadline = time.monotonic() + LIMIT
    told, waiting, rest, number = [], {}, b"", 0

    def call(method, session=None, **parameters):
        nonlocal rest, number
        number += 1
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(to_browser, json.dumps(message).encode() + b"\0")
        while number not in waiting:
            if time.monotonic() > deadline:
                raise SystemExit("The page did not come to its end in %d seconds" % LIMIT)
            data = os.read(from_browser, 1 << 16)
            if not data:
                raise SystemExit("Chromium has ended")
            *messages, rest = (rest + data).split(b"\0")
            for text in messages:
                note(json.loads(text))
        answer = waiting.pop(number)
        if "error" in answer:
            raise SystemExit("%s: %s" % (method, answer["error"]["message"]))
        return answer["result"]

    def note(message):
        parameters = message.get("params", {})
        if "id" in message:
            waiting[message["id"]] = message
        elif message["method"] == "Runtime.exceptionThrown":
            details = parameters["exceptionDetails"]
            told.append("error: " + details.get("exception", {}).get("description", details["text"]))
        elif message["method"] == "Log.entryAdded" and parameters["entry"]["level"] == "error":
            told.append("error: " + parameters["entry"]["text"])
        elif message["method"] == "Network.requestWillBeSent":
            url = parameters["request"]["url"]
            if url.split("#")[0] != address and not url.startswith("data:"):
                told.append("request: " + url)

    target = call("Target.createTarget", url="about:blank")["targetId"]
    session = call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ("Page", "Runtime", "Network", "Log"):
        call(domain + ".enable", session)
    call("Emulation.setEmulatedMedia", session,
         features=[{"name": "prefers-color-scheme", "value": scheme}])
    call("Page.navigate", session, url=address)

    def ask(expression):
        return call("Runtime.evaluate", session, expression=expression)["result"].get("value")

    def wait_for(expression):
        while True:
            value = ask(expression)
            if value:
                return value
            time.sleep(0.1)

    ready = wait_for("document.documentElement.dataset.ready || document.documentElement.dataset.error")
    if picture:
        data = call("Page.captureScreenshot", session)["data"]
        pathlib.Path(picture).write_bytes(base64.b64decode(data))
    call("Runtime.evaluate", session, expression=script)
    print(wait_for("(document.getElementById('results') || {}).textContent").rstrip("\n"))
    print("ready: " + ready)
    for line in told:
        print(line)


main(*sys.argv[1:])
