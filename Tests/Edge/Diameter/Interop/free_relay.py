# SPDX-License-Identifier: EUPL-1.2
"""Runs freeDiameterd as a relay between MMEs and a Diameter server. Usage: free_relay.py PORT HOST REALM

Connects to HOST at 127.0.0.1:PORT, prints the relay's own port once it is connected there, and stops when its input ends."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

if shutil.which("freeDiameterd") is None or shutil.which("openssl") is None:
    sys.exit(77)
if len(sys.argv) < 4:
    sys.exit(0)

port, host, realm = sys.argv[1:4]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


folder = tempfile.mkdtemp()
own = free_port()
name = "relay." + realm
subprocess.run(
    ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=" + name,
     "-keyout", folder + "/key.pem", "-out", folder + "/cert.pem"], check=True, capture_output=True)
extensions = next(path for path in ("/usr/lib/freeDiameter", "/usr/lib/x86_64-linux-gnu/freeDiameter") if os.path.isdir(path))
with open(folder + "/acl.conf", "w") as file:
    file.write("ALLOW_IPSEC *." + realm + "\n")
with open(folder + "/relay.conf", "w") as file:
    file.write(f"""
Identity = "{name}";
Realm = "{realm}";
Port = {own};
SecPort = 0;
No_SCTP;
No_IPv6;
ListenOn = "127.0.0.1";
TwTimer = 6;
AppServThreads = 1;
TLS_Cred = "{folder}/cert.pem", "{folder}/key.pem";
TLS_CA = "{folder}/cert.pem";
LoadExtension = "{extensions}/acl_wl.fdx" : "{folder}/acl.conf";
ConnectPeer = "{host}" {{ ConnectTo = "127.0.0.1"; Port = {port}; No_TLS; No_SCTP; No_IPv6; }};
""")
with open(folder + "/log", "w") as log:
    relay = subprocess.Popen(["freeDiameterd", "-dd", "-c", folder + "/relay.conf"], stdout=log, stderr=log)
try:
    for _ in range(150):
        with open(folder + "/log") as log:
            text = log.read()
        if relay.poll() is not None:
            print("freeDiameterd stopped:\n" + text)
            sys.exit(1)
        if "STATE_OPEN" in text:
            break
        time.sleep(0.1)
    else:
        print("freeDiameterd did not connect:\n" + text)
        sys.exit(1)
    print(own, flush=True)
    sys.stdin.read()
finally:
    relay.terminate()
    try:
        relay.wait(10)
    except subprocess.TimeoutExpired:
        relay.kill()
    print(open(folder + "/log").read(), file=sys.stderr)
    shutil.rmtree(folder)
