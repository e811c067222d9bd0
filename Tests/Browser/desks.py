# SPDX-License-Identifier: EUPL-1.2
"""The pages for people of parties: each goes wherever links lead him, and each page is judged."""
import urllib.parse

from selenium.webdriver.common.by import By

from sign_in_pages import sign_in, sign_out
from telling import Unexpected

# Pages of one place that one person looks at; the first of each place show what there is to see of it.
MOST = 3

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
            if found is None or found[1] != self.language or self.tour.places.is_file(found[0]):
                continue
            name = found[0]
            # What is for everybody was seen by everybody.
            if name in self.tour.public and name != "home":
                continue
            counts[name] = counts.get(name, 0) + 1
            if counts[name] > MOST:
                continue
            browser.open(address)
            self.tour.look(name, self.language)
            waiting += browser.driver.execute_script(_LINKS)
            if name not in self.tour.public and counts[name] == 1:
                self.send_empty(address, name)

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
