#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Plays a part in a real browser, against a hub of its own. Usage: run.py PROGRAM PLACES FOLDER PART

PROGRAM is schakel; PLACES is a JSON file with the paths of all pages, {name: {language: path}}; FOLDER is for everything that is made.
Without arguments it only tells by its exit status whether all that it needs is installed, and what is missing.
Exit status 0: everything held. 1: something did not, and is told. 3: something is missing.
"""
import os
import sys
import time

sys.dont_write_bytecode = True


def missing():
    """What is not installed."""
    try:
        import selenium  # noqa: F401
    except ImportError:
        return "selenium"
    import access
    import chrome
    import markup
    import stage
    for name, there in (
        ("chromium", chrome.PROGRAM), ("chromedriver", chrome.DRIVER), ("axe-core", access.script()), ("java", markup.JAVA),
        ("the Nu Html Checker", markup.jar()), ("libfaketime", stage.Clock.LIBRARY),
    ):
        if not there:
            return name
    return None


def main():
    lacking = missing()
    if lacking:
        print(f"Missing: {lacking}. scripts/install.sh test installs it.")
        return 3
    if len(sys.argv) != 5:
        return 0
    program, places, folder, part = sys.argv[1:]
    import parts
    from telling import Ended, Teller
    evidence = os.environ.get("SCHAKEL_BROWSER_EVIDENCE") or folder + "/evidence"
    teller = Teller(os.path.join(evidence, f"{part}-{os.getpid()}"))
    began = time.monotonic()
    try:
        parts.PARTS[part](teller, program, places, folder)
    except Ended:
        pass
    finally:
        for browser in list(teller.browsers):
            browser.close()
    print(f"{part}: {teller.steps} steps, {len(teller.faults)} did not hold, {time.monotonic() - began:.1f} s", flush=True)
    return 1 if teller.faults else 0


if __name__ == "__main__":
    sys.exit(main())
