# SPDX-License-Identifier: EUPL-1.2
"""The parts that are played, each with a stage of its own."""
import contextlib
import os

from attacks import Attacks
from chrome import Browser
from cases import Cases
from desks import Desks, refuse
from journey import Journey
from keyboard_part import KeyboardDecision, KeyboardReport
from orders import impose
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
    with staged(teller, program, folder, clock=True) as stage:
        browser = Browser(teller, downloads=downloads)
        tour = Tour(teller, browser, places, folder + "/documents")
        everybody = [PublicPages(tour, stage, language, downloads) for language in LANGUAGES]
        for visit in everybody:
            visit.play_before()
        for visit in everybody:
            visit.play()
        for language in LANGUAGES:
            SignInPages(tour, stage, language).play()
        tour.public = {found[0] for found in places.seen if found}
        # What the provider whose edge is away has not carried out it can refuse.
        stage.stop_edge(2)
        cases = Cases(stage)
        with teller.step("an engineer refuses a version, for somebody to judge"):
            refuse(browser, stage, places, "Aanbieder 2 (proef)", "2002")
        # An hour later it is too late, so that there is a step to take.
        stage.clock.forward(75 * 60)
        with teller.step("an order under penalty, by two persons, and its letter printed"):
            impose(tour, stage, stage.providers[1])
        for language in LANGUAGES:
            desks = Desks(tour, stage, language)
            everything = [places.path("worklist", language)] + [places.path("caseFile", language, zaak=case) for case in cases.all]
            for party, person, seeds in (
                ("Politie (proef)", "1001", everything),
                # Who did not propose can confirm, and who decided nothing can decide on an objection.
                ("Politie (proef)", "1002", [places.path("caseFile", language, zaak=cases.proposed)]),
                ("Politie (proef)", "1003", [places.path("caseFile", language, zaak=cases.in_force)]),
                ("Aanbieder 1 (proef)", "2001", []), ("Aanbieder 2 (proef)", "2092", []), ("Toezichthouder (proef)", "3001", []),
                ("Beheerder (proef)", "9001", []),
            ):
                desks.play(party, person, seeds)
            desks.worklist("Politie (proef)", "1001", cases.phone)
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
        with staged(teller, program, folder, settings=provider.settings(), edges=0, admits=False, clock=True) as stage:
            browser = Browser(teller)
            tour = Tour(teller, browser, Places(places), folder + "/documents")
            Attacks(teller, stage, provider, tour).play()
            tour.valid()
    finally:
        provider.stop()


def journey(teller, program, places, folder):
    """One phone, from report to recovery, by everybody who has a part in it."""
    with staged(teller, program, folder, clock=True) as stage:
        Journey(teller, stage, Places(places)).play()


PARTS = {"pages": pages, "keyboard": keyboard, "attacks": attacks, "journey": journey}
