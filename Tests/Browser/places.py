# SPDX-License-Identifier: EUPL-1.2
"""Which pages there are, as the program says, and which of them were seen."""
import json
import os
import re

# What is asked for and is no page: files, and a form without a page of its own.
NO_PAGES = {"receipt", "insightFile", "stop"}
# Pages to which no part leads yet: each needs a case of its own kind. A page that is seen all the same must be taken off.
NOT_YET = {"candidates", "clearance", "evidence", "evidenceFile", "flood", "followUp", "question", "questionAnswer"}
# Pages of signing in, which are no places of the site.
BESIDES = {"signIn": {"nl": "/nl/aanmelden", "en": "/en/sign-in"}}
SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Sources", "Pages", "Place.swift")


class Places:
    """The places of the site, by name; their paths may have parameters in braces."""

    def __init__(self, file=None, paths=None):
        if file is not None:
            with open(file, encoding="utf-8") as text:
                paths = json.load(text)
        self.paths = paths | BESIDES
        self.seen = set()
        self.asked = set()

    @classmethod
    def of_program(cls):
        """The places as the source of the program has them, where no test hands them over."""
        with open(SOURCE, encoding="utf-8") as file:
            found = re.findall(r'case \.(\w+): \("([^"]*)", "([^"]*)"\)', file.read())
        if not found:
            raise RuntimeError(f"{SOURCE} does not tell its places as it did")
        return cls(paths={name: {"nl": f"/nl/{dutch}".rstrip("/"), "en": f"/en/{english}".rstrip("/")} for name, dutch, english in found})

    def path(self, name, language, **parameters):
        path = self.paths[name][language]
        for parameter, value in parameters.items():
            path = path.replace("{" + parameter + "}", value)
        return path

    def name(self, path):
        """The name and language of the place at a path; the one with the fewest parameters comes first."""
        found = []
        for name, paths in self.paths.items():
            for language, pattern in paths.items():
                if re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(pattern)), path):
                    found.append((pattern.count("{"), name, language))
        return min(found)[1:] if found else None

    @staticmethod
    def is_file(name):
        """Whether a place is no page: it is asked for, and there is nothing to look at."""
        return name in NO_PAGES or name.endswith(("CSV", "JSON"))

    def see(self, path):
        """A page was looked at."""
        self.seen.add(self.name(path))

    def ask(self, path):
        """A place was asked for and answered."""
        self.asked.add(self.name(path))

    def missed(self):
        """What nobody looked at, and what is no page and nobody asked for."""
        for name, paths in sorted(self.paths.items()):
            for language in sorted(paths):
                is_there = (name, language) in (self.asked if self.is_file(name) else self.seen)
                if is_there and name in NOT_YET:
                    yield f"{name} in {language}: it was seen, so take it off the list of those that are not"
                elif not is_there and name not in NOT_YET:
                    yield f"{name} in {language} ({paths[language]})"
