#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Fuzzes every parser of bytes from outside: Fuzz/run.sh [SECONDS [TARGET…]], ten minutes each by default.
#
# Builds the targets with libFuzzer and AddressSanitizer, writes their seeds, attacks as many at a time as there are
# cores (or JOBS), prints a table and fails when an input crashed a parser, hung it, broke a promise or took more than
# 512 MiB. Such inputs are kept in Fuzz/findings; what was learned, in Fuzz/corpus; what libFuzzer said, in Fuzz/logs.
#
# A finding is tried again with: FUZZ_TARGET=note Fuzz/.build/release/fuzz Fuzz/findings/note-crash-…
set -euo pipefail
cd "$(dirname "$0")"

seconds="${1:-600}"
shift || true
# The Swift runtime's own reports of crashes do not go together with the sanitizer.
export SWIFT_BACKTRACE=enable=no
# A small quarantine, so that the limit of memory is one of the parser and not of the sanitizer.
export ASAN_OPTIONS=quarantine_size_mb=16:malloc_context_size=8

if [ -z "${SKIP_BUILD:-}" ]; then
    echo "Building the fuzz targets (a first build takes some minutes) …"
    swift build -c release --product fuzz
fi
fuzz="$PWD/.build/release/fuzz"
mkdir -p findings logs
targets="$("$fuzz" seeds corpus)"
if [ $# -gt 0 ]; then
    targets="$(for name in "$@"; do grep "^$name " <<<"$targets" || { echo "There is no target $name." >&2; exit 1; }; done)"
fi

attack() { # name, most bytes of an input
    rm -f "findings/$1-"*
    local words=()
    if [ -s "corpus/$1.dict" ]; then words=(-dict="corpus/$1.dict"); fi
    FUZZ_TARGET="$1" "$fuzz" "corpus/$1" "${words[@]}" -max_len="$2" -max_total_time="$seconds" -timeout=5 \
        -rss_limit_mb=512 -print_final_stats=1 -artifact_prefix="findings/$1-" >"logs/$1.log" 2>&1 || true
}
export -f attack
export fuzz seconds

echo "Attacking $(wc -l <<<"$targets") parsers for $seconds seconds each …"
xargs -P "${JOBS:-$(nproc)}" -L 1 bash -c 'attack "$0" "$1"' <<<"$targets"

number() { sed -nE "s/^stat::$2: *([0-9]+)/\1/p" "logs/$1.log"; }
status=0
printf '\n%-14s %14s %10s %10s   %s\n' parser executions coverage "peak MiB" result
while read -r name _; do
    result="no finding"
    if ! grep -q '^Done ' "logs/$name.log" || compgen -G "findings/$name-*" >/dev/null; then
        result="FINDING: see Fuzz/logs/$name.log"
        status=1
    fi
    coverage="$(sed -nE 's/.* cov: ([0-9]+) .*/\1/p' "logs/$name.log" | tail -n 1)"
    printf '%-14s %14s %10s %10s   %s\n' "$name" "$(number "$name" number_of_executed_units)" "$coverage" \
        "$(number "$name" peak_rss_mb)" "$result"
done <<<"$targets"
exit "$status"
