# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out as one of a demonstration."""
from texts import Texts


def sign_in(browser, stage, language, party, person):
    """Signs in by choosing who one is."""
    browser.open(stage.address + {"nl": "/nl/aanmelden", "en": "/en/sign-in"}[language])
    browser.press(f"{party}: {person}")


def sign_out(browser, stage, language):
    t = Texts(language)
    browser.open(stage.address + {"nl": "/nl/aanmelden", "en": "/en/sign-in"}[language])
    browser.press(t("sign-in-leave"))
    browser.expect(t("sign-in-farewell"))


class SignInPages:
    """Goes by the pages of signing in, in one language."""

    def __init__(self, tour, stage, language):
        self.tour, self.stage, self.language = tour, stage, language
        self.t = Texts(language)

    def play(self):
        browser, t = self.tour.browser, self.t
        with self.tour.teller.step(f"signing in and out ({self.language})"):
            browser.open(self.stage.address + self.tour.places.path("signIn", self.language))
            browser.expect(t("sign-in-cast"))
            self.look("who one is")
            browser.press("Politie (proef): 1001")
            browser.open(self.stage.address + self.tour.places.path("signIn", self.language))
            browser.expect(t("sign-in-present"))
            self.look("signed in")
            browser.press(t("sign-in-leave"))
            browser.expect(t("sign-in-farewell"))
            self.look("signed out")

    def look(self, name):
        self.tour.look(name, self.language)
