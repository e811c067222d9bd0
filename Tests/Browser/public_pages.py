# SPDX-License-Identifier: EUPL-1.2
"""The pages for everybody, in every state that a visitor can bring about."""
import json
import os
import time

from telling import Unexpected
from texts import Texts


class PublicPages:
    """Goes by all public pages in one language."""

    def __init__(self, tour, stage, language, downloads):
        self.tour, self.stage, self.language = tour, stage, language
        self.browser, self.teller = tour.browser, tour.teller
        self.t = Texts(language)
        self.downloads = downloads
        self.phone = stage.phone()

    def open(self, name):
        self.browser.open(self.stage.address + self.tour.places.path(name, self.language))

    def look(self, name, status=200):
        self.tour.look(name, self.language, status)

    def play_before(self):
        """What only an empty hub shows."""
        with self.teller.step(f"pages of an empty hub ({self.language})"):
            self.open("monitor")
            self.browser.expect_text(self.t("monitor-no-times"))
            self.look("monitor, empty")

    def play(self):
        for name, part in (
            ("home, about, monitor", self.still), ("reporting", self.report), ("following", self.follow), ("checking", self.check),
            ("refusals", self.refusals),
        ):
            with self.teller.step(f"{name} ({self.language})"):
                part()

    def still(self):
        for name in ("home", "about", "rules", "monitor"):
            self.open(name)
            self.look(name)
        for summary in self.browser.driver.find_elements("css selector", "details > summary"):
            summary.click()
        self.look("monitor, tables opened")
        for file in ("csv", "json"):
            self.fetch(self.t(f"monitor-{file}"), "." + file)

    def fetch(self, link, ending):
        """Follows a link to a file, and waits until the file is there."""
        before = set(os.listdir(self.downloads))
        self.browser.link(link).click()
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            new = [name for name in set(os.listdir(self.downloads)) - before if name.endswith(ending)]
            if new:
                path = os.path.join(self.downloads, new[0])
                if os.path.getsize(path) > 0:
                    return path
            time.sleep(0.05)
        raise Unexpected(f"no file *{ending} came from “{link}”")

    def report(self):
        browser, t = self.browser, self.t
        self.open("report")
        self.look("report")
        browser.find(f"//summary[normalize-space()=\"{t('imei-where')}\"]").click()
        self.look("report, explanation opened")
        browser.press(t("report-send"))
        browser.expect_text(t("fault-imei-empty"))
        self.look("report, nothing filled in", 400)
        self.fill(wrong=True)
        browser.press(t("report-send"))
        browser.expect_text(t("fault-imei-check"))
        self.look("report, filled in wrong", 400)
        browser.fill(t("field-imei"), self.phone)
        browser.fill(t("field-datum"), "2026-01-15")
        browser.press(t("report-send"))
        browser.expect(t("reported-title"))
        self.look("report received")
        facts = browser.facts()
        self.number, self.secret = facts[t("fact-melding")], facts[t("fact-geheim")]
        self.case = self.number.rsplit("-", 1)[0]
        self.teller.saw(f"report {self.number}")

    def fill(self, wrong=False):
        """Fills the form in, with everything that it asks."""
        browser, t = self.browser, self.t
        browser.choose(t("soort-theft"))
        browser.fill(t("field-imei"), self.phone[:-1] + str((int(self.phone[-1]) + 1) % 10) if wrong else self.phone)
        browser.fill(t("field-merk"), "Voorbeeld")
        browser.fill(t("field-model"), 'Toestel "12" <b>')
        browser.fill(t("field-datum"), "2999-01-15" if wrong else "2026-01-15")
        browser.choose("Utrecht")
        browser.fill(t("field-politiedossier"), "PL0900-1")
        browser.fill(t("field-telefoonnummer"), "+31612345678")
        browser.driver.find_element("css selector", "textarea").send_keys("Meegenomen uit de trein.\nOp het perron.")

    def follow(self):
        browser, t = self.browser, self.t
        browser.follow(t("reported-follow"))
        browser.expect(t("status-title"))
        self.look("status, reported")
        text = open(self.fetch(t("receipt-download"), ".txt"), encoding="utf-8").read()
        if not text.startswith("c2sp.org/tlog-proof@v1"):
            raise Unexpected(f"the receipt is no proof: {text[:80]}")
        browser.press(t("status-stop"))
        self.open("follow")
        self.look("follow")
        browser.fill(t("field-melding"), self.number)
        browser.fill(t("field-geheim"), "AAAA-AAAA-AAAA-AAAA")
        browser.press(t("follow-send"))
        browser.expect_text(t("fault-pair"))
        self.look("follow, wrong secret", 400)
        browser.fill(t("field-geheim"), self.secret)
        browser.press(t("follow-send"))
        browser.expect(t("status-title"))
        self.stage.block(self.case)
        self.await_text(t("phase-in-force"))
        self.await_text(t("status-carried-out"), absent=t("status-not-yet"))
        self.look("status, blocked and carried out")
        browser.follow(t("status-object"))
        self.look("objection")
        browser.press(t("objection-send"))
        browser.expect_text(t("fault-gronden"))
        self.look("objection, without grounds", 400)
        browser.fill(t("field-gronden"), "Het toestel is van mij.")
        browser.press(t("objection-send"))
        browser.expect_text(t("done-objected"))
        self.look("status, objected")
        self.own_data()
        browser.follow(t("status-recovered"))
        self.look("recovered")
        browser.press(t("recovered-send"))
        browser.expect_text(t("fault-reden"))
        self.look("recovered, nothing chosen", 400)
        browser.choose(t("reden-back"))
        browser.press(t("recovered-send"))
        browser.expect_text(t("done-recovered"))
        self.look("status, device back")
        self.stage.must("decide", "unblock", self.case, "--reasons", "De eigenaar heeft het terug", "--as", self.stage.folder + "/officer-2")
        self.await_text(t("phase-closed"))
        self.look("status, closed")

    def own_data(self):
        """Reads everything that there is of the report, takes it along, and asks to put something right."""
        browser, t = self.browser, self.t
        browser.follow(t("status-insight"))
        browser.expect(t("insight-title"))
        self.look("own data")
        with open(self.fetch(t("insight-file"), ".json"), encoding="utf-8") as file:
            data = json.load(file)
        if data["melding"] != self.number or data["meldingen"][0]["gegevens"]["merk"] != "Voorbeeld":
            raise Unexpected(f"the file is not of this report: {str(data)[:80]}")
        browser.follow(t("status-correct"))
        browser.expect(t("correction-title"))
        self.look("correction")
        browser.press(t("correction-send"))
        browser.expect_text(t("fault-onderdeel"))
        self.look("correction, nothing filled in", 400)
        browser.choose(t("onderdeel-details"))
        browser.fill(t("field-fout"), "De datum.")
        browser.fill(t("field-moetZijn"), "Een dag later.")
        browser.press(t("correction-send"))
        browser.expect_text(t("done-correction"))
        self.look("status, asked to put right")

    def await_text(self, text, absent=None):
        """Loads the page again until it says something, and something else no longer."""
        deadline = time.monotonic() + 30
        while True:
            self.open("status")
            shown = self.browser.text
            if text in shown and (absent is None or absent not in shown):
                return
            if time.monotonic() > deadline:
                raise Unexpected(f"the page does not come to say “{text}”")
            time.sleep(0.1)

    def check(self):
        browser, t = self.browser, self.t
        listed = self.stage.phone()
        self.stage.block(self.stage.report(listed)["zaak"])
        self.open("check")
        self.look("check")
        browser.fill(t("field-check-imei"), listed[:-2])
        browser.press(t("check-send"))
        browser.expect_text(t("fault-imei-short"))
        self.look("check, number too short", 400)
        for phone, meaning in ((listed, "check-listed"), (self.stage.phone(), "check-absent")):
            browser.fill(t("field-check-imei"), phone)
            browser.press(t("check-send"))
            browser.expect_text(t(meaning))
            self.look(meaning)

    def refusals(self):
        browser, t = self.browser, self.t
        browser.open(f"{self.stage.address}/{self.language}/elders")
        browser.expect(t("notice-not-found"))
        self.look("not found", 404)
        self.open("check")
        browser.driver.execute_script("document.querySelector('[name=token]').value = 'x'")
        browser.press(t("check-send"))
        browser.expect(t("notice-form"))
        self.look("form refused", 403)
        self.open("report")
        browser.driver.execute_script(
            "const area = document.querySelector('textarea'); area.removeAttribute('maxlength'); area.value = 'x'.repeat(300000)")
        browser.press(t("report-send"))
        browser.expect(t("notice-too-large"))
        self.look("too large", 413)
