# SPDX-License-Identifier: EUPL-1.2
"""A hub with its parties and edges, all processes of their own on this machine, in a folder that goes with them."""
import ctypes
import glob
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import time
import urllib.request

from telling import Unexpected


def imei(serial):
    """The IMEI with a serial number, of a type that exists."""
    digits = f"35686800{serial:06d}"
    total = sum(sum(divmod(int(digit) * (2 if place % 2 else 1), 10)) for place, digit in enumerate(digits))
    return digits + str(-total % 10)


class Clock:
    """The clock of all processes of a stage, which can be put forward: libfaketime hands it to them."""

    LIBRARY = next(iter(glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")), None)

    def __init__(self, folder):
        if self.LIBRARY is None:
            raise Unexpected("libfaketime is missing: apt-get install libfaketime")
        self.path = folder + "/clock"
        # Before libfaketime, so that this one's answer is taken.
        self.libraries = f"{folder}/timers.so:{self.LIBRARY}"
        compiler = shutil.which("cc") or "clang"
        subprocess.run(
            [compiler, "-shared", "-fPIC", "-O1", "-o", f"{folder}/timers.so", str(pathlib.Path(__file__).parent / "timers.c")], check=True)
        self.forward(0)
        # The library shares its state by these. Where it has to make them itself it changes the environment at the start of a program, and Swift
        # then does not find the arguments.
        system, name = ctypes.CDLL(None), f"schakel_clock_{os.getpid()}"
        self.shared = [f"/{name}_lock", f"/{name}_state"]
        system.sem_open.restype = ctypes.c_void_p
        system.sem_open(self.shared[0].encode(), os.O_CREAT, 0o600, 1)
        state = system.shm_open(self.shared[1].encode(), os.O_CREAT | os.O_RDWR, 0o600)
        os.ftruncate(state, 4096)
        os.close(state)

    def close(self):
        system = ctypes.CDLL(None)
        system.sem_unlink(self.shared[0].encode())
        system.shm_unlink(self.shared[1].encode())

    def forward(self, seconds):
        """Puts the clock forward by so many seconds from the real time, and waits until all have looked at it."""
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(f"+{seconds}s\n")
        if seconds:
            time.sleep(2.5)

    def environment(self):
        return {
            "LD_PRELOAD": self.libraries, "FAKETIME_SHARED": " ".join(self.shared), "FAKETIME_TIMESTAMP_FILE": self.path,
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "FAKETIME_CACHE_DURATION": "1",
        }


class Process:
    """A program that runs until the stage is cleared."""

    def __init__(self, program, arguments, doors, log, clock=None):
        self.log = log
        self.output = open(log + ".out", "wb")
        self.error = open(log + ".err", "wb")
        named = {part.split(".port=")[0] for part in arguments if ".port=" in part}
        settings = [part for door in doors if door not in named for part in ("--set", f"{door}.port=0")]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("SCHAKEL_")}
        if clock is not None:
            environment |= clock.environment()
        self.process = subprocess.Popen(
            [program] + arguments + settings + ["--leave-with-parent"], stdin=subprocess.DEVNULL, stdout=self.output,
            stderr=self.error, env=environment)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with open(log + ".out", encoding="utf-8") as file:
                lines = file.read().splitlines()
            if lines:
                self.ports = json.loads(lines[-1])
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        with open(log + ".err", encoding="utf-8", errors="replace") as file:
            raise Unexpected(f"{arguments[0]} does not start: {file.read()[-500:]}")

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.output.close()
        self.error.close()
        return self.process.returncode


class Stage:
    """A hub by which people sign in as whom they choose, with two police officers, two providers and a supervisor."""

    OPERATOR, POLICE, SUPERVISOR = "00000099000000000000", "00000099000000000010", "00000099000000000030"
    BASIS = "Proefbesluit art. 1"

    def __init__(self, program, folder, settings=("signin.by=demonstration",), edges=2, admits=True, names="proef", providers=2, clock=False):
        self.program, self.folder = program, folder
        self.processes = []
        self.serial = random.Random(7).randrange(1, 1000)
        os.makedirs(folder, exist_ok=True)
        self.clock = Clock(folder) if clock else None
        arguments = ["serve", "--data", folder + "/hub"] + [part for setting in settings for part in ("--set", setting)]
        self.hub = self.start(arguments, ["open", "parties", "operations"], "hub-log")
        self.operator = folder + "/hub/credentials/operator"
        self.edges, self.admits, self.names = edges, admits, names
        self.providers = [f"0000009900000000002{place}" for place in range(1, providers + 1)]
        try:
            self.enrol()
        except BaseException:
            self.clear()
            raise

    @property
    def address(self):
        """The pages, as browsers see them."""
        return f"http://localhost:{self.hub.ports['open']}"

    def start(self, arguments, doors, log):
        process = Process(self.program, arguments, doors, f"{self.folder}/{log}", self.clock)
        self.processes.append(process)
        return process

    def must(self, *arguments):
        """Runs a command that must succeed; returns what it printed."""
        outcome = subprocess.run([self.program, *arguments], capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)
        if outcome.returncode != 0:
            raise Unexpected(f"{' '.join(arguments[:3])}: {outcome.stderr.strip() or outcome.stdout.strip()}")
        return outcome.stdout

    def party(self, number, name, role, rights, folder, person=None):
        rights = [part for right in rights for part in ("--right", right)]
        self.must(
            "party", "add", "--id", number, "--name", name, "--role", role, "--basis", self.BASIS, "--out",
            f"{self.folder}/{folder}", "--as", self.operator, *rights, *(["--person", person] if person else []))

    def admit(self, number, person, rights):
        """Lets a person sign in by choosing who he is."""
        if not self.admits:
            return
        rights = [part for right in rights for part in ("--right", right)]
        self.must(
            "party", "person", "add", "--id", number, "--person", person, "--issuer", "urn:schakel:demonstration", "--subject",
            f"oin:{number}/{person}", "--as", self.operator, *rights)

    def enrol(self):
        deciding = ["report", "decide", "confirm"]
        self.party(self.POLICE, f"Politie ({self.names})", "police", deciding, "officer-1", "1001")
        self.must(
            "party", "certificate", "--id", self.POLICE, "--person", "1002", "--out", self.folder + "/officer-2", "--as", self.operator)
        self.party(self.SUPERVISOR, f"Toezichthouder ({self.names})", "regulator", ["supervise"], "supervisor")
        for person in ("1001", "1002", "1003"):
            self.admit(self.POLICE, person, deciding)
        self.admit(self.OPERATOR, "9001", ["administer"])
        for person in ("3001", "3002"):
            self.admit(self.SUPERVISOR, person, ["supervise"])
        for place, number in enumerate(self.providers, 1):
            self.party(number, f"Aanbieder {place} ({self.names})", "provider", ["comply"], f"provider-{place}")
            self.admit(number, f"200{place}", ["comply"])
            self.admit(number, f"209{place}", ["comply", "administer"])
        self.running = {place: self.edge(place) for place in range(1, self.edges + 1)}

    def admit_by_code(self, number, person, code, rights, *more):
        """Lets a person sign in who was shown a code."""
        rights = [part for right in rights for part in ("--right", right)]
        self.must(
            "party", "person", "add", "--id", number, "--person", person, "--code", code, "--as", self.operator, *rights, *more)

    def edge(self, place):
        return self.start(
            ["edge", "--data", f"{self.folder}/edge-{place}", "--set", f"credential={self.folder}/provider-{place}", "--set",
             f"edge.name=edge-{place}"], ["service", "operations"], f"edge-{place}-log")

    def stop_edge(self, place):
        """Ends the edge of a provider; it can be started again."""
        if self.running[place].stop() != 0:
            raise Unexpected(f"edge {place} does not end well")

    def start_edge(self, place):
        self.running[place] = self.edge(place)

    def phone(self):
        """An IMEI that was not used on this stage before."""
        self.serial += 1
        return imei(self.serial)

    def block(self, case, reasons="Diefstal is aannemelijk"):
        """Has the police block what a case is about."""
        self.must("decide", "block", case, "--reasons", reasons, "--as", self.folder + "/officer-1")
        self.must("decide", "confirm", case, "--as", self.folder + "/officer-2")

    def report(self, phone):
        """A citizen reports a phone; returns what he was told."""
        return json.loads(self.must(
            "report", "theft", "--imei", phone, "--date", "2026-01-15", "--region", "Utrecht", "--hub",
            f"http://127.0.0.1:{self.hub.ports['open']}", "--json"))

    def post(self, path, body):
        """Calls the API as anybody; returns the answer, which must be that something was entered."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.hub.ports['open']}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            if answer.status != 201:
                raise Unexpected(f"POST {path}: {answer.status}")
            return json.load(answer)

    def decision(self, kind, language):
        """How the register calls a kind of decision, as its rules tell everybody."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.hub.ports['open']}/v1/beleid", timeout=30) as answer:
            waiting = [json.load(answer)]
        while waiting:
            part = waiting.pop(0)
            if isinstance(part, dict):
                for rule in part.get("besluiten", []):
                    if rule.get("soort") == kind:
                        return rule["titel"][language]
                waiting += part.values()
            elif isinstance(part, list):
                waiting += part
        raise Unexpected(f"no register has the decision {kind}")

    def clear(self):
        """Ends everything; each process must end well."""
        ended = [(process.log, process.stop()) for process in reversed(self.processes)]
        self.processes = []
        if self.clock is not None:
            self.clock.close()
        for log, status in ended:
            if status != 0:
                with open(log + ".err", encoding="utf-8", errors="replace") as file:
                    raise Unexpected(f"{os.path.basename(log)} ended with {status}: {file.read()[:1000]}")
