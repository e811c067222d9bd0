#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Runs all tests: those of every room, and the journeys that drive the real program.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "Building the tests and the program (a first build takes some minutes) …"
swift build --build-tests
echo "Running the tests …"
swift test --skip-build "$@"
