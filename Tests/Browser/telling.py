# SPDX-License-Identifier: EUPL-1.2
"""Tells each step as it was played, and remembers what did not hold."""
import contextlib
import os
import re
import sys
import time
import traceback


class Unexpected(Exception):
    """Something that a step needs and that did not come about."""


class Teller:
    """One part that is played: its steps, and what did not hold in them."""

    def __init__(self, folder):
        # Where screenshots and documents of failures are left.
        self.folder = folder
        self.faults = []
        self.steps = 0
        self.browsers = []

    def saw(self, text):
        """Tells what a step saw."""
        print("    " + text, flush=True)

    def wrong(self, text, browser=None, part=None):
        """Tells what did not hold, with a picture and the part of the document that it is about; the part goes on."""
        lines = [text]
        if browser is not None:
            lines += self.evidence(browser, part)
        self.faults.append("\n      ".join(lines))
        print("  ✗ " + "\n      ".join(lines), flush=True)

    def check(self, holds, text, browser=None):
        """Tells it when something does not hold."""
        if not holds:
            self.wrong(text, browser)
        return holds

    @contextlib.contextmanager
    def step(self, name):
        """Plays a step. What it raises is told with evidence of every browser that is open, and ends the part."""
        began, before = time.monotonic(), len(self.faults)
        self.steps += 1
        try:
            yield
        except Ended:
            raise
        except Exception as error:
            self.wrong(f"{name}: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}")
            if not isinstance(error, Unexpected):
                traceback.print_exc(limit=-4, file=sys.stdout)
            for browser in self.browsers:
                for line in self.evidence(browser):
                    print("      " + line, flush=True)
            raise Ended from error
        sign = "✓" if len(self.faults) == before else "✗"
        print(f"  {sign} {name} ({(time.monotonic() - began) * 1000:.0f} ms)", flush=True)

    def evidence(self, browser, part=None):
        """A picture, the address and the part of the document of what a browser shows now."""
        os.makedirs(self.folder, exist_ok=True)
        picture = os.path.join(self.folder, f"{len(os.listdir(self.folder)) + 1:03d}.png")
        try:
            browser.picture(picture)
            text = part or browser.driver.find_element("css selector", "main, body").get_attribute("outerHTML")
            address = browser.address
        except Exception as error:
            return [f"(no evidence: {type(error).__name__})"]
        return ["at " + address, "picture: " + picture, "document: " + re.sub(r"\s+", " ", text)[:1500]]


class Ended(Exception):
    """A part that could not go on; why has been told."""
