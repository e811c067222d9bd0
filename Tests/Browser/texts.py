# SPDX-License-Identifier: EUPL-1.2
"""What the pages say, read from the same message files as the program reads."""
import os
import re

FOLDER = os.path.join(os.path.dirname(__file__), "..", "..", "Sources", "Pages", "Material", "messages")


class Texts:
    """The messages of one language, by key."""

    def __init__(self, language):
        self.language = language
        self.messages = {}
        with open(os.path.join(FOLDER, language + ".messages"), encoding="utf-8") as file:
            for line in file:
                key, found, text = line.strip().partition(" = ")
                if found and not line.startswith("#"):
                    self.messages[key] = text.strip()

    def __call__(self, key, **places):
        """A message with its places filled in. A key that is not there is an error: the page says something else by now."""
        if key not in self.messages:
            raise KeyError(f"there is no message “{key}” in {self.language}.messages")
        return re.sub(r"\{(\w+)\}", lambda found: str(places.get(found.group(1), found.group(0))), self.messages[key])

    def has(self, key):
        return key in self.messages
