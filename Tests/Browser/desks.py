# SPDX-License-Identifier: EUPL-1.2
"""The pages for people of parties: each goes wherever links lead him, and each page is judged."""
import urllib.parse

from selenium.webdriver.common.by import By

from chrome import quoted
from sign_in_pages import sign_in, sign_out
from telling import Unexpected
from texts import Texts

# Pages of one place that one person looks at, besides those he is sent to.
MOST = 2

_LINKS = """
return [...document.querySelectorAll('nav a[href], main a[href]')].map((link) => link.href.split('#')[0]);
"""
# The forms that must be filled in: of each its button, as its place among all buttons of the page.
_FORMS = """
const buttons = [...document.querySelectorAll('main button')];
return [...document.querySelectorAll('main form[method=post]')]
  .filter((form) => form.querySelector('[required], input[type=radio]') && !form.querySelector('[checked], option'))
  .map((form) => buttons.indexOf(form.querySelector('button'))).filter((place) => place >= 0);
"""


def refuse(browser, stage, places, party, person, language="nl"):
    """An engineer says why his organisation does not carry out the newest version."""
    t = Texts(language)
    sign_in(browser, stage, language, party, person)
    browser.open(stage.address + places.path("measures", language))
    browser.leaving(browser.find("//main//th//a").click)
    browser.find("//input[@type='radio']").click()
    browser.fill(t("field-weigering"), "De verbinding met het netwerk is kapot.")
    browser.press(t("measure-refuse"))
    browser.expect_text(t("done-measure-refused"))
    sign_out(browser, stage, language)


class Desks:
    """Goes by the pages of one language as several persons."""

    def __init__(self, tour, stage, language):
        self.tour, self.stage, self.language = tour, stage, language
        self.browser, self.teller = tour.browser, tour.teller

    def play(self, party, person, seeds=()):
        """One person signs in, and goes wherever he can go by links; then he sends every form that must be filled in as it is."""
        with self.teller.step(f"pages of {party}, {person} ({self.language})"):
            sign_in(self.browser, self.stage, self.language, party, person)
            self.crawl(list(seeds))
            sign_out(self.browser, self.stage, self.language)

    def crawl(self, seeds):
        browser = self.browser
        waiting = [self.stage.address + self.tour.places.path("home", self.language)] + [self.stage.address + seed for seed in seeds]
        been, counts = set(), {}
        while waiting:
            address = waiting.pop(0)
            if address in been:
                continue
            been.add(address)
            path = urllib.parse.urlsplit(address).path
            found = self.tour.places.name(path)
            if found is None or found[1] != self.language:
                continue
            name = found[0]
            if self.tour.places.is_file(name):
                self.fetch(address, name)
                continue
            # What is for everybody was seen by everybody.
            if name in self.tour.public and name != "home":
                continue
            counts[name] = counts.get(name, 0) + 1
            if counts[name] > MOST and path not in seeds:
                continue
            browser.open(address)
            there = self.tour.places.name(browser.path)
            if there is None or there[0] == "signIn":
                raise Unexpected(f"who goes to {path} comes to {browser.path}")
            if there != found:
                continue
            self.tour.look(name, self.language)
            waiting += browser.driver.execute_script(_LINKS)
            if name not in self.tour.public and counts[name] == 1:
                self.send_empty(address, name)
            if name == "worklist":
                self.pick()

    def worklist(self, party, person, phone):
        """What there is at the worklist besides reading: searching, and doing the same in several cases."""
        browser, t = self.browser, Texts(self.language)
        with self.teller.step(f"searching and several cases at once ({self.language})"):
            sign_in(browser, self.stage, self.language, party, person)
            for text, name, status in (("12", "worklist, searched wrong", 400), (phone, "worklist, searched", 200)):
                self.open("worklist")
                browser.find(f"//summary[normalize-space()={quoted(t('work-search'))}]").click()
                browser.fill(t("field-zoek-imei"), text)
                browser.press(t("work-search-send"))
                self.tour.look(name, self.language, status)
            self.open("worklist")
            browser.press(t("work-go-on"))
            self.tour.look("bulk, none chosen", self.language, 400)
            self.open("worklist")
            for box in browser.driver.find_elements(By.CSS_SELECTOR, "main input[type=checkbox][name=zaak]")[:3]:
                box.click()
            browser.press(t("work-go-on"))
            browser.expect(t("bulk-title"))
            self.tour.look("bulk", self.language)
            browser.press(t("bulk-send"))
            browser.expect_text(t("fault-handeling"))
            self.tour.look("bulk, nothing filled in", self.language, 400)
            browser.driver.find_elements(By.CSS_SELECTOR, "main input[type=radio]")[-1].click()
            browser.fill(t("field-redenen"), "Geen aanwijzing voor diefstal")
            browser.press(t("bulk-send"))
            browser.expect_text(t("bulk-outcomes"))
            self.tour.look("bulk, done", self.language)
            sign_out(browser, self.stage, self.language)

    def open(self, name):
        self.browser.open(self.stage.address + self.tour.places.path(name, self.language))

    def fetch(self, address, name):
        """Asks for a file, which the browser keeps and does not show."""
        if name in self.tour.public:
            return
        self.browser.open(address)
        self.browser.note()
        status = {there: status for _, there, status in self.browser.documents}.get(address)
        self.teller.check(status == 200, f"{name}: {address} is answered with {status}", self.browser)

    def send_empty(self, address, name):
        """Sends each form of a page with nothing filled in: it must say what is wrong, all at once."""
        for place in self.browser.driver.execute_script(_FORMS):
            button = self.browser.driver.find_elements(By.CSS_SELECTOR, "main button")[place]
            if not button.is_displayed():
                continue
            text = button.text
            self.browser.leaving(button.click)
            if not self.browser.driver.find_elements(By.ID, "faults"):
                raise Unexpected(f"“{text}” of {name} does not say what is wrong when nothing is filled in")
            self.tour.look(f"{name}, {text}, nothing filled in", self.language, 400)
            self.browser.open(address)

    def pick(self):
        """Picks a case in the worklist, goes on with it, and fills in nothing there."""
        driver = self.browser.driver
        boxes = driver.find_elements(By.CSS_SELECTOR, "form.list input[type=checkbox]")
        if not boxes or "bulk" in {seen[0] for seen in self.tour.places.seen if seen and seen[1] == self.language}:
            return
        boxes[0].click()
        self.browser.leaving(driver.find_element(By.CSS_SELECTOR, "form.list button").click)
        self.tour.look("bulk", self.language)
        buttons = driver.find_elements(By.CSS_SELECTOR, "main form button")
        if buttons:
            self.browser.leaving(buttons[0].click)
            self.tour.look("bulk, nothing filled in", self.language, 400)
