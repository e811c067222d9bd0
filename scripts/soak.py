#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Asks an edge over every protocol at once, while its list changes and its callers come and go, and judges every answer.

    scripts/soak.py --binary .build/release/schakel --seconds 1200

A hub with a list of 100,000 devices and one edge. Some devices are always listed and some never; officers block and unblock others
all the time, singly and in consignments so large that the edge writes its list anew. An answer is wrong when it lacks a change
of the version in its `schakel-list-version`, one that was seen before it was asked, or one that the hub says is carried out; and
when it has a change that was not made yet. wrk and h2load ask about devices that do not change, and h2load looks at no body.

The first quarter, five minutes at most, is to warm up. After it the edge's anonymous memory, its median by the minute, stays within
5 % of the first minute. A hub keeps what was decided: it is judged by 10 %, and not before it ran for ten minutes. Short runs have
shorter minutes.

Exit status: 0 everything held, 1 something did not (the logs are kept), 64 the command line is wrong, 130 interrupted.
"""
import argparse
import collections
import contextlib
import http.client
import json
import math
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import ssl
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time
import uuid

# The limits on how much a list may change in a day are for people; here it changes all the time.
WIDE = [word for name in ("decision", "party", "growth-from", "shrink-from", "type-decision", "type-day", "type-listed")
        for word in ("--set", f"valve.{name}=1000000000")]

LISTED, SINGLES, CONSIGNMENTS, CONSIGNMENT = 100_000, 60, 6, 5_000
#: Seconds in which anything is answered and a decision carried out; and that h2load and wrk run at a time.
PATIENCE, ROUND = 10, 5
BOUNDS = {"edge": 5, "hub": 10}
PATH = "/n5g-eir-eic/v1/equipment-status?pei=imei-"
WORDS = {b"\0\0\0\0": "WHITELISTED", b"\0\0\0\1": "BLACKLISTED", b"\0\0\0\2": "GREYLISTED"}
#: Who asks, over what.
WAYS = {"h2load": "HTTP/2", "nghttp": "HTTP/2", "wrk": "HTTP/1.1", "kept connections": "HTTP/1.1", "new connections": "HTTP/1.1",
        "peers": "Diameter", "officers": "Diameter"}
#: For wrk. Each thread has one connection, so that an answer is that of the last request.
SCRIPT = """
threads = {}
function setup(thread) table.insert(threads, thread); thread:set("seed", SEED + #threads) end
function init() math.randomseed(seed); answers, wrong, errors, first = 0, 0, 0, "" end
function delay() return math.random(0, 2) end
function request() asked = devices[math.random(#devices)]; return wrk.format("GET", PATH .. asked[1]) end
function response(status, headers, body)
    answers = answers + 1
    if status ~= 200 then errors = errors + 1; first = asked[1] .. " got " .. status
    elseif body ~= '{"status":"' .. asked[2] .. '"}' then wrong = wrong + 1; first = asked[1] .. " got " .. body end
end
function done(summary)
    local errors, firsts, sums = summary.errors, "", {answers = 0, wrong = 0, errors = 0}
    for _, thread in ipairs(threads) do
        for name in pairs(sums) do sums[name] = sums[name] + thread:get(name) end
        firsts = firsts .. thread:get("first")
    end
    print("TOLD", sums.answers, sums.wrong, sums.errors + errors.connect + errors.read + errors.write + errors.timeout, firsts)
end
"""


def imei(serial):
    digits = f"35{serial % 10**12:012d}"
    total = sum(sum(divmod(int(d) * (2 if i % 2 else 1), 10)) for i, d in enumerate(digits))
    return digits + str(-total % 10)


class Failure(Exception):
    """What should not have happened; its text says what."""


class Tally:
    """What was asked, and what was wrong; shared by all threads."""

    def __init__(self):
        self.lock, self.counts, self.events, self.notes = threading.Lock(), collections.Counter(), collections.Counter(), []

    def add(self, way, checks=1, wrong=0, errors=0, note=""):
        with self.lock:
            for kind, count in (("checks", checks), ("wrong", wrong), ("errors", errors)):
                self.counts[way, kind] += count
            if wrong or errors:
                self.notes = [*self.notes[:199], f"{time.strftime('%H:%M:%S')} {way}: {note}"]

    def event(self, name):
        with self.lock:
            self.events[name] += 1

    def total(self, kind, protocol=None):
        with self.lock:
            return sum(self.counts[way, kind] for way in WAYS if protocol in (None, WAYS[way]))


class Change:
    """A change of the list: when it was sent to the hub, since when it is known to be in force, and its version."""

    def __init__(self, status, sent, known=math.inf, version=None):
        self.status, self.sent, self.known, self.version = status, sent, known, version
        #: Versions of answers that did not have it, while its own was not known.
        self.without = []


class Subject:
    """Devices that have the same status at all times."""

    def __init__(self, serials, status="WHITELISTED"):
        self.devices, self.lock, self.case = [imei(serial) for serial in serials], threading.Lock(), None
        self.changes = [Change(status, -math.inf, -math.inf, 0)]

    @property
    def is_blocked(self):
        return self.changes[-1].status == "BLACKLISTED"

    def begin(self):
        with self.lock:
            self.changes = [*self.changes[-3:], Change("WHITELISTED" if self.is_blocked else "BLACKLISTED", time.monotonic())]

    def settle(self, version):
        """The hub says that the change is in force. Returns how many answers turn out to have been wrong."""
        with self.lock:
            change = self.changes[-1]
            change.version, change.known = version, min(change.known, time.monotonic())
            return sum(seen >= version for seen in change.without)

    def fault(self, status, version, asked, answered):
        """What is wrong with an answer that was asked and answered at these moments; None when nothing is."""
        with self.lock:
            for former, change in reversed(list(zip([None, *self.changes], self.changes))):
                if change.sent > answered:
                    continue
                if status == change.status:
                    # An answer that was long on its way may have the same status from two changes ago.
                    if former and former.known < asked:
                        change.known = min(change.known, answered)
                    return None
                if change.known < asked or (version is not None and change.version is not None and change.version <= version):
                    return f"{status} in version {version}, after {change.status} was in force in version {change.version}"
                if version is not None and change.version is None:
                    change.without.append(version)
        return f"{status} in version {version}, which it never was"


class Caller:
    """A kept connection to a door of the hub, with a person's credential or without, or of the edge."""

    def __init__(self, port, credential=None):
        self.connection, self.used = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE), 0
        if credential:
            context = ssl.create_default_context(cafile=credential / "authority.pem")
            context.load_cert_chain(credential / "certificate.pem", credential / "key.pem")
            self.connection = http.client.HTTPSConnection("localhost", port, context=context, timeout=PATIENCE)

    def ask(self, method, path, body=None):
        if time.monotonic() - self.used > 5:
            # It may have been closed for idleness.
            self.connection.close()
        self.used = time.monotonic()
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())} if body is not None else {}
        self.connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise Failure(f"{method} {path} was answered {answer.status}: {content[:200].decode(errors='replace')}")
        return answer, content

    def call(self, method, path, body=None):
        return json.loads(self.ask(method, path, body)[1])

    def status(self, device):
        """What the edge answers, and from which version of the list."""
        answer, content = self.ask("GET", PATH + device)
        return json.loads(content)["status"], int(answer.getheader("schakel-list-version"))


def number(value):
    return struct.pack(">I", value)


def attribute(code, data, vendor=0):
    size = 8 + (4 if vendor else 0) + len(data)
    head = number(code) + number((0xC0 if vendor else 0x40) << 24 | size) + (number(vendor) if vendor else b"")
    return head + data + bytes(-len(data) % 4)


def message(flags, command, application, hop, *attributes):
    body = b"".join(attributes)
    return struct.pack(">IIIII", 1 << 24 | 20 + len(body), flags << 24 | command, application, hop, hop) + body


class Peer:
    """A Diameter peer that asks over S13 (RFC 6733, TS 29.272), connected and introduced."""

    APPLICATION = 16777252
    VENDOR = 10415

    def __init__(self, port, name, state=0):
        self.host, self.hop, self.buffer, self.watchdogs = f"{name}.epc.example".encode(), 0, b"", 0
        self.origin = attribute(264, self.host) + attribute(296, b"epc.example")
        self.application = attribute(260, attribute(266, number(self.VENDOR)) + attribute(258, number(self.APPLICATION)))
        self.connection = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        product = attribute(257, b"\0\x01\x7f\0\0\x01") + attribute(266, number(self.VENDOR)) + attribute(269, b"MME")
        self.talk(257, product, self.application, attribute(278, number(state)) if state else b"")

    def read(self, size):
        while len(self.buffer) < size:
            piece = self.connection.recv(65536)
            if not piece:
                raise Failure("the edge closed the connection of a peer")
            self.buffer += piece
        taken, self.buffer = self.buffer[:size], self.buffer[size:]
        return taken

    def receive(self):
        """The next answer: its command, number, result and attributes. Watchdogs are answered on the way."""
        while True:
            first, second, _, hop, end = struct.unpack(">IIIII", self.read(20))
            rest, found, command = self.read((first & 0xFFFFFF) - 20), {}, second & 0xFFFFFF
            while rest:
                code, size = struct.unpack(">II", rest[:8])
                found[code] = rest[12 if size >> 31 else 8 : size & 0xFFFFFF]
                rest = rest[((size & 0xFFFFFF) + 3) // 4 * 4 :]
            if not second >> 31:
                return command, hop if hop == end else None, int.from_bytes(found.get(268, b""), "big"), found
            if command != 280:
                raise Failure(f"the edge sent request {command}")
            answer = message(0, 280, 0, hop, attribute(268, number(2001)), self.origin)
            self.connection.sendall(answer[:16] + number(end) + answer[20:])
            self.watchdogs += 1

    def talk(self, command, *attributes):
        """A request of the base protocol, answered with success."""
        self.hop += 1
        self.connection.sendall(message(0x80, command, 0, self.hop, self.origin, *attributes))
        answer = self.receive()[:3]
        if answer != (command, self.hop, 2001):
            raise Failure(f"request {command} of a peer was answered with command, number and result {answer}")

    def request(self, device):
        self.hop += 1
        return message(0xC0, 324, self.APPLICATION, self.hop, attribute(263, b"%s;1;%d" % (self.host, self.hop)), self.application,
                       attribute(277, number(1)), self.origin, attribute(283, b"epc.example"),
                       attribute(1401, attribute(1402, device.encode(), self.VENDOR), self.VENDOR))

    def statuses(self, devices):
        """What is answered for each of these devices, asked at once."""
        whole = b"".join(self.request(device) for device in devices)
        waiting, answers = dict(zip(range(self.hop - len(devices) + 1, self.hop + 1), devices)), []
        self.connection.sendall(whole)
        while waiting:
            command, hop, result, found = self.receive()
            if (command, result, found.get(263)) != (324, 2001, b"%s;1;%d" % (self.host, hop)) or hop not in waiting:
                raise Failure(f"a check over Diameter was answered with command {command}, result {result}")
            answers.append((waiting.pop(hop), WORDS.get(found.get(1445))))
        return answers


def reset(connection):
    """Closes at once, as a machine that fails."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


class Soak:
    """One run."""

    def __init__(self, options, folder):
        self.options, self.folder, self.binary = options, folder, str(pathlib.Path(options.binary).resolve())
        self.tally, self.lock, self.over, self.children = Tally(), threading.Lock(), threading.Event(), []
        self.samples, self.times, self.failures, self.pending, self.version = [], [], [], [], 0
        base, step = 10**11, 7 * LISTED // CONSIGNMENT
        self.listed = Subject(range(base, base + 7 * LISTED, 7), "BLACKLISTED")
        self.never = Subject(range(base + 3, base + 7 * LISTED, 7))
        self.singles = [Subject([base + 7_000 * serial + 5]) for serial in range(SINGLES)]
        self.consignments = [Subject(range(base + 7 * serial + 1, base + 7 * LISTED, step)) for serial in range(CONSIGNMENTS)]
        self.changing = self.singles + self.consignments

    # Processes.

    def start(self, name, *arguments):
        environment = {key: value for key, value in os.environ.items() if not key.startswith("SCHAKEL_")}
        with open(self.folder / f"{name}.log", "w", encoding="utf-8") as log:
            child = subprocess.Popen([self.binary, name, *map(str, arguments), "--leave-with-parent"], stdout=subprocess.PIPE,
                                     stderr=log, text=True, env=environment)
        self.children.append(child)
        line = child.stdout.readline()
        if not line:
            raise Failure(f"schakel {name} did not start: {(self.folder / f'{name}.log').read_text()[-500:]}")
        return child, json.loads(line)

    def tool(self, *command):
        """What another program prints. It ends when this one does."""
        with self.lock:
            if self.over.is_set():
                raise Failure("it is over")
            child = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            self.children.append(child)
        try:
            told = child.communicate(timeout=6 * PATIENCE)[0]
        finally:
            child.kill()
            child.wait()
            self.children.remove(child)
        if child.returncode:
            raise Failure(f"{command[0]} {command[1]} ended with {child.returncode}: {told[-300:]}")
        return told

    def end(self):
        """Ends all that was started."""
        with self.lock:
            self.over.set()
        for child in reversed(list(self.children)):
            child.terminate()
        for child in list(self.children):
            try:
                child.wait(3 * PATIENCE)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def prepare(self):
        data, credentials, police = self.folder / "hub", self.folder / "credentials", "00000001000000000002"
        self.hub, self.doors = self.start("serve", "--data", data, "--set", "open.port=0", "--set", "parties.port=0", "--set",
                                          "operations.port=0", "--set", "hubs.port=0", *WIDE)
        operator = data / "credentials" / "operator"
        while not (operator / "hub").exists():
            time.sleep(0.1)
        for party, name, role, rights in [
                (police, "police", "police", ["report", "decide", "confirm"]), ("10000001", "provider", "provider", ["comply"])]:
            self.tool(self.binary, "party", "add", "--id", party, "--name", name, "--role", role, "--basis", "soak",
                      *(word for right in rights for word in ("--right", right)), "--out", credentials / name, "--as", operator)
        self.officers = [credentials / "officer-1", credentials / "officer-2"]
        for place in self.officers:
            self.tool(self.binary, "party", "certificate", "--id", police, "--person", place.name, "--out", place, "--as", operator)
        settings = [f"credential={credentials / 'provider'}", "service.port=0", "operations.port=0", "diameter.port=0",
                    "diameter.identity=eir.epc.example", "log.level=warning"]
        self.edge, self.ports = self.start("edge", "--data", self.folder / "edge", *(w for s in settings for w in ("--set", s)))
        rows = "".join(f"{device},20260301,blacklist\n" for device in self.listed.devices)
        (self.folder / "list.csv").write_text(f"imei,reporting_date,status\n{rows}")
        self.tool(self.binary, "import", "stolen-list", self.folder / "list.csv", "--as", self.officers[0], "--confirm-as",
                  self.officers[1])
        self.operations, deadline = Caller(self.ports["operations"]), time.monotonic() + 6 * PATIENCE
        while self.operations.call("GET", "/status").get("devices") != LISTED:
            if time.monotonic() > deadline:
                raise Failure("the edge does not get the list")
            time.sleep(0.1)
        self.files = self.open_files()

    def open_files(self):
        return len(os.listdir(f"/proc/{self.edge.pid}/fd"))

    # The load. What is raised here is counted as an error, and the work begun anew.

    def some(self, count):
        """So many devices that are always listed or never, in any order."""
        half = (count + random.randrange(2)) // 2
        found = [(device, self.listed) for device in random.sample(self.listed.devices, half)]
        found += [(device, self.never) for device in random.sample(self.never.devices, count - half)]
        return dict(random.sample(found, count))

    def judge(self, way, subject, device, status, version, asked):
        fault = subject.fault(status, version, asked, time.monotonic())
        self.version = max(self.version, version or 0)
        self.tally.add(way, wrong=fault is not None, note=f"{device} got {fault}")

    def h2load(self):
        urls = (f"http://127.0.0.1:{self.ports['service']}{PATH}{device}\n" for device in self.some(2_000))
        (self.folder / "urls").write_text("".join(urls))
        clients, rate = 8, 400
        total = clients * rate * ROUND
        told = self.tool("h2load", "-n", total, "-c", clients, "-m", 16, "--rps", rate, "-i", self.folder / "urls")
        good = int((re.search(r"status codes: (\d+) 2xx", told) or [0, 0])[1])
        self.tally.add("h2load", good, errors=total - good, note=f"{total - good} of {total} had no success: {told[-400:]}")

    def nghttp(self):
        """Many checks at once on one connection; fields and bodies are told apart by their streams."""
        devices, asked = self.some(140) | {random.choice(subject.devices): subject for subject in self.changing}, time.monotonic()
        told = self.tool("nghttp", "-v", *(f"http://127.0.0.1:{self.ports['service']}{PATH}{device}" for device in devices))
        paths = re.findall(r"send HEADERS frame <[^>]*stream_id=(\d+)>\n(?: .*\n)*? +:path: \S*imei-(\d+)\n", told)
        streams = {device: stream for stream, device in paths}
        found = {(stream, name): value for stream, name, value in re.findall(r"recv \(stream_id=(\d+)\) (\S+): (\S+)\n", told)}
        bodies = re.findall(r'\{"status":"(\w+)"\}\[[^]]*\] recv DATA frame <[^>]*stream_id=(\d+)>', told)
        found.update({(stream, "body"): status for status, stream in bodies})
        for device, subject in devices.items():
            code, version, status = (found.get((streams.get(device), name)) for name in (":status", "schakel-list-version", "body"))
            if code != "200" or None in (version, status):
                self.tally.add("nghttp", 0, errors=1, note=f"{device} was answered {code}, {status}: {told[-200:]}")
            else:
                self.judge("nghttp", subject, device, status, int(version), asked)
        self.over.wait(0.5)

    def wrk(self):
        script = self.folder / "wrk.lua"
        rows = ",".join(f'{{"{device}","{subject.changes[0].status}"}}' for device, subject in self.some(10_000).items())
        script.write_text(f'PATH, SEED, devices = "{PATH}", {random.randrange(10**6)}, {{{rows}}}\n{SCRIPT}')
        told = self.tool("wrk", "-t", 8, "-c", 8, "-d", f"{ROUND}s", "--timeout", f"{PATIENCE}s", "-s", script,
                         f"http://127.0.0.1:{self.ports['service']}")
        answers, wrong, errors, first = re.search(r"^TOLD\t(\d+)\t(\d+)\t(\d+)\t(.*)$", told, re.MULTILINE).groups()
        self.tally.add("wrk", int(answers), int(wrong), int(errors), first)

    def asker(self):
        """Asks about devices that change, most of all those that just do."""
        caller, last = Caller(self.ports["service"]), 0
        while not self.over.is_set():
            subject = random.choice(list(self.pending) * 4 + [random.choice(self.changing)])
            device, asked = random.choice(subject.devices), time.monotonic()
            status, version = caller.status(device)
            self.judge("kept connections", subject, device, status, version, asked)
            if version < last:
                raise Failure(f"version {version} came after version {last}")
            last = version
            time.sleep(0.002)

    def visitor(self, is_slow):
        """A connection for one request: all at once or with pauses, now and then given up halfway."""
        ((device, subject),), asked = self.some(1).items(), time.monotonic()
        request, answer = f"GET {PATH}{device} HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n\r\n".encode(), b""
        with socket.create_connection(("127.0.0.1", self.ports["service"]), PATIENCE) as connection:
            self.tally.event("connections")
            if random.random() < 0.1:
                connection.sendall(request[: random.randrange(len(request))])
                self.over.wait(2 if is_slow else 0)
                return reset(connection) if random.random() < 0.5 else None
            size = random.randrange(5, 40) if is_slow else len(request)
            for start in range(0, len(request), size):
                self.over.wait(random.uniform(0, 0.5) if is_slow else 0.01)
                connection.sendall(request[start : start + size])
            while piece := connection.recv(4096):
                answer += piece
        head, _, body = answer.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200 "):
            raise Failure(f"{device} was answered {head[:100]}")
        self.judge("new connections", subject, device, json.loads(body)["status"], None, asked)

    def check(self, way, peer, devices):
        asked = time.monotonic()
        for device, status in peer.statuses(list(devices)):
            self.judge(way, devices[device], device, status, None, asked)

    def peer(self, name, has_state):
        """A peer that asks, leaves and comes back: at once when it tells its Origin-State-Id, otherwise a little later."""
        state, peer = 1, Peer(self.ports["diameter"], name, has_state)
        try:
            while not self.over.is_set():
                until = time.monotonic() + random.uniform(2, 6)
                while time.monotonic() < until and not self.over.is_set():
                    self.check("peers", peer, self.some(random.choice([1, 8, 32])))
                    if random.random() < 0.02:
                        peer.talk(280)
                    time.sleep(random.uniform(0.02, 0.08))
                former, state = peer, state + 1
                way = random.choice(["goodbye", "close", "cut", "reset"] + ["replaced"] * has_state)
                self.tally.event(f"left by {way}")
                if way == "goodbye":
                    former.talk(282, attribute(273, number(0)))
                elif way == "cut":
                    former.connection.sendall(former.request(self.listed.devices[0])[: random.randrange(1, 100)])
                elif way == "reset":
                    former.connection.sendall(b"".join(former.request(device) for device in self.listed.devices[:8]))
                    reset(former.connection)
                if way != "replaced":
                    former.connection.close()
                    if self.over.wait(0 if has_state else random.uniform(0.5, 2)):
                        return
                peer = Peer(self.ports["diameter"], name, state * has_state)
                # The edge itself closes a connection of which the place is taken.
                with former.connection, contextlib.suppress(ConnectionResetError):
                    while way == "replaced" and former.connection.recv(4096):
                        pass
        finally:
            peer.connection.close()

    def sitter(self):
        """A peer that stays, and is silent for so long that the edge sends watchdogs."""
        peer = Peer(self.ports["diameter"], "sitter")
        with peer.connection:
            while not self.over.wait(40):
                watchdogs = peer.watchdogs
                self.check("peers", peer, self.some(1))
                if peer.watchdogs == watchdogs:
                    raise Failure("the edge sent no watchdog to a peer that was silent for 40 s")
            peer.talk(282, attribute(273, number(0)))

    def officers_at_work(self, name, subjects, pause):
        """Blocks and unblocks, so that about half is blocked, and asks before and after over HTTP/1.1 and Diameter."""
        first, second, citizen = *(Caller(self.doors["parties"], place) for place in self.officers), Caller(self.doors["open"])
        edge, peer, due = Caller(self.ports["service"]), Peer(self.ports["diameter"], name), time.monotonic()
        with peer.connection:
            while not self.over.is_set():
                is_block = 2 * sum(subject.is_blocked for subject in subjects) < len(subjects)
                subject = next(subject for subject in subjects if subject.is_blocked != is_block)
                # One of which a change fails is not used again.
                subjects.remove(subject)
                self.look(edge, peer, subject)
                version = self.change(subject, citizen, first, second)
                if self.look(edge, peer, subject) < version:
                    raise Failure(f"the edge answers with an older version than {version}, which it stated as carried out")
                subjects.append(subject)
                due = max(due + pause, time.monotonic())
                self.over.wait(due - time.monotonic())

    def look(self, edge, peer, subject):
        """Asks about a subject over HTTP/1.1 and Diameter; returns the version in the answer."""
        device, asked = random.choice(subject.devices), time.monotonic()
        status, version = edge.status(device)
        self.judge("kept connections", subject, device, status, version, asked)
        self.check("officers", peer, dict.fromkeys(subject.devices[:8] + [device], subject))
        return version

    def change(self, subject, citizen, first, second):
        """One decision, until the hub says that the edge has carried it out; returns its version."""
        act, body, name = f"{subject.case}/besluiten", {"soort": "unblock", "redenen": "Soak."}, "unblocks"
        if not subject.is_blocked:
            report = {"soort": "theft", "onderwerpen": subject.devices, "gegevens": {"datum": "2026-03-01"}}
            if len(subject.devices) > 1:
                report |= {"soort": "consignment", "gegevens": {"bron": "soak", "meldingsdata": [None] * len(subject.devices)}}
            reported = (first if len(subject.devices) > 1 else citizen).call("POST", "/v1/meldingen", report)
            subject.case = f"/v1/zaken/{reported['zaak']}"
            first.call("POST", f"{subject.case}/besluiten", {"soort": "block", "redenen": "Soak."})
            act, body, name = f"{subject.case}/besluiten/1/bevestigingen", {}, "blocks"
        subject.begin()
        self.pending.append(subject)
        try:
            second.call("POST", act, body)
            decided, row = time.monotonic(), {"versie": math.inf}
            while row.get("uitgevoerd", {}).get("versie", 0) < row["versie"]:
                if time.monotonic() > decided + PATIENCE:
                    raise Failure(f"version {row['versie']} was not carried out within {PATIENCE} s")
                time.sleep(0.03)
                row = first.call("GET", subject.case)["uitvoering"][0]
        finally:
            self.pending.remove(subject)
        wrong = subject.settle(row["versie"])
        self.tally.add("kept connections", 0, wrong, note=f"{wrong} answers of version {row['versie']} or later were without it")
        self.times.append(time.monotonic() - decided)
        self.tally.event(name)
        return row["versie"]

    def repeat(self, way, work, *arguments):
        while not self.over.is_set():
            try:
                work(*arguments)
            except Exception as error:
                if not self.over.is_set():
                    self.tally.add(way, 0, errors=1, note=f"{error}" if isinstance(error, Failure) else repr(error))
                    self.over.wait(0.5)

    # The measure.

    def memory(self, child):
        """Anonymous and all resident memory in MiB."""
        with open(f"/proc/{child.pid}/status", encoding="ascii") as file:
            sizes = dict(re.findall(r"^(RssAnon|VmRSS):\s+(\d+) kB", file.read(), re.MULTILINE))
        return int(sizes["RssAnon"]) / 1024, int(sizes["VmRSS"]) / 1024

    def watch(self):
        """Samples memory every second, and prints a line every ten, until the time is over."""
        begun, shown, before = time.monotonic(), 0, {}
        while (passed := time.monotonic() - begun) < self.options.seconds:
            for name, child in (("hub", self.hub), ("edge", self.edge)):
                if child.poll() is not None:
                    raise Failure(f"the {name} ended by itself, status {child.returncode}")
            memory = {"edge": self.memory(self.edge), "hub": self.memory(self.hub)}
            self.samples.append((passed, {name: anonymous for name, (anonymous, _) in memory.items()}))
            if passed - shown >= 10:
                now = {protocol: self.tally.total("checks", protocol) for protocol in dict.fromkeys(WAYS.values())}
                print(f"{clock(passed)} passed, {clock(self.options.seconds - passed)} left, checks/s",
                      ", ".join(f"{name} {(now[name] - before.get(name, 0)) / (passed - shown):,.0f}" for name in now) + ",",
                      f"wrong {self.tally.total('wrong')}, errors {self.tally.total('errors')}, version {self.version},",
                      ", ".join(f"{name} {anon:.1f} MiB of {whole:.1f}" for name, (anon, whole) in memory.items()), flush=True)
                shown, before = passed, now
            time.sleep(max(0, len(self.samples) - (time.monotonic() - begun)))

    def medians(self, name):
        """Memory by the minute, after warming up."""
        warm = min(300, self.options.seconds / 4)
        minute, minutes = min(60, max(5, (self.options.seconds - warm) / 9)), collections.defaultdict(list)
        for moment, memory in self.samples:
            if moment >= warm:
                minutes[(moment - warm) // minute].append(memory[name])
        return [statistics.median(values) for values in minutes.values() if len(values) >= minute / 2]

    def run(self):
        print("Starting a hub with a list of 100,000 devices, and an edge …", flush=True)
        self.prepare()
        work = [("h2load", self.h2load), ("nghttp", self.nghttp), ("wrk", self.wrk), ("peers", self.sitter)]
        work += [("kept connections", self.asker)] * 2 + [("new connections", self.visitor, place > 1) for place in range(6)]
        work += [("peers", self.peer, f"mme-{place}", place % 2) for place in range(6)]
        work += [("officers", self.officers_at_work, f"officers-{place}", self.singles[place::2], 0.5) for place in range(2)]
        work += [("officers", self.officers_at_work, "officers-2", self.consignments[:], min(8, self.options.seconds / 60))]
        threads = [threading.Thread(target=self.repeat, args=arguments, daemon=True) for arguments in work]
        print(f"Asking it for {clock(self.options.seconds)} …", flush=True)
        for thread in threads:
            thread.start()
        self.watch()
        self.over.set()
        deadline = time.monotonic() + 3 * PATIENCE
        for thread in threads:
            thread.join(max(0, deadline - time.monotonic()))
        self.expect(not any(thread.is_alive() for thread in threads), "an asker got stuck")
        self.conclude()

    def expect(self, holds, failure):
        if not holds:
            self.failures.append(failure)

    def conclude(self):
        """Looks at the edge when nobody asks any longer, stops it and the hub, judges and tells."""
        deadline = time.monotonic() + PATIENCE
        while (files := self.open_files()) > self.files + 8 and time.monotonic() < deadline:
            time.sleep(0.2)
        status, metrics = self.operations.call("GET", "/status"), self.operations.ask("GET", "/metrics")[1].decode()
        self.operations.connection.close()
        for child, name in ((self.edge, "edge"), (self.hub, "hub")):
            child.terminate()
            self.expect(child.wait(3 * PATIENCE) == 0, f"the {name} stopped with status {child.returncode}")
        counts, events, times = self.tally.counts, self.tally.events, sorted(self.times) or [math.nan]
        rows = [("", "")]
        for way, protocol in WAYS.items():
            checks, wrong, errors = (counts[way, kind] for kind in ("checks", "wrong", "errors"))
            rows.append((f"{protocol}, {way}", f"{checks:,} checks, {wrong} wrong, {errors} errors"))
            self.expect(checks, f"nothing was asked over {protocol}, {way}")
            self.expect(not wrong, f"{wrong} wrong answers over {protocol}, {way}")
            self.expect(not errors, f"{errors} errors over {protocol}, {way}")
        anew = sum(map(int, re.findall(r"^schakel_edge_compaction_seconds_count\S* (\d+)", metrics, re.MULTILINE)))
        left = ", ".join(f"{name[8:]} {count}" for name, count in sorted(events.items()) if name.startswith("left by "))
        rows += [("changes", f"{events['blocks']} blocks, {events['unblocks']} unblocks, up to version {status['version']}"),
                 ("decision to carried out", f"{1000 * statistics.median(times):.0f} ms, at most {1000 * times[-1]:.0f} ms"),
                 ("list", f"written anew {anew} times, {status['devices']} devices at the end"), ("peers that left by", left),
                 ("connections for one request", f"{events['connections']}; {self.files} files open before and {files} after all")]
        for name, bound in BOUNDS.items():
            medians = self.medians(name)
            worst = max((100 * median / medians[0] - 100 for median in medians), key=abs)
            is_judged = name == "edge" or self.options.seconds >= 600
            judged = f"{bound} % is allowed" if is_judged else "not judged in so short a run"
            rows.append((f"memory of the {name}", f"{medians[0]:.1f} MiB after warming up, {medians[-1]:.1f} MiB at the end, by "
                         f"the minute at most {worst:+.1f} %; {judged}"))
            self.expect(abs(worst) <= bound or not is_judged, f"the memory of the {name} changed by {worst:+.1f} %")
        self.expect(files <= self.files + 8, f"the edge has {files} files open and had {self.files} before")
        self.expect(status["complete"] and not status["evidence"], "the edge misses a version, or has evidence against the hub")
        faults = re.findall(r"^schakel_edge_(?:\w*faults|compaction_failures)_total\S* [1-9].*$", metrics, re.MULTILINE)
        self.expect(not faults, f"the edge counts {', '.join(faults)}")
        for name in ("serve", "edge"):
            text = (self.folder / f"{name}.log").read_text(errors="replace")
            logged = [line for line in text.splitlines() if not re.search(r'"level":"(info|notice|warning)"', line)]
            self.expect(not logged, f"schakel {name} logged {len(logged)} errors")
        print("\n".join(f"{name:<28} {text}".rstrip() for name, text in rows), flush=True)


def clock(seconds):
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def duration(text):
    found = re.fullmatch(r"(\d+)([smh]?)", text or "20m")
    seconds = int(found[1]) * {"": 1, "s": 1, "m": 60, "h": 3600}[found[2]] if found else 0
    if seconds < 20:
        raise argparse.ArgumentTypeError("give 20s or more, as in 90s, 20m or 1h")
    return seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--binary", default=".build/release/schakel", help="the program (.build/release/schakel)")
    parser.add_argument("--seconds", type=duration, default=os.environ.get("SOAK", ""), help="how long (SOAK, or 20m)")
    parser.error = lambda text: (sys.stderr.write(f"soak: {text}. See --help.\n"), sys.exit(64))
    options = parser.parse_args()
    for name in (options.binary, "h2load", "nghttp", "wrk"):
        if not shutil.which(name):
            parser.error(f"there is no program {name}")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="schakel-soak-"))
    soak, status = Soak(options, folder), 1
    try:
        try:
            soak.run()
        except (Failure, OSError, http.client.HTTPException, LookupError, ValueError, subprocess.TimeoutExpired) as error:
            soak.failures.append(f"{error}" if isinstance(error, Failure) else repr(error))
        if soak.failures:
            (folder / "notes").write_text("\n".join(soak.tally.notes))
            print("", *soak.tally.notes[:20], f"It did not hold: {'; '.join(soak.failures)}. See {folder}.", sep="\n", flush=True)
        else:
            print("\nEverything held.", flush=True)
            status = 0
    except KeyboardInterrupt:
        sys.stderr.write("soak: interrupted; what was started is ended.\n")
        status = 130
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        soak.end()
        if status != 1:
            shutil.rmtree(folder, ignore_errors=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
