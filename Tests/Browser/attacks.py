# SPDX-License-Identifier: EUPL-1.2
"""Who must not get in, and what must not be done in somebody's name: in a real browser, by a provider of others."""
import http.server
import json
import re
import threading
import urllib.parse
import uuid

from chrome import Browser
from telling import Unexpected
from texts import Texts

POLICE = "00000099000000000010"


class ForeignSite:
    """A site of somebody else, which sends a form to the hub and shows the hub in a frame."""

    def __init__(self, target, fields):
        form = "".join(f'<input name="{name}" value="{value}">' for name, value in fields.items())
        pages = {
            "/form": f'<h1>Win a phone</h1><form method="post" action="{target}">{form}<button>Win</button></form>',
            "/frame": f'<h1>Frame</h1><iframe src="{target.rsplit("/", 1)[0]}/nl/aanmelden"></iframe>',
        }

        class Answering(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                page = pages.get(self.path, "").encode()
                self.send_response(200 if page else 404)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(page)))
                self.end_headers()
                self.wfile.write(page)

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        # To the browser this is another site than localhost, not only another port.
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Attacks:
    """Plays them one after another. The pages that refuse are judged as all others are."""

    def __init__(self, teller, stage, provider, tour):
        self.teller, self.stage, self.provider, self.tour = teller, stage, provider, tour
        self.hub = provider.hub
        self.back = {"nl": "/nl/aanmelden", "en": "/en/sign-in"}

    def fresh(self, language="nl"):
        """A browser that was nowhere yet."""
        return Browser(self.teller, language)

    def refused(self, user, message, language, weight="lezen", status=403):
        """Somebody who signs in and is not let in; returns what he is told."""
        browser = self.fresh(language)
        self.provider.sign_in(browser, user, self.back[language], weight)
        t = Texts(language)
        browser.expect(t(message))
        cookies = {cookie["name"] for cookie in browser.driver.get_cookies()}
        self.teller.check("__Host-schakel-session" not in cookies, f"{user} has a session", browser)
        self.teller.check(browser.status == status, f"{user} is answered with {browser.status}", browser)
        self.judge(browser, message, language, status)
        text = browser.driver.find_element("tag name", "main").get_attribute("innerHTML")
        browser.close()
        return text

    def judge(self, browser, name, language, status):
        """Judges a page as one of the tour, in the browser that shows it."""
        mine, self.tour.browser = self.tour.browser, browser
        try:
            self.tour.look(name, language, status)
        finally:
            self.tour.browser = mine

    def play(self):
        teller, stage = self.teller, self.stage
        with teller.step("as long as the provider is away people are told so"):
            self.away()
            self.provider.start(stage.clock)
        with teller.step("who was not admitted is shown a code; admitted by it he is in"):
            code = re.search(r"<code>([a-z2-7]{32})</code>", self.refused("first", "sign-in-not-admitted", "nl")).group(1)
            self.refused("first", "sign-in-not-admitted", "en")
            stage.admit_by_code(POLICE, "1001", code, ["report", "decide", "confirm"])
            self.officer = self.fresh()
            self.provider.sign_in(self.officer, "first", self.back["nl"])
            self.officer.expect(Texts("nl")("sign-in-present"))
            self.teller.saw(self.officer.text.replace("\n", " "))
        with teller.step("no script can read the session, and no other host gets it"):
            self.check_cookies(self.officer)
        with teller.step("the wrong branch is refused, the right one is let in"):
            self.branch()
        with teller.step("too low a level is refused, at the door and for a decision"):
            for language in ("nl", "en"):
                self.refused("weak", "sign-in-too-low", language)
            self.refused("plain", "sign-in-too-low", "nl", "besluiten")
        with teller.step("an organisation that takes no part is refused"):
            for language in ("nl", "en"):
                self.refused("stranger", "sign-in-no-party", language)
        with teller.step("a code that was used is worth nothing, here or in another browser"):
            self.replay()
        with teller.step("a forged form is refused, and does nothing"):
            self.forge()
        with teller.step("nobody shows the hub in a frame"):
            self.frame()
        with teller.step("a session that nobody used for a minute has ended"):
            self.expire()

    def check_cookies(self, browser):
        found = {cookie["name"]: cookie for cookie in browser.driver.get_cookies()}
        session = found.get("__Host-schakel-session")
        if session is None:
            raise Unexpected(f"no session among {sorted(found)}")
        for holds, fault in (
            (session["httpOnly"], "a script can read the session"), (session["secure"], "the session goes over a plain line"),
            (session.get("sameSite") in ("Lax", "Strict"), "other sites send the session along"), (session["path"] == "/", "path"),
            ("schakel" not in browser.driver.execute_script("return document.cookie"), "a script reads a cookie"),
        ):
            self.teller.check(holds, fault, browser)

    def branch(self):
        stage = self.stage
        code = re.search(r"<code>([a-z2-7]{32})</code>", self.refused("branch", "sign-in-not-admitted", "nl")).group(1)
        for branch, language in ((["--branch", "000099999999"], "nl"), ([], "en")):
            stage.admit_by_code(POLICE, "1003", code, ["decide"], *branch)
            self.refused("branch", "sign-in-other-branch", language)
        stage.admit_by_code(POLICE, "1003", code, ["decide"], "--branch", "000012345678")
        browser = self.fresh()
        self.provider.sign_in(browser, "branch", self.back["nl"])
        browser.expect(Texts("nl")("sign-in-present"))
        browser.close()

    def be_in(self):
        """The officer, signed in; a minute in which others were busy ends his session."""
        browser = self.officer
        browser.open(self.hub + self.back["nl"])
        if browser.heading != Texts("nl")("sign-in-present"):
            self.provider.sign_in(browser, "first", self.back["nl"])
            browser.expect(Texts("nl")("sign-in-present"))
        return browser

    def replay(self):
        browser = self.be_in()
        browser.note()
        answers = [address for _, address, _ in browser.documents if "/aanmelden/antwoord?" in address]
        if not answers:
            raise Unexpected("the browser came by no answer of the provider")
        thief = self.fresh()
        for who, name in ((browser, "the same browser"), (thief, "another browser")):
            who.open(answers[-1])
            who.expect(Texts("nl")("sign-in-again"))
            self.teller.check(who.status == 400, f"{name}: {who.status}", who)
        # The one who was in still is.
        browser.open(self.hub + self.back["nl"])
        browser.expect(Texts("nl")("sign-in-present"))
        self.judge(thief, "sign in again", "nl", 400)
        cookies = {cookie["name"] for cookie in thief.driver.get_cookies()}
        self.teller.check("__Host-schakel-session" not in cookies, "the thief has a session", thief)
        thief.close()

    def decide(self, browser):
        """Opens the form by which a case is decided, and fills it in."""
        t = Texts("nl")
        browser.open(self.hub + self.tour.places.path("decision", "nl", zaak=self.case))
        browser.expect(t("decision-title", case=self.case))
        browser.choose(t("decision-with-second", kind=self.stage.decision("block", "nl")))
        browser.fill(t("field-redenen"), "Diefstal is aannemelijk")

    def undecided(self, browser):
        """Whether nothing was decided; the officer is in."""
        browser.open(self.hub + self.tour.places.path("caseFile", "nl", zaak=self.case))
        browser.expect_text(Texts("nl")("desk-phase-reported"))

    def forge(self):
        browser, t = self.be_in(), Texts("nl")
        self.case = self.stage.report(self.stage.phone())["zaak"]
        self.decide(browser)
        token = browser.driver.find_element("css selector", "#form [name=token]").get_attribute("value")
        # A token of somebody else: of the same form, and not of this session.
        stranger = self.fresh()
        stranger.open(self.hub + "/nl/melden")
        other = stranger.driver.find_element("css selector", "#form [name=token]").get_attribute("value")
        stranger.close()
        for value in ("", "x", token[:-1] + ("0" if token[-1] != "0" else "1"), other):
            self.decide(browser)
            browser.driver.execute_script("document.querySelector('#form [name=token]').value = arguments[0]", value)
            browser.press(t("decision-send"))
            browser.expect(t("notice-form"))
            self.teller.check(browser.status == 403, f"a token that is no token is answered with {browser.status}", browser)
        self.judge(browser, "form that is not ours", "nl", 403)
        self.undecided(browser)
        # Pages of another site that have even the right token: for a decision, for a report in nobody's name, and to sign out.
        decision = {"token": token, "soort": "block", "redenen": "x", "key": str(uuid.uuid4())}
        report = {"token": token, "soort": "theft", "imei": self.stage.phone(), "datum": "2026-01-15", "key": str(uuid.uuid4())}
        for place, fields in (("decision", decision), ("report", report)):
            target = self.hub + self.tour.places.path(place, "nl", zaak=self.case)
            browser = self.from_elsewhere(browser, target, fields)
            self.teller.check(browser.status in (401, 403), f"a form of another site is answered with {browser.status}", browser)
            self.teller.saw(f"from another site to {place}: {browser.status}, “{browser.heading}”")
        self.from_elsewhere(browser, self.hub + "/afmelden", {"token": token, "terug": "/nl"})
        browser.open(self.hub + self.back["nl"])
        browser.expect(t("sign-in-present"))
        self.undecided(browser)
        number = json.loads(self.stage.must("report", "theft", "--imei", report["imei"], "--date", "2026-01-15", "--hub",
                                            self.hub.replace("localhost", "127.0.0.1"), "--json"))["melding"]
        self.teller.check(number.endswith("-1"), f"the report of another site was entered: {number} is not the first", browser)

    @staticmethod
    def from_elsewhere(browser, target, fields):
        """Has the browser send a form that is on a page of another site."""
        site = ForeignSite(target, fields)
        try:
            browser.open(site.address + "/form")
            browser.press("Win")
        finally:
            site.stop()
        return browser

    def frame(self):
        site = ForeignSite(self.hub + "/x", {})
        browser = self.fresh()
        try:
            browser.open(site.address + "/frame")
            browser.driver.switch_to.frame(0)
            shown = browser.driver.execute_script("return document.body.innerText") or ""
            if Texts("nl")("sign-in") in shown:
                self.teller.wrong("another site shows the hub in a frame", browser)
            browser.driver.switch_to.default_content()
        finally:
            browser.close()
            site.stop()

    def expire(self):
        browser, t = self.be_in(), Texts("nl")
        self.decide(browser)
        # A minute and a half later, by the hub's clock.
        self.stage.clock.forward(90)
        browser.press(t("decision-send"))
        browser.expect(t("notice-session"))
        self.judge(browser, "session ended", "nl", 401)
        self.teller.saw(f"“{browser.heading}”")
        for language in ("nl", "en"):
            browser.open(self.hub + self.back[language])
            browser.expect(Texts(language)("sign-in"))
            self.judge(browser, "invitation", language, 200)
        self.undecided(self.be_in())

    def away(self):
        browser = self.fresh()
        for language in ("nl", "en"):
            browser.open(f"{self.hub}/aanmelden?terug={urllib.parse.quote(self.back[language])}&voor=lezen")
            browser.expect(Texts(language)("sign-in-away"))
            self.judge(browser, "provider away", language, 503)
        browser.close()
