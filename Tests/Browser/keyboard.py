# SPDX-License-Identifier: EUPL-1.2
"""Somebody who has a keyboard and nothing else. At each stop the focus must be seen."""
from selenium.webdriver.common.keys import Keys

from telling import Unexpected

# What has the focus: how it is called, and whether one sees that it has the focus.
_STOP = """
const element = document.activeElement;
if (!element || element === document.body || element === document.documentElement) return null;
const style = getComputedStyle(element), box = element.getBoundingClientRect();
const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
const [x, y] = [middle(box.left, Math.min(box.right, box.left + 80), innerWidth), middle(box.top, box.bottom, innerHeight)];
const top = document.elementFromPoint(x, y);
const label = element.labels?.length ? element.labels[0].firstChild.textContent : (element.getAttribute('aria-label') || element.innerText);
const group = element.closest('fieldset')?.querySelector('legend')?.innerText ?? '';
let mark = element.dataset.stop;
if (!mark) mark = element.dataset.stop = String(window.stops = (window.stops ?? 0) + 1);
return {
  mark, tag: element.tagName.toLowerCase(), type: element.type ?? '', id: element.id, label: (label ?? '').trim().replace(/\\s+/g, ' '), group,
  main: element.closest('main') !== null,
  outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth), colour: style.outlineColor,
  inside: box.width > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
  covered: !(top && (element === top || element.contains(top) || top.contains(element))), html: element.outerHTML.slice(0, 200)};
"""
# Everything that is shown and can have the focus; of radio buttons with one name one.
_STOPS = """
const found = [], names = new Set();
for (const element of document.querySelectorAll('a[href], button, input, textarea, select, summary, [tabindex="0"]')) {
  if (element.disabled || element.type === 'hidden' || !element.checkVisibility()) continue;
  if (element.type === 'radio') { if (names.has(element.name)) continue; names.add(element.name); }
  found.push(element.outerHTML.slice(0, 120));
}
return found;
"""


class Keyboard:
    """Moves by Tab, chooses by Space and Enter, and types."""

    def __init__(self, browser, teller):
        self.browser, self.teller = browser, teller
        self.stops = 0
        self.told = set()

    def stop(self):
        """What has the focus now; nil when nothing has."""
        return self.browser.driver.execute_script(_STOP)

    def next(self, back=False):
        """Goes on by Tab, and judges whether one sees where the focus is."""
        self.browser.tab(back)
        stop = self.stop()
        if stop is None:
            return None
        self.stops += 1
        for holds, fault in (
            (stop["outline"] >= 2, "has no outline when it has the focus"), (stop["inside"], "has the focus out of sight"),
            (not stop["covered"], "is covered when it has the focus"),
        ):
            if not holds and (self.browser.path, stop["html"], fault) not in self.told:
                self.told.add((self.browser.path, stop["html"], fault))
                self.teller.wrong(f"“{stop['label'] or stop['html']}” {fault}", self.browser, stop["html"])
        return stop

    def reach(self, label, group=None):
        """Goes on until a control of the page itself, not of what stands around it, with some label has the focus."""
        seen = []
        for _ in range(80):
            stop = self.next()
            if stop is None:
                continue
            if stop["main"] and stop["label"] == label and (group is None or stop["group"] == group):
                return stop
            seen.append(stop["label"])
        raise Unexpected(f"the keyboard does not come to “{label}”; it came to {seen[:40]}")

    def go(self, label):
        """Goes to a link or button, and presses Enter, which leads to another page."""
        self.reach(label)
        self.enter()

    def enter(self):
        self.browser.leaving(lambda: self.browser.keys(Keys.ENTER))

    def type(self, label, text):
        """Goes to a field, and types in place of what is there."""
        stop = self.reach(label)
        if stop["type"] == "date":
            self.browser.fill_date(self.browser.driver.switch_to.active_element, text)
        else:
            self.browser.type_over(text)

    def pick(self, label, text):
        """Goes to a list, and picks what begins with a text by typing it."""
        self.reach(label)
        self.browser.keys(text)
        picked = self.browser.driver.switch_to.active_element.find_element("css selector", "option:checked").text
        if picked != text:
            raise Unexpected(f"typing “{text}” picks “{picked}”")

    def choose(self, label):
        """Goes to a group of answers or a box, and chooses."""
        for _ in range(80):
            stop = self.next()
            if stop is None or stop["type"] not in ("radio", "checkbox"):
                continue
            if stop["type"] == "checkbox" and stop["label"] != label:
                continue
            self.browser.keys(Keys.SPACE)
            for _ in range(20):
                if self.stop()["label"].lower() == label.lower():
                    return
                self.browser.keys(Keys.ARROW_DOWN)
            raise Unexpected(f"no answer is “{label}”")
        raise Unexpected(f"the keyboard does not come to “{label}”")

    def whole(self):
        """Goes through the whole page: every control must be reached, and none may hold the keyboard."""
        self.browser.driver.execute_script("document.activeElement.blur(); window.scrollTo(0, 0)")
        wanted = self.browser.driver.execute_script(_STOPS)
        marks, parts = set(), []
        for _ in range(len(wanted) * 4 + 10):
            stop = self.next()
            if stop is None:
                if marks:
                    break
                continue
            # The parts of a date are stops of one field.
            if stop["mark"] in marks and parts and parts[-1] != stop["mark"]:
                break
            marks.add(stop["mark"])
            parts.append(stop["mark"])
        self.teller.check(
            len(marks) == len(wanted), f"the keyboard comes to {len(marks)} of {len(wanted)} controls of {self.browser.path}", self.browser)
        return len(marks)
