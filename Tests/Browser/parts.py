# SPDX-License-Identifier: EUPL-1.2
"""The parts that are played, each with a stage of its own."""
import contextlib
import os

from attacks import Attacks
from chrome import Browser
from cases import Cases
from desks import Desks
from journey import Journey
from keyboard_part import KeyboardDecision, KeyboardReport
from places import Places
from provider import Provider, free_port
from public_pages import PublicPages
from sign_in_pages import SignInPages
from stage import Stage
from tour import Tour

LANGUAGES = ["nl", "en"]


@contextlib.contextmanager
def staged(teller, program, folder, **more):
    stage = Stage(program, folder + "/stage", **more)
    try:
        yield stage
    finally:
        with teller.step("everything that ran ends well"):
            stage.clear()


def pages(teller, program, places, folder):
    """Every page, in every state: accessibility, validity, width, nothing from elsewhere."""
    downloads = folder + "/downloads"
    os.makedirs(downloads)
    places = Places(places)
    with staged(teller, program, folder) as stage:
        browser = Browser(teller, downloads=downloads)
        tour = Tour(teller, browser, places, folder + "/documents")
        everybody = [PublicPages(tour, stage, language, downloads) for language in LANGUAGES]
        for visit in everybody:
            visit.play_before()
        for visit in everybody:
            visit.play()
        for language in LANGUAGES:
            SignInPages(tour, stage, language).play()
        tour.public = {name for name, _ in places.seen}
        cases = Cases(stage)
        for language in LANGUAGES:
            desks = Desks(tour, stage, language)
            seeds = [places.path("worklist", language)] + [places.path("caseFile", language, zaak=case) for case in cases.all]
            for party, person in (
                ("Politie (proef)", "1001"), ("Politie (proef)", "1002"), ("Aanbieder 1 (proef)", "2001"), ("Toezichthouder (proef)", "3001"),
            ):
                desks.play(party, person, seeds if party.startswith("Politie") else [])
        tour.close(stage.address)
        with teller.step("every place of the site was seen"):
            for missed in places.missed():
                teller.wrong(f"nobody was at {missed}")
        with teller.step("what judges would notice what is wrong"):
            browser.open(stage.address + places.path("home", "nl"))
            tour.notice_a_fault()


def keyboard(teller, program, places, folder):
    """A report by the keyboard alone, in both languages and in three looks."""
    with staged(teller, program, folder) as stage:
        browser = Browser(teller)
        for language, look in (("nl", {}), ("en", {"theme": "dark"})):
            browser.media(**look)
            KeyboardReport(browser, teller, stage, Places(places), language).play()
            KeyboardDecision(browser, teller, stage, Places(places), language).play()


def attacks(teller, program, places, folder):
    """Signing in by a provider of others, and who is refused."""
    hub = f"http://localhost:{free_port()}"
    provider = Provider(folder + "/provider", hub)
    try:
        with staged(teller, program, folder, settings=provider.settings(), edges=0, admits=False) as stage:
            browser = Browser(teller)
            tour = Tour(teller, browser, Places(places), folder + "/documents")
            Attacks(teller, stage, provider, tour).play()
            tour.valid()
    finally:
        provider.stop()


def journey(teller, program, places, folder):
    """One phone, from report to recovery, by everybody who has a part in it."""
    with staged(teller, program, folder) as stage:
        Journey(teller, stage, Places(places)).play()


PARTS = {"pages": pages, "keyboard": keyboard, "attacks": attacks, "journey": journey}
