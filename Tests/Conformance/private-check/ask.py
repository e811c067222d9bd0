#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Asks a hub privately, as docs/private-check.md says, with no code of the software that answers.

    ask.py HUB IMEI       prints listed or absent
    ask.py --vectors      compares with the vectors of RFC 9497 A.4.2

Exits 0 when it could be done, 1 when something is not as the page says.
"""

import base64
import hashlib
import json
import sys
import urllib.request

import oprf

VECTORS = [  # input, blind, blinded element, evaluation element, proof, output
    (
        "00",
        "504650f53df8f16f6861633388936ea23338fa65ec36e0290022b48eb562889d89dbfa691d1cde91517fa222ed7ad364",
        "02d338c05cbecb82de13d6700f09cb61190543a7b7e2c6cd4fca56887e564ea82653b27fdad383995ea6d02cf26d0e24d9",
        "02a7bba589b3e8672aa19e8fd258de2e6aae20101c8d761246de97a6b5ee9cf105febce4327a326255a3c604f63f600ef6",
        "bfc6cf3859127f5fe25548859856d6b7fa1c7459f0ba5712a806fc091a3000c42d8ba34ff45f32a52e40533efd2a03bc"
        "87f3bf4f9f58028297ccb9ccb18ae7182bcd1ef239df77e3be65ef147f3acf8bc9cbfc5524b702263414f043e3b7ca2e",
        "3333230886b562ffb8329a8be08fea8025755372817ec969d114d1203d026b4a622beab60220bf19078bca35a529b35c",
    ),
    (
        "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
        "504650f53df8f16f6861633388936ea23338fa65ec36e0290022b48eb562889d89dbfa691d1cde91517fa222ed7ad364",
        "02f27469e059886f221be5f2cca03d2bdc61e55221721c3b3e56fc012e36d31ae5f8dc058109591556a6dbd3a8c69c433b",
        "03f16f903947035400e96b7f531a38d4a07ac89a80f89d86a1bf089c525a92c7f4733729ca30c56ce78b1ab4f7d92db8b4",
        "d005d6daaad7571414c1e0c75f7e57f2113ca9f4604e84bc90f9be52da896fff3bee496dcde2a578ae9df315032585f8"
        "01fb21c6080ac05672b291e575a40295b306d967717b28e08fcc8ad1cab47845d16af73b3e643ddcc191208e71c64630",
        "b91c70ea3d4d62ba922eb8a7d03809a441e1c3c7af915cbc2226f485213e895942cd0f8580e6d99f82221e66c40d274f",
    ),
]
KEY = "031d689686c611991b55f1a1d8f4305ccd6cb719446f660a30db61b7aa87b46acf59b7c0d4a9077b3da21c25dd482229a0"


def check_vectors():
    key = bytes.fromhex(KEY)
    for number, vector in enumerate(VECTORS):
        message, scalar, element, evaluated, proof, output = map(bytes.fromhex, vector)
        scalar = int.from_bytes(scalar, "big")
        if oprf.blind(message, scalar)[1] != element:
            raise ValueError(f"vector {number}: the blinded element differs")
        if oprf.finalize(message, scalar, key, element, evaluated + proof) != output:
            raise ValueError(f"vector {number}: the output differs")
        if oprf.proof_holds(key, element, evaluated, bytes(96)):
            raise ValueError(f"vector {number}: a proof of nothing holds")


def bucket(digits, bits):
    """The first bits of the public hash, in three hexadecimal digits."""
    head = hashlib.sha256(b"schakel/private-check/v1\nbucket\n" + digits).digest()[:2]
    return f"{int.from_bytes(head, 'big') >> (16 - bits):03x}"


def fetch(address, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def ask(hub, imei):
    digits = imei[:14].encode()
    told = fetch(f"{hub}/v1/toestellen/_prive")
    if told["protocol"] != "schakel/private-check/v1" or told["suite"] != "P384-SHA384" or told["bits"] > 12:
        raise ValueError("the hub speaks another protocol")
    key = base64.b64decode(told["sleutel"])
    if told["verklaring"].split("\n")[4:6] != [str(told["tijdvak"]), told["sleutel"]]:
        raise ValueError("the statement is of another key")
    scalar, element = oprf.blind(digits)
    place = bucket(digits, told["bits"])
    answer = fetch(
        f"{hub}/v1/toestellen/_prive",
        {
            "tijdvak": told["tijdvak"],
            "bits": told["bits"],
            "elementen": [base64.b64encode(element).decode()],
            "vakken": [place],
        },
    )
    output = oprf.finalize(digits, scalar, key, element, base64.b64decode(answer["evaluaties"][0]))
    outcome = min(output[:8], b"\xff" * 7 + b"\xfe")
    part = answer["vakken"][0]
    outcomes = base64.b64decode(part["uitkomsten"])
    if part["vak"] != place or len(outcomes) % 8:
        raise ValueError("the answer is of another bucket")
    return outcome in {outcomes[start : start + 8] for start in range(0, len(outcomes), 8)}


def main():
    try:
        if sys.argv[1:] == ["--vectors"]:
            check_vectors()
            print("ok")
        else:
            print("listed" if ask(sys.argv[1].rstrip("/"), sys.argv[2]) else "absent")
    except (ValueError, KeyError, IndexError, OSError) as error:
        print("wrong:", error)
        sys.exit(1)


if __name__ == "__main__":
    main()
