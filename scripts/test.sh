#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Runs all tests: those of every room, and the journeys that drive the real program. What failed is told once more at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "Building the tests and the program (a first build takes some minutes) …"
swift build --build-tests
echo "Running the tests …"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# A few at a time: a test that looks at a clock then gets its share of the cores.
swift test --skip-build --experimental-maximum-parallelization-width 8 "$@" 2>&1 | tee "$log" || {
    echo
    echo "What failed:"
    # The signs are Swift Testing's own; a crash has none.
    grep -aE '✘|recorded an issue|Fatal error|Crash' "$log" || tail -n 40 "$log"
    exit 1
}
