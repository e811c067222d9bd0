#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Measures on this machine, side by side in one run, and writes docs/benchmarks.md:
#   1. the edge's 5G-EIR beside nginx that answers the same constant, over HTTP/2 (h2load) and HTTP/1.1 (wrk);
#   2. the time from decision to active at three edges, over several demonstrations;
#   3. the index of listed devices beside binary search, with 100,000,000 devices;
#   4. Diameter checks beside a bare TCP echo of the same bytes;
#   5. judging a stolen list of 1,000,000 rows beside Python's csv module.
# docs/benchmarks-ledger.md says how the ledger and fifty edges are measured; those take longer.
set -euo pipefail
cd "$(dirname "$0")/.."

program="$PWD/.build/release/schakel"
folder="$(mktemp -d)"
edge_port=7771
peer_port=7790
path="/n5g-eir-eic/v1/equipment-status?pei=imei-356868000041418"
pids=()
trap 'for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; rm -rf "$folder"' EXIT

echo "Starting a hub with three edges and a list of 100,000 devices …"
"$program" demo --stay --folder "$folder/demo" >"$folder/demo.out" 2>&1 &
pids+=($!)
for _ in $(seq 600); do grep -q "Interrupt with Ctrl-C" "$folder/demo.out" && break; sleep 0.1; done
grep -q "Interrupt with Ctrl-C" "$folder/demo.out" || { cat "$folder/demo.out"; exit 1; }

echo "Starting nginx beside it …"
cat >"$folder/nginx.conf" <<CONF
worker_processes 2;
daemon off;
pid $folder/nginx.pid;
error_log /dev/null crit;
events { worker_connections 4096; }
http {
    access_log off;
    keepalive_requests 1000000000;
    server {
        listen 127.0.0.1:$peer_port http2;
        location / { default_type application/json; return 200 '{"status":"WHITELISTED"}'; }
    }
    server {
        listen 127.0.0.1:$((peer_port + 1));
        location / { default_type application/json; return 200 '{"status":"WHITELISTED"}'; }
    }
}
CONF
nginx -c "$folder/nginx.conf" >/dev/null 2>&1 &
pids+=($!)
sleep 1

h2() { h2load -n 300000 -c 64 -m 32 -t 1 "http://127.0.0.1:$1$path" 2>/dev/null | sed -nE 's/^finished in [^,]*, ([0-9.]+) req\/s.*/\1/p'; }
h1() { wrk -c 64 -t 1 -d 8s "http://127.0.0.1:$1$path" 2>/dev/null | sed -nE 's/^Requests\/sec: *([0-9.]+).*/\1/p'; }
median() { sort -g | awk '{a[NR]=$1} END {print a[int((NR+1)/2)]}'; }

echo "Asking them in turn …"
for round in 1 2 3; do
    h2 $edge_port >>"$folder/h2.edge"; h2 $peer_port >>"$folder/h2.peer"
    h1 $edge_port >>"$folder/h1.edge"; h1 $((peer_port + 1)) >>"$folder/h1.peer"
done

kill "${pids[0]}"; wait "${pids[0]}" 2>/dev/null || true
echo "Playing the demonstration five times …"
for round in 1 2 3 4 5; do
    "$program" demo --json | python3 -c 'import json,sys; d=json.load(sys.stdin); print(d["decisionToActiveMilliseconds"], d["releaseToActiveMilliseconds"])' >>"$folder/active"
done

echo "Measuring the index with 100,000,000 devices …"
.build/release/index-benchmark >"$folder/index" || echo "A bound of the index is broken; see the table." >&2
echo "Measuring Diameter beside an echo …"
.build/release/diameter-benchmark >"$folder/diameter" || echo "Diameter is below its ratio; see the table." >&2
echo "Judging a stolen list beside Python …"
Benchmarks/import.py --binary "$program" >"$folder/import" || echo "Judging a list is below its ratio; see the table." >&2

row() { # name, ours, peer
    awk -v n="$1" -v a="$2" -v b="$3" 'BEGIN {printf "| %s | %d | %d | %.2f |\n", n, a, b, a / b}'
}
{
    echo "# Benchmarks"
    echo
    echo "Written by \`make bench\` on $(date -u +%Y-%m-%d): $(nproc) cores, $(sed -nE 's/^model name\s*: //p' /proc/cpuinfo | head -n 1),"
    echo "$(swift --version 2>/dev/null | head -n 1), $(nginx -v 2>&1 | sed 's/.*: //'), $(h2load --version | head -n 1)."
    echo "Load generator and server share the cores. Medians of three rounds, in turn."
    echo
    echo "## A 5G-EIR check at an edge with a list of 100,000 devices, in requests per second"
    echo
    echo "| over | edge | nginx answering a constant | ratio |"
    echo "|---|---|---|---|"
    row "HTTP/2 cleartext, \`h2load -c 64 -m 32\`" "$(median <"$folder/h2.edge")" "$(median <"$folder/h2.peer")"
    row "HTTP/1.1, \`wrk -c 64\`" "$(median <"$folder/h1.edge")" "$(median <"$folder/h1.peer")"
    echo
    echo "## From decision to active at all three edges, in milliseconds"
    echo
    echo "As the hub records it, over five demonstrations on embedded SQLite: the slowest edge each time."
    echo
    echo "| run | block | unblock |"
    echo "|---|---|---|"
    awk '{printf "| %d | %s | %s |\n", NR, $1, $2}' "$folder/active"
    printf '\n## The index of listed devices\n\n'
    sed 's/^/    /' "$folder/index"
    printf '\n## Diameter S13\n\n'
    sed 's/^/    /' "$folder/diameter"
    printf '\n## Judging a stolen list\n\n'
    sed 's/^/    /' "$folder/import"
} >docs/benchmarks.md
cat docs/benchmarks.md
