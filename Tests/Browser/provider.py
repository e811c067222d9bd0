# SPDX-License-Identifier: EUPL-1.2
"""An OpenID provider of others on this machine, for a stage."""
import os
import re
import socket
import subprocess
import time

from selenium.webdriver.common.by import By

from telling import Unexpected

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
SCRIPT = os.path.join(ROOT, "Tests", "Journeys", "Provider", "identity_provider.py")
PYTHON = os.environ.get("SCHAKEL_PROVIDER_PYTHON") or os.path.join(ROOT, ".build", "provider", "bin", "python3")
PASSWORD = "correct horse battery"


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


class Provider:
    """Canaille, with the users that its script names."""

    def __init__(self, folder, hub):
        os.makedirs(folder, exist_ok=True)
        self.hub, self.key, port = hub, folder + "/client.pem", free_port()
        self.address = f"http://localhost:{port}"
        subprocess.run(
            ["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", self.key], check=True,
            capture_output=True)
        self.port = port
        self.log = open(folder + "/provider.log", "w+", encoding="utf-8")
        self.process = None

    def start(self, clock):
        """Starts it, with the clock of a stage."""
        self.process = subprocess.Popen(
            [PYTHON, SCRIPT, str(self.port), self.hub, self.key], stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT,
            env=os.environ | clock.environment())
        deadline = time.monotonic() + 90
        while "ready" not in self.said():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Unexpected("the provider does not start: " + self.said()[-500:])
            time.sleep(0.1)

    def said(self):
        with open(self.log.name, encoding="utf-8", errors="replace") as file:
            return file.read()

    def settings(self):
        """The hub's settings to sign people in by it."""
        return [
            f"open.port={self.hub.rsplit(':', 1)[1]}", "signin.by=provider", f"signin.address={self.hub}", f"signin.issuer={self.address}",
            "signin.client=schakel", f"signin.client-key={self.key}", "signin.scopes=openid,profile",
            "signin.claims.party=preferred_username", "signin.claims.level=locale", "signin.claims.branch=website",
            "signin.levels=level-low=low,level-substantial=substantial,level-high=high", "signin.session.idle=1m",
        ]

    def sign_in(self, browser, user, back, weight="lezen"):
        """Has somebody sign in who wants to be somewhere; he ends up where the hub brings him."""
        browser.open(f"{self.hub}/aanmelden?terug={back}&voor={weight}")
        for _ in range(4):
            if not browser.address.startswith(self.address):
                return
            for name, text in (("login", user), ("password", PASSWORD)):
                for field in browser.driver.find_elements(By.NAME, name):
                    if field.is_displayed():
                        field.clear()
                        field.send_keys(text)
            button = next(
                button for button in browser.driver.find_elements(By.CSS_SELECTOR, "form button, form input[type=submit]")
                if button.is_displayed() and not re.search("reset|forgot|cancel", button.get_attribute("outerHTML"), re.I))
            browser.leaving(button.click)
        if browser.address.startswith(self.address):
            raise Unexpected(f"the provider does not let {user} in: {browser.driver.title}")

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()
