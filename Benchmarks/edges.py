#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Time from decision to active at many edges of one hub, on one machine.

Enrols parties with one edge each, has people block phones at a steady rate, and asks the hub, as the supervisor sees it, how long
each edge took. The times are the hub's own: from the entry of the version to the entry of the statement that it is carried out.

    Benchmarks/edges.py --binary .build/release/schakel --edges 50 --rate 1 --seconds 60
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import http.client
import uuid

# The limits on how much a list may change in a day are for people; here it changes all the time.
WIDE = [word for name in ("decision", "party", "growth-from", "shrink-from", "type-decision", "type-day", "type-listed")
        for word in ("--set", f"valve.{name}=1000000000")]

parser = argparse.ArgumentParser()
parser.add_argument("--binary", default=".build/release/schakel")
parser.add_argument("--edges", type=int, default=50)
parser.add_argument("--rate", type=float, default=1.0, help="acts a second: a block is a report, a proposal and a confirmation")
parser.add_argument("--seconds", type=int, default=60)
parser.add_argument("--store", help="postgres://… ; SQLite when left out")
options = parser.parse_args()
binary = str(pathlib.Path(options.binary).resolve())
folder = pathlib.Path(tempfile.mkdtemp(prefix="schakel-edges-"))
children = []


def end(*_):
    for child in reversed(children):
        child.terminate()
    for child in children:
        try:
            child.wait(15)
        except subprocess.TimeoutExpired:
            child.kill()
    shutil.rmtree(folder, ignore_errors=True)


def start(*arguments):
    environment = dict(os.environ)
    if options.store and arguments[0] == "serve":
        environment["SCHAKEL_STORE"] = options.store
    child = subprocess.Popen([binary, *arguments, "--leave-with-parent"], stdout=subprocess.PIPE,
                             stderr=open(folder / f"{len(children)}.log", "w"), text=True, env=environment)
    children.append(child)
    return child


def ports(child):
    line = child.stdout.readline()
    found = dict(re.findall(r"(\w+)[=:\" ]+(\d+)", line))
    if not found:
        raise SystemExit(f"It did not start: {line}")
    return {name: int(port) for name, port in found.items()}


def run(*arguments):
    done = subprocess.run([binary, *arguments], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr}")
    return done.stdout


class Caller:
    """A kept connection to one of the hub's doors."""

    def __init__(self, port, credential=None):
        if credential:
            context = ssl.create_default_context(cafile=credential / "authority.pem")
            context.load_cert_chain(credential / "certificate.pem", credential / "key.pem")
            self.make = lambda: http.client.HTTPSConnection("localhost", port, context=context, timeout=60)
        else:
            self.make = lambda: http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.connection = self.make()

    def call(self, method, path, body=None):
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())} if body is not None else {}
        self.connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{path}: {answer.status} {content[:300]}")
        return json.loads(content)


def imei(number):
    digits = f"35{number % 10**12:012d}"
    total = sum(sum(divmod(int(d) * (2 if i % 2 else 1), 10)) for i, d in enumerate(digits))
    return digits + str(-total % 10)


try:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    hub_data = folder / "hub"
    hub = start("serve", "--data", str(hub_data), "--set", "open.port=0", "--set", "parties.port=0", "--set", "operations.port=0",
                "--set", "hubs.port=0", *WIDE)
    doors = ports(hub)
    operator = hub_data / "credentials" / "operator"

    run_as = ("--as", str(operator))

    def enrol(number, name, role, rights):
        target = folder / "credentials" / name
        run("party", "add", "--id", number, "--name", name, "--role", role, *[x for r in rights for x in ("--right", r)],
            "--basis", "benchmark", "--out", str(target), *run_as)
        return target

    def person(number, name):
        target = folder / "credentials" / name
        run("party", "certificate", "--id", number, "--person", name, "--out", str(target), *run_as)
        return target

    for _ in range(100):
        if (operator / "hub").exists():
            break
        time.sleep(0.1)
    print(f"enrolling {options.edges} providers and starting their edges …", flush=True)
    police = "00000001000000000002"
    enrol(police, "police", "police", ["report", "decide", "confirm"])
    officers = [person(police, "officer-1"), person(police, "officer-2")]
    regulator = enrol("00000001000000000004", "regulator", "regulator", ["supervise"])
    edges = []
    for number in range(options.edges):
        credential = enrol(f"{10000001 + number}", f"provider-{number}", "provider", ["comply"])
        edges.append(start("edge", "--data", str(folder / f"edge-{number}"), "--set", f"credential={credential}",
                           "--set", "service.port=0", "--set", "operations.port=0", "--set", "log.level=warning"))
    for edge in edges:
        ports(edge)
    time.sleep(2)

    made, failed = [0], []

    def block(worker, workers, until):
        """Blocks phones one after another: one decision in three acts."""
        try:
            citizen, first, second = Caller(doors["open"]), Caller(doors["parties"], officers[0]), Caller(doors["parties"], officers[1])
            number, period = 0, 3 * workers / options.rate
            due = time.monotonic() + worker * period / workers
            while time.monotonic() < until:
                time.sleep(max(0, due - time.monotonic()))
                due += period
                device = imei(worker * 1_000_003 + number)
                number += 1
                report = citizen.call("POST", "/v1/meldingen", {
                    "soort": "theft", "onderwerpen": [device], "gegevens": {"datum": "2026-03-01"}})
                path = f"/v1/zaken/{report['zaak']}/besluiten"
                first.call("POST", path, {"soort": "block", "redenen": "Benchmark."})
                second.call("POST", f"{path}/1/bevestigingen", {})
                made[0] += 3
        except BaseException as error:
            failed.append(error)

    workers = max(1, min(24, int(options.rate / 6) or 1))
    until = time.monotonic() + options.seconds
    threads = [threading.Thread(target=block, args=(n, workers, until), daemon=True) for n in range(workers)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - started
    if failed:
        raise SystemExit(f"{failed[0]}")
    overseer = Caller(doors["parties"], regulator)
    for _ in range(100):
        shown = overseer.call("GET", "/v1/nalevingstijden")
        if all(p["nogUitTeVoeren"] == 0 for p in shown["deelnemers"]):
            break
        time.sleep(0.1)
    spreads = [p["blokkeren"] for p in shown["deelnemers"] if "blokkeren" in p]
    worst = max(s["langste"] for s in spreads)
    log = Caller(doors["open"]).call("GET", "/v1/knooppunt")
    entries = next(entry["omvang"] for entry in log["logboeken"] if entry["naam"] == "devices")
    print(f"edges {len(spreads)}, acts {made[0]} in {took:.1f} s = {made[0] / took:.1f}/s by {workers} workers, "
          f"versions {spreads[0]['aantal']}, entries {entries}")
    print(f"decision to active, of every edge (ms): p50 {max(s['p50'] for s in spreads)}, p95 {max(s['p95'] for s in spreads)}, "
          f"p99 {max(s['p99'] for s in spreads)}, longest {worst} (the slowest edge's of each)")
    connection = http.client.HTTPConnection("127.0.0.1", doors["operations"], timeout=30)
    connection.request("GET", "/metrics")
    metrics = connection.getresponse().read().decode()
    for line in metrics.splitlines():
        if line.startswith(("schakel_stream_bytes_total", "schakel_stream_batches_total", "process_resident_memory_bytes")):
            print("  " + line)
finally:
    end()
