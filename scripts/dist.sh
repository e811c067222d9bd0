#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Builds the program with the Swift library in it, and packs it with its units and documents: dist/schakel-VERSION-MACHINE.tar.gz.

set -euo pipefail
cd "$(dirname "$0")/.."

swift build -c release --product schakel --static-swift-stdlib --scratch-path .build/static
binary="$(swift build -c release --product schakel --static-swift-stdlib --scratch-path .build/static --show-bin-path)/schakel"
name="schakel-$("$binary" --version)-$(uname -m)"

if ldd "$binary" | grep -q 'libswift\|not found'; then
    echo "The binary still needs libraries that a machine does not have:" >&2
    ldd "$binary" >&2
    exit 1
fi

rm -rf "dist/$name"
mkdir -p "dist/$name/bin" "dist/$name/doc"
# Without what only a debugger reads; names stay, for the trace of a crash.
strip --strip-debug -o "dist/$name/bin/schakel" "$binary"
cp -r packaging/systemd packaging/sysusers.d "dist/$name/"
cp LICENSE README.md CHANGELOG.md docs/operation.md docs/postgresql.md "dist/$name/doc/"
tar -C dist --sort=name --owner=0 --group=0 --numeric-owner -czf "dist/$name.tar.gz" "$name"
rm -rf "dist/${name:?}"
echo "dist/$name.tar.gz is ready. It needs these libraries of the machine:"
ldd "$binary" | awk '{ print "  " $1 }' | sort
