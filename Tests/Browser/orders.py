# SPDX-License-Identifier: EUPL-1.2
"""An order under penalty: one person of the supervisor proposes it, another confirms it; its letter is printed to PDF."""
import base64
import re

from selenium.webdriver.common.by import By

from sign_in_pages import sign_in, sign_out
from telling import Unexpected
from texts import Texts

SUPERVISOR = "Toezichthouder (proef)"
# A4 in points, and how far a browser may be off.
A4, SLACK = (595, 842), 2


def printed(browser):
    """The page that is shown, as a PDF: how many pages it has, and how large they are."""
    settings = {"preferCSSPageSize": True, "printBackground": False}
    document = base64.b64decode(browser.driver.execute_cdp_cmd("Page.printToPDF", settings)["data"])
    if not document.startswith(b"%PDF-"):
        raise Unexpected("what the browser prints is no PDF")
    sizes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", document)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", document)), [(float(width), float(height)) for width, height in sizes]


def print_letter(browser, teller):
    """Prints the letter that is shown: one or two pages of A4, without what is only for the screen."""
    pages, sizes = printed(browser)
    teller.check(1 <= pages <= 2, f"the letter is printed on {pages} pages", browser)
    fits = all(abs(width - A4[0]) <= SLACK and abs(height - A4[1]) <= SLACK for width, height in sizes)
    teller.check(bool(sizes) and fits, f"the letter is printed on pages of {sizes}", browser)
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = [element.text for element in browser.driver.find_elements(By.CSS_SELECTOR, "nav, footer, .no-print") if element.is_displayed()]
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    teller.check(not shown, f"printed with the letter: {shown}", browser)


def impose(tour, stage, number, language="nl"):
    """Takes the steps before by hand, proposes the order, has another person confirm it, and prints its letter."""
    browser, t = tour.browser, Texts(language)
    party = stage.address + tour.places.path("supervisedParty", language, deelnemer=f"oin:{number}")
    sign_in(browser, stage, language, SUPERVISOR, "3001")
    start = tour.places.path("escalation", language, deelnemer=f"oin:{number}")
    looked = False
    for _ in range(3):
        browser.open(party)
        links = browser.driver.find_elements(By.XPATH, f"//main//a[starts-with(@href, '{start}?')]")
        if not links:
            break
        step = links[0].get_attribute("href")
        if not looked:
            for other in ("en", language):
                browser.open(step.replace(start, tour.places.path("escalation", other, deelnemer=f"oin:{number}")))
                tour.look("a step of the ladder", other)
            looked = True
        else:
            browser.open(step)
        browser.fill(t("field-step-reasons"), "Het duurt te lang.")
        browser.press(t("step-send"))
    browser.expect_text(t("order-stage-proposed"))
    sign_out(browser, stage, language)
    sign_in(browser, stage, language, SUPERVISOR, "3002")
    browser.open(party)
    browser.follow(t("order-act", number="1"))
    browser.choose(t("order-do-bevestigen"))
    browser.press(t("order-send"))
    browser.expect_text(t("order-stage-avoidable"))
    browser.leaving(browser.driver.find_element(
        By.XPATH, f"//main//a[starts-with(@href, '{tour.places.path('letter', language)}?')]").click)
    tour.look("letter of an order", language)
    print_letter(browser, tour.teller)
    sign_out(browser, stage, language)
