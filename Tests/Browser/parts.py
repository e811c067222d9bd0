# SPDX-License-Identifier: EUPL-1.2
"""The parts that are played, each with a stage of its own."""
import contextlib
import os

from attacks import Attacks
from chrome import Browser
from keyboard_part import KeyboardReport
from places import Places
from provider import Provider, free_port
from public_pages import PublicPages
from sign_in_pages import SignInPages
from stage import Stage
from tour import Tour

LANGUAGES = ["nl", "en"]


@contextlib.contextmanager
def staged(program, folder, **more):
    stage = Stage(program, folder + "/stage", **more)
    try:
        yield stage
    finally:
        stage.clear()


def pages(teller, program, places, folder):
    """Every page, in every state: accessibility, validity, width, nothing from elsewhere."""
    downloads = folder + "/downloads"
    os.makedirs(downloads)
    places = Places(places)
    with staged(program, folder) as stage:
        browser = Browser(teller, downloads=downloads)
        tour = Tour(teller, browser, places, folder + "/documents")
        everybody = [PublicPages(tour, stage, language, downloads) for language in LANGUAGES]
        for visit in everybody:
            visit.play_before()
        for visit in everybody:
            visit.play()
        for language in LANGUAGES:
            SignInPages(tour, stage, language).play()
        tour.close(stage.address)
        with teller.step("every place of the site was seen"):
            for missed in places.missed():
                teller.wrong(f"nobody was at {missed}")
        with teller.step("what judges would notice what is wrong"):
            browser.open(stage.address + places.path("home", "nl"))
            tour.notice_a_fault()


def keyboard(teller, program, places, folder):
    """A report by the keyboard alone, in both languages and in three looks."""
    with staged(program, folder) as stage:
        browser = Browser(teller)
        for language, look in (("nl", {}), ("en", {"theme": "dark"})):
            browser.media(**look)
            KeyboardReport(browser, teller, stage, Places(places), language).play()


def attacks(teller, program, places, folder):
    """Signing in by a provider of others, and who is refused."""
    hub = f"http://localhost:{free_port()}"
    provider = Provider(folder + "/provider", hub)
    try:
        with staged(program, folder, settings=provider.settings(), edges=0, admits=False) as stage:
            browser = Browser(teller)
            tour = Tour(teller, browser, Places(places), folder + "/documents")
            Attacks(teller, stage, provider, tour).play()
            tour.valid()
    finally:
        provider.stop()


PARTS = {"pages": pages, "keyboard": keyboard, "attacks": attacks}
