# SPDX-License-Identifier: EUPL-1.2
"""One phone, from report to recovery: everybody in a browser of his own, in one language each."""
import time

from chrome import Browser, quoted
from keyboard import Keyboard
from sign_in_pages import sign_in
from telling import Unexpected
from texts import Texts


class Person:
    """Somebody at work: a browser, and who he is."""

    def __init__(self, journey, party, person, language):
        self.stage, self.places, self.teller = journey.stage, journey.places, journey.teller
        self.language, self.t = language, Texts(language)
        self.party, self.person = party, person
        self.browser = Browser(journey.teller, language)
        self.sign_in()

    def sign_in(self):
        sign_in(self.browser, self.stage, self.language, self.party, self.person)

    def open(self, place, **parameters):
        self.browser.open(self.stage.address + self.places.path(place, self.language, **parameters))

    def open_case(self, case):
        """Goes to a case by the worklist."""
        self.open("worklist")
        self.browser.follow(case)
        self.browser.expect(self.t("case-title", case=case))

    def await_page(self, holds, what, seconds=60):
        """Loads the page again until something holds."""
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                raise Unexpected(f"it does not come about that {what}")
            time.sleep(0.2)
            self.browser.driver.refresh()


class Victim:
    """Somebody whose phone was stolen; he signs in nowhere."""

    def __init__(self, journey, language, scripts=True):
        self.stage, self.places, self.teller = journey.stage, journey.places, journey.teller
        self.language, self.t = language, Texts(language)
        self.browser = Browser(journey.teller, language, scripts=scripts)

    def open(self, place):
        self.browser.open(self.stage.address + self.places.path(place, self.language))

    def report(self):
        """Reports his phone; returns the number of the case."""
        browser, t = self.browser, self.t
        self.open("home")
        browser.follow(t("home-report"))
        browser.choose(t("soort-theft"))
        self.phone = self.stage.phone()
        browser.fill(t("field-imei"), self.phone)
        browser.fill(t("field-datum"), "2026-01-15")
        browser.choose("Utrecht")
        browser.press(t("report-send"))
        browser.expect(t("reported-title"))
        facts = browser.facts()
        self.number, self.secret = facts[t("fact-melding")], facts[t("fact-geheim")]
        return self.number.rsplit("-", 1)[0]

    def follow(self):
        """Follows his report, as somebody does who comes back later."""
        browser, t = self.browser, self.t
        browser.driver.delete_all_cookies()
        self.open("follow")
        browser.fill(t("field-melding"), self.number)
        browser.fill(t("field-geheim"), self.secret)
        browser.press(t("follow-send"))
        browser.expect(t("status-title"))

    def await_text(self, text, absent=None, seconds=60):
        deadline = time.monotonic() + seconds
        while text not in self.browser.text or (absent is not None and absent in self.browser.text):
            if time.monotonic() > deadline:
                raise Unexpected(f"the page does not come to say “{text}”")
            time.sleep(0.2)
            self.open("status")

    def await_row(self, head, absent, seconds=60):
        """Loads the page again until the row of some head does not say something."""
        deadline = time.monotonic() + seconds
        while absent in self.browser.find(f"//tr[th[normalize-space()={quoted(head)}]]").text:
            if time.monotonic() > deadline:
                raise Unexpected(f"the row of {head} goes on to say “{absent}”")
            time.sleep(0.2)
            self.open("status")

    def recover(self):
        browser, t = self.browser, self.t
        browser.follow(t("status-recovered"))
        browser.choose(t("reden-back"))
        browser.press(t("recovered-send"))
        browser.expect_text(t("done-recovered"))

    def await_check(self, meaning, seconds=30):
        deadline = time.monotonic() + seconds
        while True:
            try:
                return self.check(meaning)
            except Unexpected:
                if time.monotonic() > deadline:
                    raise

    def check(self, meaning):
        """Checks his phone as somebody does who wants to buy it."""
        self.open("check")
        self.browser.fill(self.t("field-check-imei"), self.phone)
        self.browser.press(self.t("check-send"))
        self.browser.expect_text(self.t(meaning))


class Journey:
    """The whole way."""

    POLICE, SUPERVISOR = "Politie (proef)", "Toezichthouder (proef)"

    def __init__(self, teller, stage, places):
        self.teller, self.stage, self.places = teller, stage, places

    def play(self):
        step = self.teller.step
        with step("a victim reports his phone, and follows it; his browser runs no scripts"):
            victim = Victim(self, "nl", scripts=False)
            case = victim.report()
            if victim.browser.has("//button[@data-print]"):
                raise Unexpected("the script of the page ran")
            victim.follow()
            victim.browser.expect_text(victim.t("phase-reported"))
            self.teller.saw(f"case {case}: “{victim.t('phase-reported')}”")
        with step("an officer finds the case in the worklist, and proposes to block; he cannot confirm it himself"):
            officer = Person(self, self.POLICE, "1001", "nl")
            self.propose(officer, case)
            victim.open("status")
            victim.browser.expect_text(victim.t("phase-proposed"))
        with step("a second officer confirms, by the keyboard alone; of one provider the edge is away"):
            self.stage.stop_edge(2)
            second = Person(self, self.POLICE, "1002", "en")
            self.confirm_by_keyboard(second, case)
        with step("the victim sees that one provider carried it out and the other did not yet; a buyer sees that it is listed"):
            victim.open("status")
            victim.await_text(victim.t("phase-in-force"))
            victim.await_text(victim.t("status-not-yet"))
            victim.await_row(f"Aanbieder 1 ({self.stage.names})", absent=victim.t("status-not-yet"))
            victim.check("check-listed")
        with step("an engineer of the provider that lags sees the measure, and accepts it"):
            self.engineer = Person(self, f"Aanbieder 2 ({self.stage.names})", "2002", "nl")
            self.accept(self.engineer)
        self.supervise()
        with step("the edge is back: the engineer and the victim see that it is carried out"):
            self.stage.start_edge(2)
            # Whoever came back after an hour signs in again, or gives number and secret again.
            self.engineer.sign_in()
            self.current(self.engineer)
            victim.follow()
            victim.await_text(victim.t("status-carried-out"), absent=victim.t("status-not-yet"))
        self.end_supervision()
        with step("the victim has his phone back, an officer lifts the block, and everybody sees it"):
            victim.follow()
            victim.recover()
            second.sign_in()
            self.decide(second, case, "unblock", "The owner has it back")
            second.browser.expect_text(second.t("done-decided"))
            victim.open("status")
            victim.await_text(victim.t("phase-closed"))
            victim.await_check("check-absent")
            self.teller.saw(f"case {case}: “{victim.t('phase-closed')}”")

    def accept(self, engineer):
        """Sees that his organisation has not carried everything out, and accepts the version."""
        browser, t = engineer.browser, engineer.t
        browser.follow(t("nav-measures"))
        browser.expect(t("measures-title"))
        browser.expect_text(t("measure-state-behind"))
        browser.leaving(browser.find("//main//th//a").click)
        browser.expect_text(t("measure-state-behind"))
        browser.press(t("measure-accept"))
        browser.expect_text(t("done-measure-accepted"))
        if browser.has(f"//button[normalize-space()=\"{t('measure-accept')}\"]"):
            raise Unexpected("a version can be accepted twice")
        self.teller.saw(f"{browser.heading}: “{t('done-measure-accepted')}”")

    def current(self, engineer):
        browser, t = engineer.browser, engineer.t
        engineer.open("measures")
        engineer.await_page(lambda: t("measure-state-current") in browser.text, "the newest version works")

    def supervise(self):
        """The supervisor sees who lags, and starts a step of the ladder when it is too late."""
        lagging = f"Aanbieder 2 ({self.stage.names})"
        self.supervisor = person = Person(self, self.SUPERVISOR, "3001", "en")
        browser, t = person.browser, person.t
        with self.teller.step("the supervisor sees which provider lags"):
            person.open("supervision")
            self.expect_outstanding(person, {lagging: "1", f"Aanbieder 1 ({self.stage.names})": "0"})
        with self.teller.step("an hour later it is too late, and the supervisor starts a step of the ladder"):
            self.stage.clock.forward(75 * 60)
            # His session ended long ago: he is led to sign in.
            person.open("supervision")
            browser.expect(t("sign-in-cast"))
            browser.press(f"{self.SUPERVISOR}: 3001")
            browser.expect(t("super-title"))
            browser.follow(lagging)
            browser.expect(t("super-party-title", party=lagging))
            step = t("super-take-step", step="")
            link = f"//main//a[starts-with(normalize-space(), {quoted(step.strip())})]"
            person.await_page(lambda: browser.has(link), "a step can be taken")
            words = browser.find(link).text
            browser.leaving(browser.find(link).click)
            browser.press(t("step-send"))
            browser.expect_text(t("fault-redenen"))
            browser.fill(t("field-step-reasons"), "The list is not in force, without a reason.")
            browser.press(t("step-send"))
            browser.expect_text(t("done-step"))
            self.teller.saw(f"“{words}”: “{t('done-step')}”")

    def expect_outstanding(self, person, wanted):
        """Waits until the supervisor sees how many versions each provider has not carried out."""
        browser, column = person.browser, person.t("super-outstanding")
        person.await_page(
            lambda: all(browser.cell(party, column) == count for party, count in wanted.items()), f"{column} is {wanted}")
        self.teller.saw(f"{column}: " + ", ".join(f"{party} {count}" for party, count in wanted.items()))

    def end_supervision(self):
        """The supervisor sees that nobody lags any more."""
        with self.teller.step("the supervisor sees the lag fall"):
            self.supervisor.open("supervision")
            self.expect_outstanding(self.supervisor, {f"Aanbieder {place} ({self.stage.names})": "0" for place in (1, 2)})

    def propose(self, officer, case):
        browser, t = officer.browser, officer.t
        self.decide(officer, case, "block", "Diefstal is aannemelijk")
        browser.expect_text(t("done-proposed"))
        if browser.has(f"//a[normalize-space()=\"{t('case-do-proposal', besluit=1)}\"]"):
            browser.follow(t("case-do-proposal", besluit=1))
        else:
            officer.open("proposal", zaak=case, besluit="1")
        if browser.has(f"//button[normalize-space()=\"{t('proposal-confirm')}\"]"):
            raise Unexpected("an officer can confirm his own proposal")
        self.teller.saw(f"“{t('done-proposed')}”; of his own proposal: “{browser.text.splitlines()[-2][:90]}”")

    def decide(self, person, case, kind, reasons):
        browser, t = person.browser, person.t
        person.open_case(case)
        browser.follow(t("case-do-decide"))
        browser.expect(t("decision-title", case=case))
        words = self.stage.decision(kind, person.language)
        browser.choose(t("decision-with-second", kind=words) if kind == "block" else words)
        browser.fill(t("field-redenen"), reasons)
        browser.press(t("decision-send"))

    def confirm_by_keyboard(self, person, case):
        browser, t = person.browser, person.t
        keyboard = Keyboard(browser, self.teller)
        person.open("worklist")
        keyboard.go(case)
        browser.expect(t("case-title", case=case))
        keyboard.go(t("case-do-proposal", besluit=1))
        browser.expect(t("proposal-title", case=case))
        keyboard.go(t("proposal-confirm"))
        browser.expect_text(t("done-confirmed"))
        self.teller.saw(f"“{t('done-confirmed')}”, {keyboard.stops} stops, the focus seen at each")
