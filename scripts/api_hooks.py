# SPDX-License-Identifier: EUPL-1.2
"""What the client of scripts/api-trial.py knows of the forms that the document names and no pattern can tell."""

import base64
import json
import os
import random

import schemathesis
from hypothesis import strategies as st

KNOWN = json.loads(os.environ.get("SCHAKEL_TRIAL", "{}"))
#: Not the chance with which requests are made up, which is the same at every run.
CHANCE = random.SystemRandom()
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def with_check_digit(number):
    """Fifteen digits whose last one is right (Luhn)."""
    digits = f"{number:014d}"
    total = sum(sum(divmod(2 * int(digit), 10)) if place % 2 else int(digit) for place, digit in enumerate(digits))
    return digits + str(-total % 10)


def case_number(text):
    return f"DV-{text[:4]}-{text[4:8]}-{text[8:]}"


CASES = st.text(ALPHABET, min_size=12, max_size=12).map(case_number)
REPORTS = st.tuples(CASES, st.integers(1, 9)).map(lambda parts: f"{parts[0]}-{parts[1]}")


def known(name, others):
    """Now and then one that exists."""
    return st.sampled_from(KNOWN[name]) | others if KNOWN.get(name) else others


schemathesis.openapi.format("imei", st.integers(10**13, 10**14 - 1).map(with_check_digit))
# A point of the curve, the first of RFC 9497 A.4.2.1: a random one is mostly none.
schemathesis.openapi.format(
    "blinded-element", st.just("AtM4wFy+y4LeE9ZwDwnLYRkFQ6e34sbNT8pWiH5WTqgmU7J/2tODmV6m0CzybQ4k2Q=="))
schemathesis.openapi.format("zaaknummer", known("cases", CASES))
schemathesis.openapi.format("meldingsnummer", known("reports", REPORTS))
schemathesis.openapi.format(
    "bestand", st.binary(max_size=60).map(lambda rest: base64.b64encode(b"%PDF-" + rest).decode())
)
schemathesis.openapi.format("pem", st.sampled_from(KNOWN.get("requests") or ["-"]))
schemathesis.openapi.format("vkey", st.just(KNOWN.get("key", "-")))
schemathesis.openapi.format("signed-note", st.just(KNOWN.get("note", "-")))


@schemathesis.hook
def before_call(context, case, kwargs):
    """Behind the proxy of the open door there are many visitors: one would soon be asked to come back later."""
    if KNOWN.get("behindProxy"):
        case.headers["X-Forwarded-For"] = f"10.{CHANCE.randrange(256)}.{CHANCE.randrange(256)}.{CHANCE.randrange(1, 255)}"


@schemathesis.hook
def map_body(context, body):
    """A report needs details that its kind asks for; without them no story would begin."""
    if isinstance(body, dict) and body.get("gegevens") == {} and "onderwerpen" in body:
        body["gegevens"] = {"bron": "proef"} if body.get("soort") == "consignment" else {"datum": "2025-01-15"}
    if isinstance(body, dict):
        # Decisions of the register of devices address no single parties, and no schema can say of which kind that is.
        if body.get("soort") in ("block", "track", "unblock", "dismiss"):
            body.pop("geadresseerden", None)
        keep_buckets(body)
    return body


def keep_buckets(body):
    """A private check names buckets that there are with so many bits; a schema cannot tie the one to the other."""
    bits, buckets = body.get("bits"), body.get("vakken")
    if not isinstance(bits, (int, float)) or not 0 <= bits <= 12 or not isinstance(buckets, list):
        return
    if all(isinstance(bucket, str) and len(bucket) == 3 for bucket in buckets):
        try:
            body["vakken"] = [f"{int(bucket, 16) % 2 ** int(bits):03x}" for bucket in buckets]
        except ValueError:
            return
