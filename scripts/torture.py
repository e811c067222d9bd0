#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Kills a hub again and again under load, and proves that nothing it acknowledged was lost, doubled or changed.

    scripts/torture.py --kills 300 --binary .build/release/schakel

A hub is started, parties are enrolled, an edge follows, and clients make acts without pause: reports of citizens and of
parties, decisions by two persons, registrations by the operator. The hub is killed with SIGKILL at random moments: while it
makes its keys, while it starts, at any time after, and with hundreds of acts waiting. An act without an answer is repeated
under its idempotency key. At the end the whole log is read and recomputed here, apart from the program's own code, and held
against everything that was ever answered or shown.

SIGKILL ends the process, not the machine: what the system holds for the disk survives. Power failure is another test.

Needs Python 3.11 and nothing else. Exit status: 0 everything held, 1 something did not (the data is kept), 64 the command line
is wrong, 130 interrupted.
"""

import argparse
import base64
import collections
import contextlib
import hashlib
import http.client
import json
import os
import random
import select
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import uuid

# The limits on how much a list may change in a day are for people; here it changes all the time.
WIDE = [word for name in ("decision", "party", "growth-from", "shrink-from", "type-decision", "type-day", "type-listed")
        for word in ("--set", f"valve.{name}=1000000000")]

REGISTER = "devices"
#: Its list.
LIST = "stolen"
LOGS = (REGISTER, "parties")
#: Seconds a program may take for getting ready or ending, and a running hub for one answer.
PATIENCE = 30
SILENCE = 15
#: Acts that each client lets wait at once when the queue is to be full.
BURST = 32
#: Receipts that the program itself verifies.
SAMPLE = 50
#: The setting that names another store than the embedded one, in the environment so that no password shows in a process list.
STORE_VARIABLE = "SCHAKEL_STORE"


# The log, as docs/protocol.md sections 6, 7, 8 and 14 describe it.


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def leaf_hash(entry):
    return sha256(b"\x00", entry)


def node_hash(left, right):
    return sha256(b"\x01", left, right)


class RightEdge:
    """A growing Merkle tree of RFC 6962, of which only the roots of its complete subtrees are kept."""

    def __init__(self, digests=()):
        self.size, self.roots = 0, []
        for digest in digests:
            self.append(digest)

    def append(self, digest):
        self.roots.append(digest)
        self.size += 1
        size = self.size
        while size % 2 == 0:
            right = self.roots.pop()
            self.roots.append(node_hash(self.roots.pop(), right))
            size //= 2

    @property
    def root(self):
        if not self.roots:
            return sha256()
        digest = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            digest = node_hash(left, digest)
        return digest


def root_of_path(index, size, digest, path):
    """The root to which an inclusion path leads (RFC 9162 section 2.1.3.2), or None when it does not fit."""
    node, last = index, size - 1
    if index >= size:
        return None
    for step in path:
        if last == 0:
            return None
        if node % 2 or node == last:
            digest = node_hash(step, digest)
            while node % 2 == 0 and node:
                node, last = node // 2, last // 2
        else:
            digest = node_hash(digest, step)
        node, last = node // 2, last // 2
    return digest if last == 0 else None


class Leaf:
    """An entry of a log; raises ValueError on bytes that are none."""

    def __init__(self, data):
        if len(data) < 2 or data[0] != 1:
            raise ValueError("not a leaf of version 1")
        start = 2 + data[1]
        self.register = data[2:start].decode("ascii")
        end = start + 1 + data[start]
        self.kind = data[start + 1 : end].decode("ascii")
        if len(data) != end + 64:
            raise ValueError("a leaf of another length")
        self.time = int.from_bytes(data[end : end + 8], "big")
        self.tag = data[end + 8 : end + 24].hex()
        self.sequence = int.from_bytes(data[end + 24 : end + 32], "big")
        self.commitment = data[end + 32 :]


class Checkpoint:
    """The three lines of a signed note. Its signature is for `schakel verify receipt` and the edge; here the key must fit."""

    def __init__(self, note, keys):
        text, _, signatures = note.rpartition("\n\n")
        self.origin, size, root = text.split("\n")[:3]
        self.size, self.root = int(size), base64.b64decode(root, validate=True)
        identifier = keys[self.origin]
        signers = [line.split(" ") for line in signatures.strip("\n").split("\n")]
        if not any(
            len(signer) == 3 and signer[:2] == ["\u2014", self.origin] and base64.b64decode(signer[2])[:4] == identifier
            for signer in signers
        ):
            raise ValueError(f"checkpoint {self.size} is not signed by the key of {self.origin}")

    @property
    def log(self):
        return self.origin.rpartition("/")[2]


class Receipt:
    """A C2SP tlog-proof with the opened leaf."""

    def __init__(self, text, keys):
        head, _, note = text.partition("\n\n")
        lines = head.split("\n")
        if lines[0] != "c2sp.org/tlog-proof@v1" or not lines[1].startswith("extra ") or not lines[2].startswith("index "):
            raise ValueError("not a receipt")
        extra = json.loads(base64.b64decode(lines[1][len("extra ") :], validate=True))
        self.index = int(lines[2][len("index ") :])
        self.path = [base64.b64decode(line, validate=True) for line in lines[3:]]
        self.leaf = base64.b64decode(extra["leaf"], validate=True)
        # Canonical JSON (RFC 8785), as far as these payloads go: member names in ASCII, whole numbers.
        self.payload = json.dumps(extra["payload"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        self.salt = base64.b64decode(extra["salt"], validate=True)
        self.checkpoint = Checkpoint(note, keys)

    def fault(self, kind, mark):
        """What is wrong with it as the receipt of an act of this kind with this mark; None when it holds."""
        leaf = Leaf(self.leaf)
        if root_of_path(self.index, self.checkpoint.size, leaf_hash(self.leaf), self.path) != self.checkpoint.root:
            return "its path does not lead to its root"
        if sha256(self.salt, self.payload.encode()) != leaf.commitment:
            return "its payload is not what the leaf commits to"
        if leaf.kind != kind or mark not in self.payload:
            return f"it is of another act ({leaf.kind})"
        return None


def imei_digits(client, serial):
    return f"35{client:02d}{serial:010d}"


def pei(digits):
    """An IMEI with its check digit (TS 23.003 annex B), as networks ask for it."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value // 10 + value % 10
    return f"imei-{digits}{-total % 10}"


# Processes.


class Broken(Exception):
    """The run cannot go on; its text says why."""


class Program:
    """A long-running subcommand: started, ready, killed, started again on the ports it once got from the system."""

    def __init__(self, binary, arguments, doors, log, environment=None):
        self.command = [binary, *arguments]
        self.ports = dict.fromkeys(doors, 0)
        self.log = log
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("SCHAKEL_")}
        self.environment.update(environment or {})
        self.process = None
        #: Counts the starts, and where in the log file the last one begins.
        self.generation = self.logged = 0
        #: How often the running program gave no answer, per door.
        self.silences = collections.Counter()

    def start(self):
        command = list(self.command)
        for door, port in self.ports.items():
            command += ["--set", f"{door}.port={port}"]
        with open(self.log, "ab") as log:
            self.logged = log.tell()
            self.process = subprocess.Popen(
                [*command, "--leave-with-parent"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log,
                env=self.environment, start_new_session=True)
        self.generation += 1

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def await_ready(self):
        """Waits for the ready line and takes the ports from it. Returns False when another program has one of the ports."""
        line, deadline = b"", time.monotonic() + PATIENCE
        while not line.endswith(b"\n"):
            if not select.select([self.process.stdout], [], [], max(0, deadline - time.monotonic()))[0]:
                raise Broken(f"{self.command[1]} was not ready within {PATIENCE} s: {self.words()}")
            piece = os.read(self.process.stdout.fileno(), 4096)
            if not piece:
                self.process.wait()
                if "is in use by another program" in self.words():
                    return False
                raise Broken(f"{self.command[1]} ended by itself, status {self.process.returncode}: {self.words()}")
            line += piece
        ready = json.loads(line.strip().split(b"\n")[-1])
        self.ports = {door: ready[door] for door in self.ports}
        return True

    def start_and_wait(self):
        for _ in range(20):
            self.start()
            if self.await_ready():
                return
            time.sleep(0.5)
        raise Broken(f"{self.command[1]} does not get its ports back: {self.words()}")

    def words(self):
        """What it said last."""
        with open(self.log, "rb") as log:
            log.seek(self.logged)
            return log.read()[-600:].decode(errors="replace").strip()

    def kill(self):
        """Kills it at once, as kill -9 does. Raises Broken when it had ended by itself before."""
        ended = self.process.poll()
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        if ended not in (None, -signal.SIGKILL) and "is in use by another program" not in self.words():
            raise Broken(f"{self.command[1]} ended by itself, status {ended}: {self.words()}")

    def end(self):
        if self.process is not None:
            with contextlib.suppress(Broken):
                self.kill()


class Lost(Exception):
    """No answer came. `was_sent` tells whether the request may have arrived."""

    def __init__(self, was_sent):
        super().__init__("no answer")
        self.was_sent = was_sent


class Door:
    """A kept connection to one door of the hub, with a party's credential folder or without. Made anew when the hub is."""

    def __init__(self, program, name, credential=None):
        self.program, self.name = program, name
        self.connection, self.generation, self.context = None, 0, None
        if credential:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            self.context.load_verify_locations(f"{credential}/authority.pem")
            self.context.load_cert_chain(f"{credential}/certificate.pem", f"{credential}/key.pem")

    def connect(self):
        """A connected socket; raises OSError."""
        plain = socket.create_connection(("127.0.0.1", self.program.ports[self.name]), SILENCE)
        try:
            # While nobody listens on a port of the range that clients get theirs from, TCP may connect a socket to itself.
            if plain.getsockname() == plain.getpeername():
                raise ConnectionRefusedError("connected to itself")
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return self.context.wrap_socket(plain, server_hostname="localhost") if self.context else plain
        except BaseException:
            plain.close()
            raise

    def open(self, method, path, body=None, key=None):
        """Sends a request and returns the answer, its body still to be read; raises Lost."""
        was_sent = False
        try:
            if self.connection is None or self.connection.sock is None or self.generation != self.program.generation:
                self.close()
                self.generation = self.program.generation
                self.connection = http.client.HTTPConnection("localhost")
                self.connection.auto_open = 0
                self.connection.sock = self.connect()
            headers = {"Content-Type": "application/json"} if body is not None else {}
            if key:
                headers["Idempotency-Key"] = key
            was_sent = True
            self.connection.request(method, path, body, headers)
            return self.connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            raise self.lost(error, was_sent) from None

    def ask(self, method, path, body=None, key=None):
        """Returns status and body; raises Lost."""
        answer = self.open(method, path, body, key)
        try:
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise self.lost(error, True) from None

    def get(self, path):
        """The JSON of an answer that must come."""
        status, body = self.ask("GET", path)
        if status != 200:
            raise Broken(f"GET {path} answered {status}: {body[:300].decode(errors='replace')}")
        return json.loads(body)

    def lost(self, error, was_sent):
        if isinstance(error, TimeoutError) and self.generation == self.program.generation and self.program.is_running:
            self.program.silences[f"a connection to the {self.name} door was accepted and got no answer in {SILENCE} s"] += 1
        self.close()
        return Lost(was_sent)

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None


# What is seen while the hub is tortured.


class Act:
    """An act, until it is acknowledged."""

    def __init__(self, kind, door, path, body, key, after=None, mark=None):
        self.kind, self.door, self.path, self.key, self.after = kind, door, path, key, after
        #: A word in the payload of its entry that no other act of its kind has.
        self.mark = mark or key
        self.body = json.dumps(body).encode()
        self.was_sent = False

    @property
    def raw(self):
        """The whole request on the wire."""
        return (
            f"POST {self.path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"
            f"Idempotency-Key: {self.key}\r\nContent-Length: {len(self.body)}\r\n\r\n"
        ).encode() + self.body


class Evidence:
    """Everything the hub ever answered or showed; shared by all threads."""

    def __init__(self, folder):
        self.lock = threading.Lock()
        self.path = f"{folder}/acknowledged.jsonl"
        self.journal = open(self.path, "w", encoding="utf-8")
        self.keys = {}
        #: Per log and size the roots seen; there must be one.
        self.roots = {log: collections.defaultdict(set) for log in LOGS}
        self.acknowledged = collections.Counter()
        self.repeated = self.asked_again = self.busy = self.lifted = 0
        self.problems = collections.Counter()
        self.problem_log = f"{folder}/problems.log"

    def problem(self, text, details=""):
        """Notes something that should not be, briefly; the details go to a file."""
        with self.lock:
            self.problems[text] += 1
            with open(self.problem_log, "a", encoding="utf-8") as file:
                file.write(f"{text} {details}\n")

    def trust(self, path):
        """Takes the keys of the logs from the operator's folder."""
        with open(path, encoding="utf-8") as file:
            for line in file:
                # Base64 may hold a plus, the name may not.
                name, identifier, _ = line.strip().split("+", 2)
                self.keys[name] = bytes.fromhex(identifier)

    def saw(self, note):
        """Notes a checkpoint, and returns it."""
        checkpoint = Checkpoint(note, self.keys)
        with self.lock:
            self.roots[checkpoint.log][checkpoint.size].add(checkpoint.root)
        return checkpoint

    def acknowledge(self, act, answer):
        receipt = answer["ontvangstbewijs"]
        self.saw(receipt.partition("\n\n")[2])
        line = json.dumps({"kind": act.kind, "mark": act.mark, "receipt": receipt}) + "\n"
        with self.lock:
            self.journal.write(line)
            self.acknowledged[act.kind] += 1
            self.repeated += act.was_sent

    @property
    def total(self):
        return sum(self.acknowledged.values())


class Load:
    """What all clients share."""

    def __init__(self, hub, evidence, folders):
        self.hub, self.evidence, self.folders = hub, evidence, folders
        self.finishing = threading.Event()
        self.abandoned = threading.Event()
        self.burst_round = 0
        self.burst_sent = threading.Semaphore(0)
        #: The devices that are on the list by what was acknowledged.
        self.listed = set()


class Client(threading.Thread):
    """Makes acts, one after another, until it is told to finish; then only until none of its own waits for an answer."""

    def __init__(self, load, number, seed):
        super().__init__(name=f"client-{number}", daemon=True)
        self.load, self.number, self.random = load, number, random.Random(seed)
        self.doors = {"open": Door(load.hub, "open")}
        for name in ("officer-1", "officer-2", "insurer", "operator"):
            self.doors[name] = Door(load.hub, "parties", load.folders[name])
        self.serial = 0
        self.seen_round = load.burst_round
        self.pending = collections.deque()
        self.recent = collections.deque(maxlen=32)
        self.open_cases, self.proposed, self.blocked = [], [], []

    def run(self):
        try:
            while not self.load.abandoned.is_set():
                if not self.pending:
                    if self.load.finishing.is_set():
                        return
                    if self.seen_round != self.load.burst_round:
                        self.seen_round = self.load.burst_round
                        self.burst()
                        continue
                    if self.recent and self.random.random() < 0.04:
                        self.ask_again()
                        continue
                    self.pending.append(self.next_act())
                act = self.pending[0]
                try:
                    status, body = self.doors[act.door].ask("POST", act.path, act.body, act.key)
                except Lost as lost:
                    act.was_sent = act.was_sent or lost.was_sent
                    time.sleep(0.02)
                    continue
                if self.settle(act, status, body):
                    self.pending.popleft()
                else:
                    time.sleep(0.05)
        except Exception as error:
            self.load.evidence.problem(f"{self.name} ended: {type(error).__name__}: {error}")

    def settle(self, act, status, body):
        """Takes an answer in. Returns False when the act is to be repeated."""
        evidence = self.load.evidence
        if status == 503 or (status == 409 and act.was_sent and b":duplicate" in body):
            act.was_sent = True
            with evidence.lock:
                evidence.busy += 1
            return False
        if status != 201:
            code = json.loads(body).get("type") if body.startswith(b"{") else "no problem document"
            evidence.problem(f"a {act.kind} was answered {status}, {code}", f"{act.path} {act.key} {body.decode(errors='replace')}")
            return True
        answer = json.loads(body)
        evidence.acknowledge(act, answer)
        self.recent.append((act, answer))
        if act.after:
            act.after(answer)
        return True

    def ask_again(self):
        """Repeats an act that was answered, perhaps by a hub that was killed since: the answer must be the same."""
        act, answer = self.random.choice(self.recent)
        try:
            status, body = self.doors[act.door].ask("POST", act.path, act.body, act.key)
        except Lost:
            time.sleep(0.02)
            return
        if status == 503:
            return
        with self.load.evidence.lock:
            self.load.evidence.asked_again += 1
        if status != 201 or json.loads(body) != answer:
            details = f"{act.path} {act.key} {json.dumps(answer)} {body.decode(errors='replace')}"
            self.load.evidence.problem(f"a repeated {act.kind} got another answer ({status})", details)

    def burst(self):
        """Lets many acts wait at once, each on a connection of its own; what is not answered is repeated later."""
        waiting = []
        for act in [self.report("open") for _ in range(BURST)]:
            try:
                plain = self.doors["open"].connect()
                plain.sendall(act.raw)
                waiting.append((act, plain))
            except OSError:
                self.pending.append(act)
        self.load.burst_sent.release()
        for act, plain in waiting:
            act_done = False
            with plain:
                try:
                    answer = http.client.HTTPResponse(plain, method="POST")
                    answer.begin()
                    act_done = self.settle(act, answer.status, answer.read())
                except (OSError, http.client.HTTPException):
                    act.was_sent = True
            if not act_done:
                self.pending.append(act)

    # The acts. Each has a mark in its words, so that the entry tells which act it is of.

    def key(self):
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def next_act(self):
        roll = self.random.random()
        if roll < 0.20 and (self.proposed or self.open_cases or self.blocked):
            return self.decision()
        if roll < 0.40:
            return self.report("insurer" if roll < 0.30 else "officer-1")
        if roll < 0.42:
            return self.registration()
        return self.report("open")

    def report(self, door):
        """A report of a new device; now and then a party reports one that has an open case, and joins it."""
        key = self.key()
        is_joining = door != "open" and bool(self.open_cases) and self.random.random() < 0.1
        if is_joining:
            digits = self.random.choice(self.open_cases)[1]
        else:
            self.serial += 1
            digits = imei_digits(self.number, self.serial)

        def after(answer):
            if not is_joining:
                self.open_cases.append((answer["zaak"], digits))
                del self.open_cases[:-200]

        body = {"soort": "theft", "onderwerpen": [digits], "gegevens": {"datum": "2025-01-15", "omschrijving": key}}
        return Act("report", door, "/v1/meldingen", body, key, after)

    def decision(self):
        """Confirms what is proposed, else lifts a block now and then, else proposes to block."""
        key = self.key()
        if self.proposed:
            case, digits, number, mark = self.proposed.pop()

            def confirmed(_):
                self.blocked.append((case, digits))
                with self.load.evidence.lock:
                    self.load.listed.add(digits)

            # The reasons of the proposal stand in the decision as well.
            path = f"/v1/zaken/{case}/besluiten/{number}/bevestigingen"
            return Act("decision", "officer-2", path, {}, key, confirmed, mark)
        if self.blocked and (not self.open_cases or self.random.random() < 0.3):
            case, digits = self.blocked.pop(self.random.randrange(len(self.blocked)))

            def lifted(_):
                with self.load.evidence.lock:
                    self.load.listed.discard(digits)
                    self.load.evidence.lifted += 1

            return Act(
                "decision", "officer-2", f"/v1/zaken/{case}/besluiten", {"soort": "unblock", "redenen": key}, key, lifted)
        case, digits = self.open_cases.pop(self.random.randrange(len(self.open_cases)))

        def proposed(answer):
            self.proposed.append((case, digits, answer["nummer"], key))

        return Act("proposal", "officer-1", f"/v1/zaken/{case}/besluiten", {"soort": "block", "redenen": key}, key, proposed)

    def registration(self):
        self.serial += 1
        key = self.key()
        body = {"deelnemer": f"oin:000000991{self.number:02d}{self.serial:09d}", "naam": f"Proef {key}", "rollen": ["insurer"]}
        return Act("party", "operator", "/v1/deelnemers", body, key)


class Poller(threading.Thread):
    """Asks for the checkpoints as anybody may, all the time. A log must never be shorter than it was shown before."""

    def __init__(self, load):
        super().__init__(name="poller", daemon=True)
        self.load, self.door, self.sizes = load, Door(load.hub, "open"), dict.fromkeys(LOGS, 0)
        self.count = 0

    def run(self):
        try:
            while not (self.load.finishing.is_set() or self.load.abandoned.is_set()):
                with contextlib.suppress(Lost):
                    for log in LOGS:
                        self.look(log)
                time.sleep(0.02)
        except Exception as error:
            self.load.evidence.problem(f"the poller ended: {type(error).__name__}: {error}")

    def look(self, log):
        status, body = self.door.ask("GET", f"/logboek/{log}/checkpoint")
        if status != 200:
            raise Broken(f"the checkpoint of {log} answered {status}")
        checkpoint = self.load.evidence.saw(body.decode())
        self.count += 1
        if checkpoint.log != log or checkpoint.size < self.sizes[log]:
            self.load.evidence.problem(
                f"a checkpoint of {log} was of another log, or smaller than before", f"{checkpoint.size} after {self.sizes[log]}")
        self.sizes[log] = checkpoint.size


def events(answer):
    """The events of a stream (WHATWG HTML section 9.2), as name and JSON."""
    buffer = b""
    while True:
        piece = answer.read1(1 << 16)
        if not piece:
            return
        buffer += piece
        *whole, buffer = buffer.split(b"\n\n")
        for event in whole:
            fields = dict(line.split(": ", 1) for line in event.decode().split("\n") if ": " in line)
            yield fields["event"], json.loads(fields["data"])


class Follower(threading.Thread):
    """Follows the register as the regulator does, through every restart; keeps each leaf as it was shown first."""

    def __init__(self, load):
        super().__init__(name="follower", daemon=True)
        self.load, self.door, self.leaves = load, Door(load.hub, "parties", load.folders["regulator"]), []

    def run(self):
        try:
            while not (self.load.finishing.is_set() or self.load.abandoned.is_set()):
                with contextlib.suppress(Lost, OSError, http.client.HTTPException):
                    self.follow()
                self.door.close()
                time.sleep(0.02)
        except Exception as error:
            self.load.evidence.problem(f"the follower ended: {type(error).__name__}: {error}")

    def follow(self):
        answer = self.door.open("GET", f"/logboek/{REGISTER}/stroom?vanaf={len(self.leaves)}")
        if answer.status != 200:
            raise Broken(f"with {len(self.leaves)} entries it was answered {answer.status}: {answer.read()[:300].decode()}")
        for name, data in events(answer):
            if name == "batch":
                if data["from"] != len(self.leaves):
                    raise Broken(f"a batch from {data['from']} came after {len(self.leaves)} entries")
                self.leaves += [base64.b64decode(leaf) for leaf in data["leaves"]]
            if "checkpoint" in data:
                self.load.evidence.saw(data["checkpoint"])
            if self.load.finishing.is_set():
                return


# The run.


class Terminal:
    """Progress on standard error: one line that is rewritten, or a line now and then where that cannot be."""

    def __init__(self):
        self.is_live = sys.stderr.isatty()
        self.shown = 0.0

    def show(self, text, is_due=False):
        now = time.monotonic()
        if now - self.shown < (0.1 if self.is_live else 10) and not is_due:
            return
        self.shown = now
        if self.is_live:
            width = shutil.get_terminal_size().columns - 1
            sys.stderr.write(f"\r\x1b[K{text[:width]}")
        else:
            sys.stderr.write(text + "\n")
        sys.stderr.flush()

    def clear(self):
        if self.is_live:
            sys.stderr.write("\r\x1b[K")


class Torture:
    """One run from the first start to the last kill."""

    def __init__(self, options, folder, terminal):
        self.options, self.folder, self.terminal = options, folder, terminal
        self.random = random.Random(options.seed)
        self.evidence = Evidence(folder)
        self.environment = {STORE_VARIABLE: options.store} if options.store else {}
        self.kills = collections.Counter()
        self.hub = self.edge = self.load = None
        self.threads = []
        self.started = self.loaded_at = time.monotonic()

    def program(self, name, *arguments):
        """Runs a short subcommand that must succeed."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("SCHAKEL_")}
        ended = subprocess.run(
            [self.options.binary, name, *arguments], env=environment, capture_output=True, text=True, timeout=2 * PATIENCE)
        if ended.returncode != 0:
            raise Broken(f"schakel {name} {arguments[0]} ended with {ended.returncode}: {ended.stderr.strip()}")
        return ended.stdout

    def new_hub(self, number):
        data = f"{self.folder}/hub-{number}"
        hub = Program(
            self.options.binary, ["serve", "--data", data, *WIDE], ["open", "parties", "operations"], f"{data}.log", self.environment)
        hub.data = data
        return hub

    def kill(self, moment):
        self.hub.kill()
        self.kills[moment] += 1
        done, total = self.killed, self.options.kills
        loaded = done - self.kills["founding"] - self.kills["founded"]
        pace = (time.monotonic() - self.loaded_at) / loaded if loaded else 1.2
        entries = f"{self.poller.sizes[REGISTER]} entries, " if self.load else ""
        self.terminal.show(
            f"{done} of {total} kills, {self.evidence.total} acts acknowledged, {entries}"
            f"about {pace * (total - done):.0f} s to go", is_due=done == total)

    @property
    def killed(self):
        return sum(self.kills.values())

    def found(self, budget):
        """Kills hubs at their very first start, while they make keys and authority; the last one comes up and stays."""
        number, typical = 0, 0.5 if self.options.store else 0
        while True:
            self.hub = self.new_hub(number)
            for _ in range(min(budget - self.killed, self.random.choice((1, 1, 2, 3))) if typical else 0):
                self.hub.start()
                time.sleep(self.random.uniform(0, 1.1 * typical))
                self.kill("founding")
            begun = time.monotonic()
            self.hub.start_and_wait()
            typical = typical or time.monotonic() - begun
            Door(self.hub, "parties", f"{self.hub.data}/credentials/operator").get("/v1/deelnemers")
            # Another store is founded once.
            if self.options.store or self.killed >= budget:
                return
            self.kill("founded")
            shutil.rmtree(self.hub.data)
            number += 1

    def enrol(self):
        """Makes parties, and an edge that follows."""
        operator = f"{self.hub.data}/credentials/operator"
        folders = {name: f"{self.folder}/{name}" for name in ("officer-1", "officer-2", "insurer", "provider", "regulator")}
        folders["operator"] = operator
        self.keys = f"{operator}/logs.keys"
        self.evidence.trust(self.keys)

        def add(identifier, name, role, folder, *rights, person=()):
            rights = [word for right in rights for word in ("--right", right)]
            self.program(
                "party", "add", "--id", identifier, "--name", name, "--role", role, "--basis", "Proefbesluit art. 1",
                "--out", folders[folder], "--as", operator, *rights, *person)

        police = "00000099000000000010"
        add(police, "Politie (proef)", "police", "officer-1", "report", "decide", "confirm", person=("--person", "1001"))
        self.program(
            "party", "certificate", "--id", police, "--person", "1002", "--out", folders["officer-2"], "--as", operator)
        add("00000099000000000021", "Voorbeeld Telecom", "provider", "provider", "comply")
        add("00000099000000000031", "Voorbeeld Verzekeraar", "insurer", "insurer", "report")
        add("00000099000000000041", "Toezicht (proef)", "regulator", "regulator", "supervise")
        self.edge = Program(
            self.options.binary,
            ["edge", "--data", f"{self.folder}/edge", "--set", f"credential={folders['provider']}", "--set", "edge.name=edge-1"],
            ["service", "operations"], f"{self.folder}/edge.log")
        self.edge.start_and_wait()
        return folders

    def run(self):
        """Everything up to the last start of the hub, with all acts answered."""
        kills = self.options.kills
        self.found(0 if kills < 4 else max(2, kills // 10))
        self.load = Load(self.hub, self.evidence, self.enrol())
        self.founded = self.size_of("parties")
        self.follower, self.poller = Follower(self.load), Poller(self.load)
        seeds = [self.random.getrandbits(64) for _ in range(self.options.clients)]
        self.clients = [Client(self.load, number, seed) for number, seed in enumerate(seeds)]
        self.threads = [self.follower, self.poller, *self.clients]
        for thread in self.threads:
            thread.start()
        moments = ["ready", "full", "start"]
        starting, is_up = 0.3, True
        self.loaded_at = time.monotonic()
        while self.killed < kills:
            moment = moments.pop(0) if moments else self.random.choices(["ready", "start", "full"], [6, 2.5, 1.5])[0]
            if moment == "start":
                self.hub.start()
                time.sleep(self.random.uniform(0, 1.1 * starting))
            else:
                if not is_up:
                    begun = time.monotonic()
                    self.hub.start_and_wait()
                    starting = 0.8 * starting + 0.2 * (time.monotonic() - begun)
                if moment == "full":
                    while self.load.burst_sent.acquire(blocking=False):
                        pass
                    self.load.burst_round += 1
                    self.load.burst_sent.acquire(timeout=3)
                    time.sleep(self.random.uniform(0, 0.2))
                else:
                    time.sleep(self.random.uniform(0, 0.8))
            self.kill(moment)
            is_up = False
        self.hub.start_and_wait()
        self.drain()

    def size_of(self, log):
        logs = Door(self.hub, "open").get("/v1/knooppunt")["logboeken"]
        return next(entry["omvang"] for entry in logs if entry["naam"] == log)

    def drain(self):
        """Lets every act that waits get its answer."""
        self.terminal.show("The last start: every act that waits is repeated until it is answered.", is_due=True)
        time.sleep(0.3)
        self.load.finishing.set()
        deadline = time.monotonic() + 2 * PATIENCE
        for thread in self.threads:
            thread.join(max(0.1, deadline - time.monotonic()))
        waiting = sum(len(client.pending) for client in self.clients)
        if waiting:
            self.evidence.problem(f"{waiting} acts got no answer within {2 * PATIENCE} s after the last start")
        self.evidence.journal.flush()

    def end(self):
        if self.load:
            self.load.abandoned.set()
        for program in (self.hub, self.edge):
            if program:
                program.end()
        for thread in self.threads:
            thread.join(2)
        self.evidence.journal.close()


# The verdict.


class Verdict:
    """Holds everything that was seen against the log as it is at the end."""

    def __init__(self, run):
        self.run, self.evidence, self.hub = run, run.evidence, run.hub
        self.checks = []

    def check(self, name, faults, detail):
        faults = list(faults)
        said = f"{len(faults)} faults, such as: {faults[0]}" if faults else detail
        self.checks.append({"name": name, "held": not faults, "detail": said, "faults": faults[:20]})

    def reach(self):
        """Makes all checks, in the order in which they build on one another."""
        self.edge_has_the_list()
        leaves, payloads = self.read_stream()
        self.decoded = [Leaf(leaf) for leaf in leaves]
        self.leaves = leaves
        self.once_shown_always_there()
        self.checkpoints()
        self.counters()
        self.acknowledged()
        self.done_once()
        self.lists(payloads)
        self.program_verifies()
        self.tiles()
        self.check("the running hub never fell silent", self.hub.silences, f"an answer came within {SILENCE} s every time")
        self.check("no problem came up on the way", self.evidence.problems, "every answer was as it must be")

    def read_stream(self):
        """All leaves, and the payloads of the list, up to a checkpoint, as the provider gets them from the start."""
        door = Door(self.hub, "parties", self.run.load.folders["provider"])
        answer = door.open("GET", f"/logboek/{REGISTER}/stroom?vanaf=0")
        leaves, payloads, edge = [], {}, RightEdge()
        for name, data in events(answer):
            if name == "hello":
                self.origin = data["origin"]
                self.tag = next(entry["tag"] for entry in data["lists"] if entry["list"] == LIST)
            if name == "batch":
                for leaf in data["leaves"]:
                    leaves.append(base64.b64decode(leaf))
                    edge.append(leaf_hash(leaves[-1]))
                payloads.update((int(index), opened) for index, opened in data["payloads"].items())
                self.run.terminal.show(f"Reading the log: {len(leaves)} entries")
                if "checkpoint" in data:
                    checkpoint = self.evidence.saw(data["checkpoint"])
                    if (checkpoint.size, checkpoint.root) != (edge.size, edge.root):
                        raise Broken(f"The stream's own checkpoint {checkpoint.size} is not of the leaves it sent.")
                    break
        door.close()
        return leaves, payloads

    def once_shown_always_there(self):
        seen = self.run.follower.leaves
        faults = [f"entry {index}" for index, leaf in enumerate(seen) if index >= len(self.leaves) or self.leaves[index] != leaf]
        self.check("every leaf a follower was shown stands where it stood", faults, f"{len(seen)} leaves")

    def checkpoints(self):
        """Recomputes the root of every size that was ever shown."""
        wanted, found, edge = self.evidence.roots[REGISTER], {0: sha256()}, RightEdge()
        for leaf in self.leaves:
            edge.append(leaf_hash(leaf))
            if edge.size in wanted:
                found[edge.size] = edge.root
        twice = [f"{log} {size}" for log in LOGS for size, roots in self.evidence.roots[log].items() if len(roots) > 1]
        count = sum(len(self.evidence.roots[log]) for log in LOGS)
        self.check("there is one root for each size", twice, f"{count} sizes of {len(LOGS)} logs")
        faults = [f"size {size}" for size, roots in wanted.items() if roots != {found.get(size)}]
        self.check("every checkpoint is of this log", faults, f"{len(wanted)} checkpoints recomputed")

    def counters(self):
        counters, faults, earlier, backwards = collections.Counter(), [], 0, []
        for index, leaf in enumerate(self.decoded):
            counters[leaf.tag] += 1
            if leaf.sequence != counters[leaf.tag]:
                faults.append(f"entry {index} has number {leaf.sequence} where {counters[leaf.tag]} is due")
            if leaf.time < earlier:
                backwards.append(f"entry {index}")
            earlier = leaf.time
        self.check("numbers of each audience run without gap", faults, f"{len(counters)} audiences")
        self.check("time never goes back", backwards, f"{len(self.decoded)} entries")

    def acknowledged(self):
        """Every receipt: its own proof, and its leaf in the log. The sample for the program is drawn on the way."""
        broken, missing, doubled, sizes = [], [], [], set()
        places, marks, self.sample, self.others = set(), collections.Counter(), [], []
        total, draw = self.evidence.total, random.Random(self.run.options.seed)
        with open(self.evidence.path, encoding="utf-8") as journal:
            for number, line in enumerate(journal):
                record = json.loads(line)
                name = f"{record['kind']} {record['mark']}"
                marks[name] += 1
                try:
                    receipt = Receipt(record["receipt"], self.evidence.keys)
                    fault = receipt.fault(record["kind"], record["mark"])
                except (ValueError, KeyError, IndexError) as error:
                    receipt, fault = None, f"it cannot be read: {error}"
                if fault:
                    broken.append(f"{name}: {fault}")
                if not receipt:
                    continue
                log, index = receipt.checkpoint.log, receipt.index
                if (log, index) in places:
                    doubled.append(f"{name} shares entry {index} of {log}")
                places.add((log, index))
                sizes.add((log, receipt.checkpoint.size))
                if log != REGISTER:
                    self.others.append((log, index, receipt.leaf, name))
                elif self.leaves[index : index + 1] != [receipt.leaf]:
                    missing.append(f"{name} is not at entry {index}")
                # A reservoir: every receipt has the same chance.
                place = number if number < SAMPLE else draw.randrange(number + 1)
                if place < SAMPLE:
                    self.sample[place : place + 1] = [(record["receipt"], receipt)]
                self.run.terminal.show(f"Verifying receipts: {number + 1} of {total}")
        doubled += [f"{name} was acknowledged {count} times" for name, count in marks.items() if count > 1]
        self.check("every receipt proves what it says", broken, f"{total} receipts under {len(sizes)} checkpoints")
        self.check("every acknowledged act is in the log", missing, f"{len(places) - len(self.others)} acts in {REGISTER}")
        self.check("no two acts share an entry", doubled, f"{len(places)} entries")

    def done_once(self):
        """As every act was answered in the end, there are as many entries of each kind as acts."""
        acts = self.evidence.acknowledged
        found = collections.Counter(
            "version" if leaf.tag == self.tag and leaf.kind != "snapshot" else leaf.kind for leaf in self.decoded)
        # No device is in two decided cases: each decision changes the list by one version. That a snapshot was made is nobody's act.
        expected = {
            "report": acts["report"], "proposal": acts["proposal"], "decision": acts["decision"], "version": acts["decision"],
            "closing": self.evidence.lifted}
        faults = [f"{found[kind]} entries of {kind} for {count} acts" for kind, count in expected.items() if found[kind] != count]
        edges = len(self.provider.get("/v1/deelnemer")["randknopen"])
        grown = self.run.size_of("parties") - self.run.founded
        if grown != acts["party"] + edges:
            faults.append(f"parties grew by {grown} for {acts['party']} acts and {edges} edge")
        said = ", ".join(f"{count} {kind}" for kind, count in expected.items())
        self.check("every act was done once, and nothing else", faults, f"{said}, {acts['party']} party")

    def lists(self, payloads):
        """The list, told from its versions as the log has them, and from the acts as they were acknowledged."""
        listed, faults, snapshots, texts = {}, [], [], {}
        wanted = set()
        opened = {}
        for index, leaf in enumerate(self.decoded):
            if leaf.tag != self.tag:
                continue
            payload, salt = (base64.b64decode(payloads[index][name], validate=True) for name in ("payload", "salt"))
            if sha256(salt, payload) != leaf.commitment:
                faults.append(f"the payload of entry {index} is not what it commits to")
            opened[leaf.sequence] = leaf, json.loads(payload)
            if leaf.kind == "snapshot":
                snapshots.append(opened[leaf.sequence][1]["snapshot"])
                wanted.add(snapshots[-1]["version"])
        for version, (leaf, change) in sorted(opened.items()):
            if leaf.kind != "snapshot":
                for subject in change["released"]:
                    listed.pop(subject, None)
                listed.update((subject, status) for status, subjects in change["listed"].items() for subject in subjects)
            if version in wanted:
                lines = "".join(f"{subject} {status}\n" for subject, status in sorted(listed.items()))
                text = f"schakel/list/v1\n{self.origin}\n{LIST}\n{version}\n{len(listed)}\n{lines}".encode()
                texts[version] = hashlib.sha256(text).hexdigest(), len(listed), len(text)
        for shot in snapshots:
            if texts[shot["version"]] != (shot["digest"], shot["count"], shot["bytes"]):
                faults.append(f"the snapshot of version {shot['version']} is not the list as its versions tell it")
        listed = set(listed)
        faults += [f"device {digits}" for digits in sorted(listed ^ self.run.load.listed)]
        self.check("the list is what was decided", faults, f"{len(listed)} devices, {len(snapshots)} snapshots recomputed")

    def edge_has_the_list(self):
        """The edge that followed all the time has carried out the newest version, and answers by it."""
        self.provider = Door(self.hub, "parties", self.run.load.folders["provider"])
        operations, service = Door(self.run.edge, "operations"), Door(self.run.edge, "service")
        listed, faults, deadline = self.run.load.listed, [], time.monotonic() + PATIENCE
        while True:
            measure = self.provider.get(f"/v1/maatregelen?register={REGISTER}")["maatregelen"][0]
            newest, status = measure["nieuwsteVersie"], operations.get("/status")
            stated = measure.get("uitgevoerd", {}).get("versie", 0)
            is_there = (status["version"], status["devices"], stated, status["connected"]) == (newest, len(listed), newest, True)
            if is_there or time.monotonic() > deadline:
                break
            time.sleep(0.1)
        if not is_there:
            faults.append(f"the hub has version {newest}, {len(listed)} devices; the edge stated {stated}: {json.dumps(status)}")
        metrics = operations.ask("GET", "/metrics")[1].decode()
        faults += [line for line in metrics.split("\n") if line.startswith("schakel_edge_faults_total") and line[-2:] != " 0"]
        for digits in [*sorted(listed)[:25], "35990000000001"]:
            word = service.get(f"/n5g-eir-eic/v1/equipment-status?pei={pei(digits)}")["status"]
            if (word == "BLACKLISTED") != (digits in listed):
                faults.append(f"it answers {word} for {digits}")
        self.check("the edge has the list of the hub", faults, f"version {newest}, {len(listed)} devices, no fault on the way")

    def program_verifies(self):
        """The program itself verifies a sample, with the signatures."""
        faults = []
        for number, (text, receipt) in enumerate(self.sample):
            path = f"{self.run.folder}/receipt.txt"
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            try:
                said = json.loads(self.run.program("verify", "receipt", path, "--keys", self.run.keys, "--json"))
                if (said["index"], said["size"]) != (receipt.index, receipt.checkpoint.size):
                    faults.append(f"it read entry {said['index']} of {said['size']} in the receipt of {receipt.index}")
            except Broken as error:
                faults.append(str(error))
            self.run.terminal.show(f"schakel verify receipt: {number + 1} of {len(self.sample)}")
        self.check("schakel verify receipt agrees", faults, f"a sample of {len(self.sample)}")

    def tiles(self):
        """Reads the logs as anybody may, by C2SP tlog-tiles, where the hub serves them."""
        door, served, faults = Door(self.hub, "open"), [], []
        for log in LOGS:
            tiles = Tiles(door, log, self.evidence)
            if not tiles.are_served:
                continue
            leaves = tiles.leaves(lambda count: self.run.terminal.show(f"Reading the tiles of {log}: {count} entries"))
            served.append(f"{len(leaves)} entries of {log}")
            faults += tiles.faults
            if log == REGISTER:
                common = min(len(leaves), len(self.leaves))
                faults += [f"entry {index} of {log}" for index in range(common) if leaves[index] != self.leaves[index]]
            others = [other for other in self.others if other[0] == log]
            faults += [f"{name} is not at entry {index}" for _, index, leaf, name in others if leaves[index : index + 1] != [leaf]]
        self.check("the tiles are those of the logs", faults, ", ".join(served) or "this hub serves none")


class Tiles:
    """A log as it is served in tiles: entry bundles, and hashes at every level."""

    def __init__(self, door, log, evidence):
        self.door, self.log, self.evidence, self.faults = door, log, evidence, []
        status, note = door.ask("GET", f"/logboek/{log}/checkpoint")
        self.checkpoint = evidence.saw(note.decode()) if status == 200 else None
        self.are_served = bool(self.checkpoint) and self.tile("entries", 0, min(256, self.checkpoint.size)) is not None

    def tile(self, level, index, width):
        """The bytes of a tile, or None."""
        place, rest = f"{index % 1000:03d}", index // 1000
        while rest:
            place, rest = f"x{rest % 1000:03d}/{place}", rest // 1000
        part = f".p/{width}" if width < 256 else ""
        status, body = self.door.ask("GET", f"/logboek/{self.log}/tile/{level}/{place}{part}")
        return body if status == 200 else None

    def leaves(self, progress):
        """All entries; what does not fit is in `faults`."""
        leaves, size = [], self.checkpoint.size
        for index in range((size + 255) // 256):
            width = min(256, size - 256 * index)
            bundle, place, count = self.tile("entries", index, width) or b"", 0, len(leaves)
            while place < len(bundle):
                end = place + 2 + int.from_bytes(bundle[place : place + 2], "big")
                leaves.append(bundle[place + 2 : end])
                place = end
            if len(leaves) - count != width or place != len(bundle):
                self.faults.append(f"bundle {index} of {self.log} does not hold {width} entries")
            progress(len(leaves))
        hashes, edge, roots = [leaf_hash(leaf) for leaf in leaves], RightEdge(), self.evidence.roots[self.log]
        for digest in hashes:
            edge.append(digest)
            if edge.size in roots and roots[edge.size] != {edge.root}:
                self.faults.append(f"the checkpoint of {self.log} at {edge.size} has another root")
        level = 0
        while hashes:
            for index in range((len(hashes) + 255) // 256):
                own = hashes[256 * index : 256 * index + 256]
                if self.tile(level, index, len(own)) != b"".join(own):
                    self.faults.append(f"tile {level}/{index} of {self.log} does not hold the hashes of its entries")
            whole = range(0, len(hashes) - 255, 256)
            hashes, level = [RightEdge(hashes[start : start + 256]).root for start in whole], level + 1
        return leaves


# The command.


def fail(message, status):
    sys.stderr.write(f"torture: {message}\n")
    return status


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0], epilog=__doc__.split("\n")[2].strip())
    parser.error = lambda message: sys.exit(fail(f"{message} See --help.", 64))
    parser.add_argument("--kills", type=int, default=300, help="how often the hub is killed (300)")
    parser.add_argument("--binary", default=".build/release/schakel", help="the program (.build/release/schakel)")
    parser.add_argument("--clients", type=int, default=8, help="how many clients make acts at once, at most 99 (8)")
    parser.add_argument("--seed", type=int, help="the seed of all that is random, to repeat a run as far as time allows")
    parser.add_argument("--store", metavar="URL", help="an empty store such as postgres://…, instead of the embedded one")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args()
    if options.kills < 1 or not 1 <= options.clients <= 99:
        parser.error("Give --kills of 1 or more, and --clients from 1 to 99.")
    options.binary = os.path.abspath(options.binary)
    if not os.access(options.binary, os.X_OK):
        parser.error(f"There is no program at {options.binary}: build it, or name it with --binary.")
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(1 << 32)
    return options


def error_lines(folder):
    """What the programs logged as an error, by its message."""
    found = collections.Counter()
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".log"):
            continue
        with open(f"{folder}/{name}", encoding="utf-8", errors="replace") as log:
            for line in log:
                with contextlib.suppress(ValueError, AttributeError):
                    entry = json.loads(line)
                    if entry.get("level") in ("error", "critical"):
                        found[f"{name[:-4]}: {entry.get('message', '')}"] += 1
    return dict(found)


def report(run, checks, broken, options):
    evidence = run.evidence
    held = not broken and all(check["held"] for check in checks)
    return {
        "held": held, "seed": options.seed, "seconds": round(time.monotonic() - run.started, 1), "kills": run.killed,
        "moments": dict(run.kills), "clients": options.clients, "acknowledged": evidence.total,
        "acts": dict(evidence.acknowledged), "entries": max(evidence.roots[REGISTER], default=0),
        "repeated": evidence.repeated, "askedAgain": evidence.asked_again, "busy": evidence.busy,
        "checkpoints": sum(len(sizes) for sizes in evidence.roots.values()), "checks": checks, "broken": broken,
        "problems": dict(evidence.problems.most_common(50)), "errorLines": error_lines(run.folder),
        "folder": None if held else run.folder,
    }


def table(result):
    def counts(pairs):
        return ", ".join(f"{count} {name}" for name, count in pairs.items())

    repeated = f"{result['repeated']} after no answer, {result['askedAgain']} after an answer; {result['busy']} told to wait"
    rows = [
        ("kills", f"{result['kills']}: {counts(result['moments'])}"),
        ("acts", f"{result['acknowledged']} acknowledged: {counts(result['acts'])}"), ("repeated", repeated),
        ("log", f"{result['entries']} entries, {result['checkpoints']} checkpoints seen"),
        ("run", f"{result['seconds']} s, {result['clients']} clients, seed {result['seed']}"),
    ]
    rows += [("logged", f"{count} times {message}") for message, count in result["errorLines"].items()] + [("", "")]
    rows += [("held" if check["held"] else "FAILED", f"{check['name']}: {check['detail']}") for check in result["checks"]]
    if result["broken"]:
        rows.append(("FAILED", f"the run broke off: {result['broken']}"))
    rows += [("problem", f"{count} times {problem}") for problem, count in list(result["problems"].items())[:12]]
    end = "Everything held." if result["held"] else f"Not everything held. The data is kept in {result['folder']}."
    return "\n".join([*(f"{name:<10} {text}".rstrip() for name, text in rows), "", end])


def main():
    options = arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    folder, terminal = tempfile.mkdtemp(prefix="schakel-torture-"), Terminal()
    run, verdict, broken, is_kept = Torture(options, folder, terminal), None, None, False
    try:
        try:
            run.run()
            verdict = Verdict(run)
            verdict.reach()
            if run.evidence.total < options.kills:
                raise Broken(f"only {run.evidence.total} acts got through, and that proves little.")
        except (Broken, Lost, OSError, LookupError, ValueError, subprocess.TimeoutExpired) as error:
            broken = str(error) if isinstance(error, Broken) else f"{type(error).__name__}: {error}"
        run.end()
        terminal.clear()
        result = report(run, verdict.checks if verdict else [], broken, options)
        is_kept = not result["held"]
        print(json.dumps(result, indent=2) if options.json else table(result), flush=True)
        return 0 if result["held"] else 1
    except KeyboardInterrupt:
        terminal.clear()
        return fail("interrupted; what was made is removed.", 130)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        run.end()
        if not is_kept:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
