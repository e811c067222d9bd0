# SPDX-License-Identifier: EUPL-1.2
"""Accessibility as axe-core judges it. The driver hands the script to the page, so that the pages' policy stays as it is."""
import os
import sys

VERSION = "4.12"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_RUN = """
const [tags, only, done] = [arguments[0], arguments[1], arguments[arguments.length - 1]];
const options = only ? {runOnly: {type: 'rule', values: only}}
    : {runOnly: {type: 'tag', values: tags}, rules: {'target-size': {enabled: true}}};
const short = (rule) => ({id: rule.id, impact: rule.impact, help: rule.help, nodes: rule.nodes.map(
    (node) => ({where: node.target.flat().join(' '), html: node.html, why: node.failureSummary || ''}))});
axe.run(document, options).then(
    (found) => done({version: axe.version, passed: found.passes.map((rule) => rule.id),
        violations: found.violations.map(short), unsure: found.incomplete.map(short)}),
    (error) => done({error: String(error)}));
"""


def script():
    """The text of axe-core, as a package of PyPI brings it."""
    for folder in sys.path:
        path = os.path.join(folder, "axe_playwright_python", "axe.min.js")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                return file.read()
    return None


class Access:
    """Judges what a browser shows."""

    def __init__(self):
        self.text = script()
        self.runs = 0
        self.rules = set()
        self.unsure = {}

    def judge(self, browser, only=None, name=""):
        """What axe finds wrong in the page as it is shown now.

        Returns its violations; raises when axe did not run, is another version, or found nothing to judge.
        """
        if not browser.driver.execute_script("return typeof window.axe === 'object'"):
            browser.driver.execute_script(self.text)
        found = browser.driver.execute_async_script(_RUN, TAGS, only)
        if "error" in found:
            raise RuntimeError("axe: " + found["error"])
        if not found["version"].startswith(VERSION + "."):
            raise RuntimeError(f"axe is {found['version']}, not {VERSION}")
        if not only and len(found["passed"]) < 10:
            raise RuntimeError(f"axe judged by {len(found['passed'])} rules only: is there a page at all?")
        self.runs += 1
        self.rules.update(found["passed"])
        for rule in found["unsure"]:
            self.unsure.setdefault(rule["id"], []).extend(
                f"{name}: {node['where']}: {' '.join(node['why'].split())[:300]}" for node in rule["nodes"])
        return found["violations"]

    @staticmethod
    def lines(violation):
        """A violation in words, with each element that it is about."""
        yield f"{violation['id']} ({violation['impact']}): {violation['help']}"
        for node in violation["nodes"][:8]:
            yield f"{node['where']}: {node['html'][:300]}: {' '.join(node['why'].split())[:400]}"
