# SPDX-License-Identifier: EUPL-1.2
"""Chromium, driven as a person would use it: by what the page says, not by how it was made."""
import base64
import json
import shutil
import time
import urllib.parse

from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException, WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from telling import Unexpected

PROGRAM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
WIDE, NARROW = 1280, 360


def quoted(text):
    """A text as XPath writes it; XPath has no escapes."""
    if '"' not in text:
        return f'"{text}"'
    return "concat(" + ", '\"', ".join(f'"{part}"' for part in text.split('"')) + ")"


class Browser:
    """One browser with cookies of its own."""

    def __init__(self, teller, language="nl", scripts=True, downloads=None):
        options = webdriver.ChromeOptions()
        options.binary_location = PROGRAM
        for argument in (
            "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", f"--window-size={WIDE},900",
            "--force-prefers-reduced-motion", "--hide-scrollbars", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-features=Translate,OptimizationHints,MediaRouter",
        ):
            options.add_argument(argument)
        settings = {"intl.accept_languages": language, "download.prompt_for_download": False}
        if downloads:
            settings["download.default_directory"] = downloads
        if not scripts:
            settings["profile.managed_default_content_settings.javascript"] = 2
        options.add_experimental_option("prefs", settings)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=DRIVER))
        self.driver.set_page_load_timeout(60)
        self.driver.set_script_timeout(60)
        self.teller = teller
        # What was asked: (method, address, status), of documents and of everything else.
        self.documents, self.parts = [], []
        self.complaints = []
        self._asked, self._last = {}, None
        self.media("light")
        self.width(WIDE)
        teller.browsers.append(self)

    def close(self):
        self.note()
        if self in self.teller.browsers:
            self.teller.browsers.remove(self)
        self.driver.quit()

    # What it shows.

    @property
    def address(self):
        return self.driver.current_url

    @property
    def path(self):
        return urllib.parse.urlsplit(self.address).path

    @property
    def title(self):
        return self.driver.title

    @property
    def heading(self):
        return self.driver.find_element(By.TAG_NAME, "h1").text

    @property
    def text(self):
        return self.driver.find_element(By.TAG_NAME, "main").text

    @property
    def status(self):
        """The status with which the document that is shown was answered."""
        self.note()
        return self.documents[-1][2] if self.documents else None

    def delivered(self):
        """The document as the hub delivered it, byte for byte."""
        self.note()
        if self._last is None:
            raise Unexpected("no document was delivered")
        answer = self.driver.execute_cdp_cmd("Network.getResponseBody", {"requestId": self._last})
        return base64.b64decode(answer["body"]) if answer["base64Encoded"] else answer["body"].encode()

    def picture(self, path, whole=True, tallest=4000):
        settings = {"format": "png", "captureBeyondViewport": whole}
        if whole:
            size = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
            settings["clip"] = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], tallest), "scale": 1}
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.driver.execute_cdp_cmd("Page.captureScreenshot", settings)["data"]))

    def note(self):
        """Takes in what the browser asked, was answered and complained of since the last time."""
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            method, values = message["method"], message["params"]
            if method == "Network.requestWillBeSent":
                before = self._asked.get(values["requestId"])
                if before and "redirectResponse" in values:
                    self._answered(before, values["redirectResponse"]["status"])
                self._asked[values["requestId"]] = (
                    values["request"]["method"], values["request"]["url"], values.get("type"), values["requestId"])
            elif method == "Network.responseReceived" and values["requestId"] in self._asked:
                self._answered(self._asked.pop(values["requestId"]), values["response"]["status"])
                if values["type"] == "Document":
                    self._last = values["requestId"]
        for entry in self.driver.get_log("browser"):
            self.complaints.append(entry["message"])

    def _answered(self, request, status):
        method, address, kind, _ = request
        if address.startswith(("data:", "chrome:")):
            return
        (self.documents if kind == "Document" else self.parts).append((method, address, status))

    # How it looks.

    def media(self, theme="light", kind="", contrast=False):
        features = [{"name": "prefers-color-scheme", "value": theme}, {"name": "prefers-reduced-motion", "value": "reduce"}]
        if contrast:
            features.append({"name": "forced-colors", "value": "active"})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": kind, "features": features})

    def width(self, width, height=900, scale=1):
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": width < 600})

    # What a person does.

    def open(self, address):
        self.driver.get(address)

    def leaving(self, act):
        """Does what leads to another page, and waits until it is there."""
        old = self.driver.find_element(By.TAG_NAME, "html")
        act()
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                old.tag_name
            except (StaleElementReferenceException, NoSuchElementException, WebDriverException):
                break
            time.sleep(0.02)
        else:
            raise Unexpected("the page stayed as it was")
        while time.monotonic() < deadline:
            try:
                if self.driver.execute_script("return document.readyState") == "complete":
                    return
            except WebDriverException:
                pass
            time.sleep(0.02)
        raise Unexpected("the page that came is never complete")

    def find(self, *ways, within="//body"):
        """The first element that is shown of some XPaths."""
        for way in ways:
            for element in self.driver.find_elements(By.XPATH, within + way):
                if element.is_displayed():
                    return element
        raise Unexpected("not on this page: " + " or ".join(ways))

    def has(self, *ways):
        try:
            self.find(*ways)
            return True
        except Unexpected:
            return False

    def link(self, text):
        """A link by its text; what stands in the page itself goes before what stands around it."""
        return self.find(f"//main//a[normalize-space()={quoted(text)}]", f"//a[normalize-space()={quoted(text)}]")

    def follow(self, text):
        self.leaving(self.link(text).click)

    def button(self, text):
        return self.find(f"//button[normalize-space()={quoted(text)}]")

    def press(self, text):
        self.leaving(self.button(text).click)

    def field(self, label):
        """The field with a label, be it that the label goes on with a remark, or begins with another case."""
        for element in self.driver.find_elements(By.TAG_NAME, "label"):
            words = self.driver.execute_script("return arguments[0].firstChild?.textContent ?? ''", element)
            if " ".join(words.split()).lower() == label.lower() and element.is_displayed():
                return self.driver.find_element(By.ID, element.get_attribute("for"))
        raise Unexpected(f"no field is labelled “{label}”")

    def fill(self, label, text):
        field = self.field(label)
        if field.get_attribute("type") == "date":
            self.fill_date(field, text)
            return
        field.clear()
        field.send_keys(text)

    @staticmethod
    def fill_date(field, text):
        """Types a date, given as 2026-01-15, in the order in which the browser asks for its parts."""
        year, month, day = text.split("-")
        for typed in (month + day + year, day + month + year, year + month + day):
            field.send_keys(typed)
            if field.get_property("value") == text:
                return
        raise Unexpected(f"no way to type {text}")

    def choose(self, label):
        """Chooses an answer, ticks a box, or an item of the only list that has it."""
        for element in self.driver.find_elements(By.XPATH, f"//option[normalize-space()={quoted(label)}]"):
            element.click()
            return
        field = self.field(label)
        if not field.is_selected():
            field.click()

    def facts(self):
        """What stands in the lists of facts, by name."""
        found = {}
        for element in self.driver.find_elements(By.CSS_SELECTOR, "dl > div"):
            names = element.find_elements(By.TAG_NAME, "dt")
            if names:
                found[names[0].text] = " ".join(value.text for value in element.find_elements(By.TAG_NAME, "dd"))
        return found

    def cell(self, row, column):
        """What stands in a table in the row with some head, below some head."""
        for table in self.driver.find_elements(By.CSS_SELECTOR, "main table"):
            heads = [head.text for head in table.find_elements(By.CSS_SELECTOR, "thead th, thead td")]
            for line in table.find_elements(By.CSS_SELECTOR, "tbody tr"):
                cells = line.find_elements(By.CSS_SELECTOR, "th, td")
                if column in heads and cells and cells[0].text == row:
                    return cells[heads.index(column)].text
        raise Unexpected(f"no table has “{row}” and “{column}”")

    def expect(self, heading):
        """Requires that the page has a heading."""
        if self.heading != heading:
            raise Unexpected(f"the page is “{self.heading}”, not “{heading}”")

    def expect_text(self, text):
        if text not in self.text:
            raise Unexpected(f"the page does not say “{text}”")

    # What the keyboard does.

    def keys(self, *keys):
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()

    def type_over(self, text):
        """Types in place of all that stands in the field that has the focus."""
        chain = webdriver.ActionChains(self.driver)
        chain.key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL).send_keys(text).perform()

    def tab(self, back=False):
        chain = webdriver.ActionChains(self.driver)
        if back:
            chain.key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT)
        else:
            chain.send_keys(Keys.TAB)
        chain.perform()
