#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes the pictures in docs/screens: the main pages, as they are at a desk and on a phone, of a hub that it starts with some cases.

Usage: screens.py [--program .build/release/schakel] [--folder docs/screens] [--language nl]
It needs what the tests in a real browser need, and Pillow: `make screens` installs both.
"""
import argparse
import io
import os
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path.insert(0, os.path.join(ROOT, "Tests", "Browser"))
sys.dont_write_bytecode = True

from PIL import Image  # noqa: E402

from cases import Cases  # noqa: E402
from chrome import NARROW, WIDE, Browser  # noqa: E402
from journey import Victim  # noqa: E402
from places import Places  # noqa: E402
from sign_in_pages import sign_in  # noqa: E402
from stage import Stage  # noqa: E402
from telling import Teller  # noqa: E402
from texts import Texts  # noqa: E402

# What each picture shows: its name, the place, and who looks at it.
POLICE, PROVIDER, SUPERVISOR = ("Politie (demonstratie)", "1001"), ("Aanbieder 1 (demonstratie)", "2001"), ("Toezichthouder (demonstratie)", "3001")
SHOTS = [
    ("home", "home", None), ("report", "report", None), ("status", "status", "victim"), ("monitor", "monitor", None),
    ("worklist", "worklist", POLICE), ("case", "caseFile", POLICE), ("measures", "measures", PROVIDER),
    ("supervision", "supervision", SUPERVISOR),
]
# The most lines of a picture, and the most bytes of its file.
TALLEST, LARGEST = {WIDE: 1500, NARROW: 1600}, 80_000


def shrunk(data):
    """A picture with few colours, which is what pages have, in as few bytes as will do."""
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    for colours in (128, 64, 32, 16):
        out = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            break
    return out.getvalue()


def main():
    words = argparse.ArgumentParser(description="Makes the pictures in docs/screens.")
    words.add_argument("--program", default=os.path.join(ROOT, ".build", "release", "schakel"))
    words.add_argument("--folder", default=os.path.join(ROOT, "docs", "screens"))
    words.add_argument("--language", default="nl", choices=["nl", "en"])
    given = words.parse_args()
    os.makedirs(given.folder, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="schakel-screens-") as folder:
        stage = Stage(os.path.abspath(given.program), folder + "/stage", edges=3, names="demonstratie", providers=3)
        try:
            shoot(stage, folder, given)
        finally:
            stage.clear()


def shoot(stage, folder, given):
    teller, places, t = Teller(folder + "/evidence"), Places.of_program(), Texts(given.language)
    cases = Cases(stage)
    journey = argparse.Namespace(stage=stage, places=places, teller=teller)
    victim = Victim(journey, given.language)
    case = victim.report()
    stage.block(case)
    victim.follow()
    victim.await_text(t("status-carried-out"), absent=t("status-not-yet"))
    for name, place, who in SHOTS:
        browser = victim.browser if who == "victim" else Browser(teller, given.language)
        if isinstance(who, tuple):
            sign_in(browser, stage, given.language, *who)
        browser.open(stage.address + places.path(place, given.language, zaak=cases.in_force))
        if browser.status != 200:
            raise SystemExit(f"{browser.path} is answered with {browser.status}: there is no picture of it.")
        for kind, width in (("desktop", WIDE), ("phone", NARROW)):
            browser.width(width, 800)
            path = os.path.join(given.folder, f"{name}-{kind}.png")
            browser.picture(path, tallest=TALLEST[width])
            with open(path, "rb") as file:
                data = shrunk(file.read())
            with open(path, "wb") as file:
                file.write(data)
            print(f"{os.path.relpath(path)}: {len(data)} bytes, {browser.path}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
