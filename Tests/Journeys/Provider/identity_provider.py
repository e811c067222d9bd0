#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Runs Canaille, an OpenID provider of others, for the journey that signs in by it.

Usage: identity_provider.py PORT HUB_ADDRESS CLIENT_KEY_PEM
Without arguments it only tells by its exit status whether Canaille is installed.
Prints "ready". When there is a file CLIENT_KEY_PEM.rotate it takes another signing key into use and removes the file.

Canaille issues neither acr nor claims of its own, so the organisation stands in preferred_username, the level in locale and the branch in
website.
"""
import json
import os
import socketserver
import sys
import threading
import time
import uuid
import wsgiref.simple_server

try:
    from canaille import create_app
    from canaille.app import models
    from canaille.backends import Backend
    from joserfc.jwk import ECKey, RSAKey
except ImportError:
    sys.exit(3)
if len(sys.argv) == 1:
    sys.exit(0)

PORT, HUB, CLIENT_KEY = sys.argv[1], sys.argv[2], sys.argv[3]
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"


def fresh_key():
    key = RSAKey.generate_key(2048)
    key.ensure_kid()
    return key.as_dict(private=True)


app = create_app(
    config={
        "TESTING": True,
        "ENV_FILE": None,
        "SECRET_KEY": str(uuid.uuid4()),
        "WTF_CSRF_ENABLED": False,
        "PREFERRED_URL_SCHEME": "http",
        "SERVER_NAME": f"localhost:{PORT}",
        "CANAILLE": {
            "DATABASE": "memory",
            "JAVASCRIPT": False,
            "HTMX": False,
            "ACL": {"DEFAULT": {"PERMISSIONS": ["edit_self", "use_oidc"]}},
        },
        "CANAILLE_OIDC": {
            "ACTIVE_JWKS": [fresh_key()],
            "TRUSTED_DOMAINS": ["localhost"],
            "USERINFO_MAPPING": {
                "SUB": "{{ user.user_name }}",
                "PREFERRED_USERNAME": "{{ user.employee_number }}",
                "LOCALE": "{{ user.title }}",
                # The branch to which somebody is restricted, where there is one.
                "WEBSITE": "{{ user.department or '' }}",
            },
        },
    }
)

USERS = {
    # name: (organisation, level, branch)
    "first": ("00000099000000000010", "level-high", None),
    "second": ("00000099000000000010", "level-high", None),
    "branch": ("00000099000000000010", "level-high", "000012345678"),
    "plain": ("00000099000000000010", "level-substantial", None),
    "weak": ("00000099000000000010", "level-low", None),
    "stranger": ("00000099000000000099", "level-high", None),
}

with app.app_context():
    for name, (organisation, level, branch) in USERS.items():
        user = models.User(
            user_name=name,
            family_name="Voorbeeld",
            emails=[f"{name}@provider.example"],
            password="correct horse battery",
            employee_number=organisation,
            title=level,
            department=branch,
        )
        Backend.instance.save(user)
    client = models.Client(
        client_id="schakel",
        client_name="Schakel",
        client_uri=HUB,
        redirect_uris=[HUB + "/aanmelden/antwoord"],
        post_logout_redirect_uris=[HUB + "/afmelden/klaar"],
        grant_types=["authorization_code"],
        response_types=["code"],
        scope=["openid", "profile"],
        token_endpoint_auth_method="private_key_jwt",
        id_token_signed_response_alg="RS256",
        jwks=json.dumps({"keys": [ECKey.import_key(open(CLIENT_KEY).read()).as_dict(private=False)]}),
    )
    Backend.instance.save(client)
    client.audience = [client]
    Backend.instance.save(client)


class Quiet(wsgiref.simple_server.WSGIRequestHandler):
    def log_message(self, *arguments):
        pass


class Server(socketserver.ThreadingMixIn, wsgiref.simple_server.WSGIServer):
    """Answers several at a time: a browser opens connections that it does not use yet."""

    daemon_threads = True


server = wsgiref.simple_server.make_server("localhost", int(PORT), app, server_class=Server, handler_class=Quiet)
threading.Thread(target=server.serve_forever, daemon=True).start()
print("ready", flush=True)
while True:
    time.sleep(0.1)
    if os.path.exists(CLIENT_KEY + ".rotate"):
        # The old key signs nothing more, but what it signed is still good to sign out with.
        app.config["CANAILLE_OIDC"]["INACTIVE_JWKS"] = app.config["CANAILLE_OIDC"]["ACTIVE_JWKS"]
        app.config["CANAILLE_OIDC"]["ACTIVE_JWKS"] = [fresh_key()]
        os.remove(CLIENT_KEY + ".rotate")
