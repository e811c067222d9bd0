# SPDX-License-Identifier: EUPL-1.2
"""A report, by the keyboard alone."""
from keyboard import Keyboard
from sign_in_pages import sign_out
from telling import Unexpected
from texts import Texts


class KeyboardReport:
    """Somebody reports a phone and follows the report, without a mouse."""

    def __init__(self, browser, teller, stage, places, language):
        self.browser, self.teller, self.stage, self.places, self.language = browser, teller, stage, places, language
        self.t = Texts(language)
        self.keyboard = Keyboard(browser, teller)

    def play(self):
        browser, keyboard, t = self.browser, self.keyboard, self.t
        with self.teller.step(f"past the menu, by the link for that ({self.language})"):
            browser.open(self.stage.address + self.places.path("home", self.language))
            first = keyboard.next()
            if first["label"] != t("skip"):
                raise Unexpected(f"the first stop is “{first['label']}”")
            browser.keys("\ue007")
            second = keyboard.next()
            if second["label"] != t("home-report"):
                raise Unexpected(f"after the link past the menu comes “{second['label']}”")
            keyboard.enter()
            browser.expect(t("report-title"))
        with self.teller.step(f"what is wrong gets the focus, and leads to the field ({self.language})"):
            keyboard.go(t("report-send"))
            self.expect_faults()
            stop = keyboard.next()
            if stop["tag"] != "a" or stop["label"] != t("fault-soort"):
                raise Unexpected(f"the first thing wrong is “{stop['label']}”")
            stop = keyboard.next()
            browser.keys("\ue007")
            stop = keyboard.stop()
            if stop is None or stop["label"] != t("field-imei"):
                raise Unexpected(f"the link leads to {stop and stop['label']}")
            self.teller.saw(f"“{t('fault-imei-empty')}” leads to “{stop['label']}”")
        with self.teller.step(f"the report is filled in and sent ({self.language})"):
            browser.open(self.stage.address + self.places.path("report", self.language))
            keyboard.choose(t("soort-theft"))
            keyboard.type(t("field-imei"), self.stage.phone())
            keyboard.type(t("field-merk"), "Voorbeeld")
            keyboard.type(t("field-datum"), "2026-01-15")
            keyboard.pick(t("field-report-region"), "Utrecht")
            keyboard.type(t("field-omschrijving"), "Meegenomen uit de trein.")
            keyboard.go(t("report-send"))
            browser.expect(t("reported-title"))
            self.teller.saw(f"report {browser.facts()[t('fact-melding')]}")
            keyboard.go(t("reported-follow"))
            browser.expect(t("status-title"))
        with self.teller.step(f"every control of every page can be reached ({self.language})"):
            for name in ("home", "report", "status", "recovered", "check", "monitor", "about", "follow"):
                browser.open(self.stage.address + self.places.path(name, self.language))
                self.teller.saw(f"{browser.path}: {keyboard.whole()} controls")
        self.teller.saw(f"{keyboard.stops} stops, the focus seen at each")

    def expect_faults(self):
        """The list of what is wrong has the focus, and it is announced."""
        stop = self.keyboard.stop()
        if stop is None or stop["id"] != "faults":
            raise Unexpected(f"not what is wrong has the focus but {stop and stop['html']}")


class KeyboardDecision:
    """An officer decides in a case and sees what he forgot, without a mouse."""

    def __init__(self, browser, teller, stage, places, language):
        self.browser, self.teller, self.stage, self.places, self.language = browser, teller, stage, places, language
        self.t = Texts(language)
        self.keyboard = Keyboard(browser, teller)

    def play(self):
        browser, keyboard, t = self.browser, self.keyboard, self.t
        case = self.stage.report(self.stage.phone())["zaak"]
        with self.teller.step(f"an officer signs in and comes to the case ({self.language})"):
            browser.open(self.stage.address + self.places.path("signIn", self.language))
            keyboard.go("Politie (proef): 1001")
            browser.open(self.stage.address + self.places.path("worklist", self.language))
            keyboard.go(case)
            browser.expect(t("case-title", case=case))
            keyboard.go(t("case-do-decide"))
        with self.teller.step(f"what he forgot gets the focus ({self.language})"):
            keyboard.go(t("decision-send"))
            stop = keyboard.stop()
            if stop is None or stop["id"] != "faults":
                raise Unexpected(f"not what is wrong has the focus but {stop and stop['html']}")
            self.teller.saw(stop["label"][:120])
        with self.teller.step(f"he decides ({self.language})"):
            keyboard.choose(t("decision-with-second", kind=self.stage.decision("block", self.language)))
            keyboard.type(t("field-redenen"), "Diefstal is aannemelijk")
            keyboard.go(t("decision-send"))
            browser.expect_text(t("done-proposed"))
            self.teller.saw(f"“{t('done-proposed')}”")
        with self.teller.step(f"every control of his pages can be reached ({self.language})"):
            for name in ("worklist", "caseFile", "decision"):
                browser.open(self.stage.address + self.places.path(name, self.language, zaak=case))
                self.teller.saw(f"{browser.path}: {keyboard.whole()} controls")
            sign_out(browser, self.stage, self.language)
