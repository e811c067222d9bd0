#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Asks a hub everything that its own description lets one ask, as each role, and finds what it answers otherwise than described.

    scripts/api-trial.py --binary .build/release/schakel --examples 200

A hub is started, a party of every role is enrolled, and there are cases in several phases. Then Schemathesis, a client of others
that makes requests out of openapi.json, goes at it in all its phases with all its checks: once with the certificate of each
role, and once at the open door. What it must leave alone is named in EXCLUDED, with why; docs/api-trial.md tells it too.

Needs Schemathesis (make test installs it at .build/schemathesis) and openssl. Exit status: 0 no failure, 1 failures or a hub that
does not start, 64 the command line is wrong, 69 there is no Schemathesis.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
#: Seconds a program may take for getting ready or ending.
PATIENCE = 60
PHASES = ["examples", "coverage", "fuzzing", "stateful"]
#: Name, number, role, rights and person of each party.
PARTIES = [
    ("police", "00000099000000000011", "police", ["report", "decide", "confirm"], "1001"),
    ("prosecutor", "00000099000000000012", "prosecutor", ["decide", "confirm"], "2001"),
    ("provider", "00000099000000000013", "provider", ["comply", "report"], None),
    ("insurer", "00000099000000000014", "insurer", ["report"], None),
    ("regulator", "00000099000000000015", "regulator", ["supervise"], "3001"),
]
#: Checks that make no sense for an operation, and why. What is right in form can be wrong in a way that no schema tells; then the hub
#: answers 400 by right, and the check that what is right in form is taken does not fit.
EXCLUDED = {
    "positive_data_acceptance": {
        "meld": "a date must not lie in the future, and which details a report needs depends on its kind",
        "meldVervolg": "which details a report may have depends on its kind",
        "geefMandaat": "a mandate must end after it begins, and its purpose must be that of its register",
        "geefCertificaat": "a request or a certificate must be there, and not both; only its owner can sign one",
        "laatPersoonToe": "a code, or issuer and subject, and not both",
        "registreerRandknoop": "a key carries the name of its edge and party",
        "meldTreffers": "an edge must be registered, and an area may not be like a subscriber's number",
        "meldTegenspraak": "only signed checkpoints that contradict one another can be reported",
        "verklaarNaleving": "only what a registered edge signed can be stated",
        "beantwoordSteekproef": "only what a registered edge signed can answer a sample",
        "weigerMaatregel": "grounds and versions are those of the measure",
        "toonZaken": "a page is named by the answer before it",
        "toonVerwerkingen": "a page is named by the answer before it",
        "voerLogregelsUit": "a page is named by the answer before it",
        "toonEigenVerwerkingen": "a page is named by the answer before it",
    },
}


class Failure(Exception):
    """Something without which the trial cannot be."""


def schemathesis():
    """Where the client is; None where it is not."""
    candidates = [os.environ.get("SCHAKEL_SCHEMATHESIS"), ROOT / ".build" / "schemathesis" / "bin" / "python3"]
    for candidate in filter(None, candidates):
        if subprocess.run([candidate, "-c", "import schemathesis"], capture_output=True, check=False).returncode == 0:
            return str(candidate)
    return None


class Stage:
    """A hub with parties of every role and cases in several phases."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.child, self.credentials = None, folder / "credentials"

    def start(self):
        environment = {key: value for key, value in os.environ.items() if not key.startswith("SCHAKEL_")}
        settings = ["open.port=0", "parties.port=0", "operations.port=0", "hubs.port=0", "open.proxies=127.0.0.1", "log.level=warning"]
        with open(self.folder / "hub.log", "w", encoding="utf-8") as log:
            self.child = subprocess.Popen(
                [self.binary, "serve", "--data", self.folder / "hub", *(word for text in settings for word in ("--set", text)),
                 "--leave-with-parent"], stdout=subprocess.PIPE, stderr=log, text=True, env=environment)
        line = self.child.stdout.readline()
        if not line:
            raise Failure(f"the hub did not start: {(self.folder / 'hub.log').read_text()[-500:]}")
        doors = json.loads(line)
        self.open, self.parties = f"http://127.0.0.1:{doors['open']}", f"https://localhost:{doors['parties']}"
        self.operator = self.folder / "hub" / "credentials" / "operator"
        deadline = time.monotonic() + PATIENCE
        while not (self.operator / "hub").exists():
            if time.monotonic() > deadline:
                raise Failure("the hub makes no operator")
            time.sleep(0.1)

    def run(self, *arguments):
        done = subprocess.run([self.binary, *map(str, arguments)], capture_output=True, text=True, timeout=PATIENCE, check=False)
        if done.returncode:
            raise Failure(f"schakel {arguments[0]} {arguments[1]}: {done.stderr or done.stdout}")
        return done.stdout

    def people(self):
        for name, number, role, rights, person in PARTIES:
            self.run("party", "add", "--id", number, "--name", f"Proef {name}", "--role", role, "--basis", "Proefbesluit art. 1",
                     *(word for right in rights for word in ("--right", right)), *(("--person", person) if person else ()),
                     "--out", self.credentials / name, "--as", self.operator)
        self.run("party", "certificate", "--id", PARTIES[0][1], "--person", "1002", "--out", self.credentials / "second", "--as",
                 self.operator)

    def report(self, serial):
        """A citizen's report, as the door answers it."""
        digits = f"35209900{serial:06d}"
        total = sum(sum(divmod(2 * int(digit), 10)) if place % 2 else int(digit) for place, digit in enumerate(digits))
        body = {"soort": "theft", "onderwerpen": [digits + str(-total % 10)], "gegevens": {"datum": "2025-01-15"}}
        request = urllib.request.Request(
            self.open + "/v1/meldingen", json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)

    def cases(self):
        """One case that was only reported, one with a proposal, one with a block in force."""
        reports = [self.report(serial) for serial in range(3)]
        for report in reports[1:]:
            self.run("decide", "block", report["zaak"], "--reasons", "proef", "--as", self.credentials / "police")
        self.run("decide", "confirm", reports[2]["zaak"], "--as", self.credentials / "second")
        return reports

    def known(self, reports):
        """What the client may know of the hub beforehand."""
        requests = []
        for number in range(3):
            made = subprocess.run(
                ["openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", os.devnull,
                 "-subj", f"/CN=proef-{number}"], capture_output=True, text=True, timeout=PATIENCE, check=False)
            requests.append(made.stdout or "-")
        with urllib.request.urlopen(self.open + "/logboek/devices/checkpoint", timeout=PATIENCE) as answer:
            note = answer.read().decode()
        return {"cases": [report["zaak"] for report in reports], "reports": [report["melding"] for report in reports],
                "requests": requests, "note": note, "key": (self.operator / "logs.keys").read_text().split()[-1]}

    def end(self):
        if self.child:
            self.child.terminate()
            try:
                self.child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()


def configuration():
    """What the client leaves alone, as it reads it."""
    lines = []
    for check, operations in EXCLUDED.items():
        for operation, reason in operations.items():
            lines += [f"# {reason}", "[[operations]]", f'include-operation-id = "{operation}"', f"checks.{check}.enabled = false", ""]
    return "\n".join(lines)


def trial(role, stage, known, python, options):
    """Lets the client loose as one role. Returns what it found."""
    folder = stage.folder / f"as-{role}"
    folder.mkdir()
    (folder / "schemathesis.toml").write_text(configuration(), encoding="utf-8")
    command = [python, "-m", "schemathesis.cli", "run", "--no-color", "--phases", ",".join(options.phases), "-n",
               str(options.examples), "--seed", str(options.seed), "--continue-on-failure", "--generation-database", "none",
               "--suppress-health-check", "all", "--request-timeout", "30", "--warnings", "off"]
    if role == "everybody":
        command += [stage.open + "/v1/openapi.json"]
        known = known | {"behindProxy": True}
    else:
        folder_of = stage.operator if role == "hub" else stage.credentials / role
        command += [stage.parties + "/v1/openapi.json", "--tls-verify", str(folder_of / "authority.pem"), "--request-cert",
                    str(folder_of / "certificate.pem"), "--request-cert-key", str(folder_of / "key.pem")]
    environment = os.environ | {"SCHEMATHESIS_HOOKS": "api_hooks", "PYTHONPATH": str(ROOT / "scripts"),
                                "SCHAKEL_TRIAL": json.dumps(known), "PYTHONDONTWRITEBYTECODE": "1"}
    began = time.monotonic()
    done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    (folder / "told.txt").write_text(done.stdout, encoding="utf-8")
    cases = re.search(r"(\d+) generated", done.stdout)
    summary = re.search(r"^Failures:\n((?:.*❌.*\n)*)", done.stdout, re.MULTILINE)
    return {"role": role, "held": done.returncode == 0, "cases": int(cases[1]) if cases else 0,
            "operations": int((re.search(r"Tested: +(\d+)", done.stdout) or [0, 0])[1]),
            "seconds": round(time.monotonic() - began, 1),
            "failures": [line.strip(" ❌") for line in summary[1].splitlines()] if summary else [],
            "told": "" if done.returncode == 0 else done.stdout[-options.tail:]}


def main():
    roles = [party[0] for party in PARTIES] + ["everybody", "hub"]
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--binary", required=True, help="the program, schakel")
    parser.add_argument("--examples", type=int, default=5, help="made-up requests for each operation in the phase of fuzzing")
    parser.add_argument("--phases", type=lambda text: text.split(","), default=PHASES, help="which phases; all unless told otherwise")
    parser.add_argument("--roles", type=lambda text: text.split(","), default=roles, help="as whom; every role unless told otherwise")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="the same seed makes the same requests")
    parser.add_argument("--together", type=int, default=3, help="how many roles at once")
    parser.add_argument("--tail", type=int, default=6_000, help="how much is shown of a run that failed")
    parser.add_argument("--json", action="store_true", help="tell it as JSON")
    parser.add_argument("--keep", action="store_true", help="keep the folder")
    options = parser.parse_args()
    if set(options.roles) - set(roles) or set(options.phases) - set(PHASES):
        parser.exit(64, f"The roles are {', '.join(roles)}; the phases are {', '.join(PHASES)}.\n")
    python = schemathesis()
    if not python:
        parser.exit(69, "There is no Schemathesis at .build/schemathesis: run scripts/install.sh test.\n")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="schakel-api-"))
    stage, results, problem = Stage(os.path.abspath(options.binary), folder), [], None
    try:
        stage.start()
        stage.people()
        known = stage.known(stage.cases())
        # Whoever administers can take away what the others stand on: he comes last.
        others = [role for role in options.roles if role != "hub"]
        with concurrent.futures.ThreadPoolExecutor(options.together) as pool:
            results = list(pool.map(lambda role: trial(role, stage, known, python, options), others))
        if "hub" in options.roles:
            results.append(trial("hub", stage, known, python, options))
        if stage.child.poll() is not None:
            problem = f"the hub ended: {(folder / 'hub.log').read_text()[-500:]}"
    except (Failure, OSError, subprocess.SubprocessError, json.JSONDecodeError) as error:
        problem = str(error)
    finally:
        stage.end()
    held = problem is None and len(results) == len(options.roles) and all(result["held"] for result in results)
    if held and not options.keep:
        shutil.rmtree(folder, ignore_errors=True)
    if options.json:
        print(json.dumps({"held": held, "problem": problem, "seed": options.seed, "results": results,
                          "folder": None if held and not options.keep else str(folder)}))
    else:
        for result in results:
            print(f"{result['role']:<12} {result['operations']:>3} operations {result['cases']:>6} requests {result['seconds']:>6} s  "
                  + ("no failure" if result["held"] else "; ".join(result["failures"]) or "failed"))
            if result["told"]:
                print(result["told"])
        if problem:
            print(problem)
        print("No failure." if held else f"There are failures (seed {options.seed}); what was told is in {folder}.")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
