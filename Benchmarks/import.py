#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Judging a stolen list of 1,000,000 rows, beside Python's csv module with a regular expression for each column.

Both are whole processes that read the same file from disk and say how many rows they refuse. Python looks at the form of each field, as
the schema of DIRBS does: an IMEI, a day that is in the calendar. schakel also finds rows that are there twice or contradict each
other, and names what it refuses by its line.

    Benchmarks/import.py --binary .build/release/schakel [--rows 1000000] [--rounds 5]
"""
import argparse
import json
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

PEER = r'''
import csv, re, sys
imei = re.compile(r"[0-9A-Fa-f*#]{1,16}").fullmatch
date = re.compile(
    r"(20\d\d(?:(?:0[13578]|1[02])(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)(?:0[1-9]|[12]\d|30)|02(?:0[1-9]|1\d|2[0-8]))"
    r"|20(?:[02468][048]|[13579][26])0229)?").fullmatch
rows = refused = 0
with open(sys.argv[1], newline="") as file:
    reader = csv.reader(file)
    header = [name.strip().lower() for name in next(reader)]
    assert header == ["imei", "reporting_date", "status"], header
    for row in reader:
        rows += 1
        if len(row) != 3 or not imei(row[0]) or not date(row[1]):
            refused += 1
print(rows, refused)
'''


def check_digit(digits):
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit)
        if place % 2 == 0:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return str(-total % 10)


def write(path, rows, seed=1):
    """IMEIs of 14 and 15 digits in no order; one row in a thousand has a letter in its IMEI or a month that is none."""
    chance = random.Random(seed)
    types = [f"35{chance.randrange(10**6):06}" for _ in range(2_000)]
    wrong = 0
    with open(path, "w", newline="") as file:
        file.write("imei,reporting_date,status\r\n")
        for number in range(rows):
            imei = f"{types[number % len(types)]}{(number * 7_919 + 13) % 10**6:06}"
            if chance.random() < 0.5:
                imei += check_digit(imei)
            date = f"20{chance.randrange(15, 27):02}{chance.randrange(1, 13):02}{chance.randrange(1, 29):02}"
            if number % 1_000 == 999:
                wrong += 1
                if number % 2_000 == 999:
                    imei = imei[:8] + "x" + imei[9:]
                else:
                    date = date[:4] + "13" + date[6:]
            file.write(f"{imei},{date},blacklist\r\n")
    return wrong


def seconds(command):
    start = time.monotonic()
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return time.monotonic() - start, output


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", default=".build/release/schakel")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="schakel-import-") as folder:
        file = pathlib.Path(folder) / "stolen.csv"
        wrong = write(file, options.rows)
        ours, theirs = [], []
        for _ in range(options.rounds):
            took, output = seconds([options.binary, "import", "stolen-list", str(file), "--dry-run", "--json"])
            judged = json.loads(output)
            assert (judged["rows"], judged["refused"]) == (options.rows, wrong), (judged["rows"], judged["refused"], wrong)
            ours.append(took)
            took, output = seconds([sys.executable, "-c", PEER, str(file)])
            assert output.split() == [str(options.rows), str(wrong)], output
            theirs.append(took)
        us, them = statistics.median(ours), statistics.median(theirs)
        print(f"file            {options.rows} rows, {file.stat().st_size / 1e6:.1f} MB, {wrong} of them wrong, all found by both")
        print(f"schakel         {us:.3f} s  ({options.rows / us / 1e6:.2f} M rows/s; {min(ours):.3f}-{max(ours):.3f})")
        print(f"Python csv, re  {them:.3f} s  ({options.rows / them / 1e6:.2f} M rows/s; {min(theirs):.3f}-{max(theirs):.3f})")
        print(f"times faster    {them / us:.2f}  (at least 5: {'kept' if them / us >= 5 else 'NOT kept'})")
        return 0 if them / us >= 5 else 1


sys.exit(main())
