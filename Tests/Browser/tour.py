# SPDX-License-Identifier: EUPL-1.2
"""Looks at pages one after another, in both themes and at two widths, and judges each."""
import os
import re
import urllib.parse

import markup
from access import Access
from chrome import NARROW, WIDE

# Each look at a page: theme and width.
LOOKS = [("light", WIDE), ("dark", WIDE), ("light", NARROW), ("dark", NARROW)]

# What sticks out of the page at the side, but for what scrolls in a region of its own.
_OVERFLOW = """
const edge = document.documentElement.clientWidth, found = [];
if (document.documentElement.scrollWidth <= edge) return found;
for (const element of document.body.querySelectorAll('*')) {
  const box = element.getBoundingClientRect();
  if (box.right > edge + 1 && box.width > 0 && !element.closest('.scroll, pre')) found.push(element.outerHTML.slice(0, 150));
}
return found.length ? found : ['the whole page is ' + document.documentElement.scrollWidth + ' wide'];
"""
# What has too little contrast in charts, at which axe does not look: text 4.5 (WCAG 1.4.3), bars and their key 3 (1.4.11).
_CHARTS = """
const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
  .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
  .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
const paper = light(getComputedStyle(document.body).backgroundColor);
const found = [];
for (const element of document.querySelectorAll('.chart text, .chart rect, .chart .swatch')) {
  const style = getComputedStyle(element), one = light(element.matches('.swatch') ? style.backgroundColor : style.fill);
  const ratio = (Math.max(one, paper) + 0.05) / (Math.min(one, paper) + 0.05);
  if (ratio < (element.matches('text') ? 4.5 : 3)) found.push(ratio.toFixed(2) + ': ' + element.outerHTML.slice(0, 150));
}
return found;
"""
_SMALL = """
return {lang: document.documentElement.lang, headings: document.querySelectorAll('h1').length, styled: document.styleSheets.length,
  twin: document.querySelector('a[hreflang]')?.getAttribute('href') ?? ''};
"""


class Tour:
    """Judges what a browser shows, page by page."""

    def __init__(self, teller, browser, places, folder):
        self.teller, self.browser, self.places = teller, browser, places
        self.folder = folder
        self.access = Access()
        self.documents = {}
        # The places that somebody saw who did not sign in.
        self.public = set()
        self.twins, self.told = set(), set()
        os.makedirs(folder, exist_ok=True)

    def look(self, name, language, status=200):
        """Judges the page that is shown now, which is in some language and was answered with some status."""
        browser, teller = self.browser, self.teller
        teller.check(browser.status == status, f"{name}: answered with {browser.status}, not {status}", browser)
        self.places.see(browser.path)
        path = os.path.join(self.folder, f"{len(self.documents):03d}-{language}-{re.sub(r'[^a-z0-9]+', '-', name.lower())}.html")
        with open(path, "wb") as file:
            file.write(browser.delivered())
        self.documents[path] = f"{name} ({language}, {browser.path})"
        small = browser.driver.execute_script(_SMALL)
        teller.check(small["lang"] == language, f"{name}: the page says that its language is {small['lang']}", browser)
        teller.check(small["headings"] == 1, f"{name}: {small['headings']} first headings", browser)
        teller.check(small["styled"] == 1, f"{name}: {small['styled']} stylesheets", browser)
        teller.check(browser.heading in browser.title, f"{name}: the title “{browser.title}” has no “{browser.heading}”", browser)
        if small["twin"] and status == 200:
            self.twins.add((urllib.parse.urljoin(browser.address, small["twin"]), "en" if language == "nl" else "nl"))
        elif not small["twin"]:
            teller.wrong(f"{name}: no link to the other language", browser)
        before = len(teller.faults)
        for theme, width in LOOKS:
            browser.media(theme)
            browser.width(width)
            self.judge(f"{name}, {language}, {theme}, {width} wide")
            for part in browser.driver.execute_script(_CHARTS):
                teller.wrong(f"{name}, {language}, {theme}: too little contrast in a chart", browser, part)
            for part in browser.driver.execute_script(_OVERFLOW):
                teller.wrong(f"{name}, {language}: wider than {width}", browser, part)
        browser.width(WIDE)
        self.judge(f"{name}, {language}, on paper", ["color-contrast"], kind="print")
        browser.media("light")
        teller.saw(f"{name}: {language} {browser.path} “{browser.heading}”" + ("" if len(teller.faults) == before else ": wrong"))

    def judge(self, name, only=None, **media):
        if media:
            self.browser.media("light", **media)
        for violation in self.access.judge(self.browser, only, name):
            first, *elements = list(self.access.lines(violation))
            text = " | ".join(elements)
            # The same fault at another width or in another theme is told once.
            if (self.browser.address, text) not in self.told:
                self.told.add((self.browser.address, text))
                self.teller.wrong(f"{name}: {first}", self.browser, text)

    def notice_a_fault(self):
        """Whether what judges would notice: in a page that is made wrong on purpose it must find what is wrong."""
        self.browser.driver.execute_script(
            "document.querySelector('h1').style.color = 'rgb(200,200,200)'; document.querySelector('h1').style.background = '#fff';"
            "document.querySelector('main').insertAdjacentHTML('beforeend', '<input type=text><img src=x><a href=x></a>');"
            "document.documentElement.removeAttribute('lang');")
        found = {violation["id"] for violation in self.access.judge(self.browser)}
        wanted = {"color-contrast", "label", "image-alt", "link-name", "html-has-lang"}
        self.teller.check(wanted <= found, f"axe overlooks {sorted(wanted - found)}", self.browser)
        path = os.path.join(self.folder, "wrong.html")
        with open(path, "w", encoding="utf-8") as file:
            file.write("<!DOCTYPE html><html lang=en><title>x</title><main><p><div></p><img src=x><ul><p>x</p></ul></main>")
        self.teller.check(len(markup.faults([path])) >= 4, "the checker of HTML overlooks what is wrong")

    def valid(self):
        """Judges all documents that were seen."""
        with self.teller.step(f"{len(self.documents)} documents are valid HTML, says the Nu Html Checker {markup.version()}"):
            for path, sentence in markup.faults(self.documents):
                self.teller.wrong(f"{self.documents.get(path, path)}: {sentence}")

    def close(self, origin):
        """Judges what can be judged at the end only: the documents, the links to the other language, what was asked of whom."""
        browser, teller = self.browser, self.teller
        self.valid()
        with teller.step(f"{len(self.twins)} links to the other language lead there"):
            for address, language in sorted(self.twins):
                browser.open(address)
                there = browser.driver.execute_script(_SMALL)["lang"]
                teller.check(there == language and browser.status == 200, f"{address} is answered with {browser.status} in {there}")
        browser.note()
        for method, address, status in browser.documents:
            if status < 400:
                self.places.ask(urllib.parse.urlsplit(address).path)
        with teller.step("nothing is asked of another site, and the browser complains of nothing"):
            asked = browser.documents + browser.parts
            teller.check(len(browser.parts) > 0, "the browser asked for no stylesheet")
            for address in sorted({address for _, address, _ in asked if not address.startswith(origin + "/")}):
                teller.wrong(f"asked of another site: {address}")
            for method, address, status in browser.parts:
                teller.check(status in (200, 304), f"{method} {address}: {status}")
            for line in browser.complaints:
                # A page that is answered with 4xx or 5xx on purpose is a complaint of the browser's own.
                if "Failed to load resource" not in line:
                    teller.wrong(f"the browser complains: {line}")
        teller.saw(f"axe ran {self.access.runs} times, by {len(self.access.rules)} rules; unsure: "
                   + (", ".join(f"{rule} {len(where)} times" for rule, where in sorted(self.access.unsure.items())) or "of nothing"))
