#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A small browser without scripts: keeps cookies by host, follows redirects, fills in the provider's sign-in forms.

Usage: browser.py JAR get URL [USER PASSWORD]
       browser.py JAR post URL NAME=VALUE…
Prints one JSON object: the last status, address and text, and every address on the way. The jar is a JSON file that is kept between calls.
"""
import html
import http.client
import json
import os
import re
import sys
import urllib.parse

jar_path, method, address, *rest = sys.argv[1:]
jar = json.load(open(jar_path)) if os.path.exists(jar_path) else {}
way = []


def ask(method, address, fields=None, headers={}):
    parts = urllib.parse.urlsplit(address)
    body = urllib.parse.urlencode(fields) if fields is not None else None
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    sent = dict(headers)
    if body is not None:
        sent["Content-Type"] = "application/x-www-form-urlencoded"
    cookies = jar.get(parts.netloc, {})
    if cookies:
        sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    connection.request(method, parts.path + ("?" + parts.query if parts.query else ""), body, sent)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    for field in answer.headers.get_all("Set-Cookie") or []:
        name, _, value = field.split(";")[0].partition("=")
        cookies = jar.setdefault(parts.netloc, {})
        if "max-age=0" in field.lower() or "expires=thu, 01 jan 1970" in field.lower():
            cookies.pop(name, None)
        else:
            cookies[name] = value
    way.append({"method": method, "address": address, "status": answer.status})
    return answer.status, answer.headers, text


def go(method, address, fields=None, headers={}):
    for _ in range(20):
        status, received, text = ask(method, address, fields, headers)
        if status not in (301, 302, 303, 307, 308):
            return status, received, text, address
        address = urllib.parse.urljoin(address, received["Location"])
        method, fields, headers = "GET", None, {}
    raise SystemExit("too many redirects")


def fields_of(text):
    """The form with a sign-in field: its action and what stands in it."""
    for form in re.findall(r"(?is)<form\b.*?</form>", text):
        found = {}
        for tag in re.findall(r"(?is)<(?:input|button)\b[^>]*>", form):
            attributes = dict(re.findall(r'(?is)\b([\w-]+)="([^"]*)"', tag))
            if "name" in attributes:
                found[attributes["name"]] = html.unescape(attributes.get("value", ""))
        if {"login", "password", "answer"} & set(found):
            action = re.search(r'(?is)<form\b[^>]*\baction="([^"]*)"', form)
            return (html.unescape(action.group(1)) if action else ""), found
    return None


if method == "get":
    status, received, text, address = go("GET", address)
    if rest:
        user, password = rest
        for _ in range(4):
            found = fields_of(text)
            if found is None:
                break
            action, fields = found
            if "login" in fields:
                fields["login"] = user
            if "password" in fields:
                fields["password"] = password
            status, received, text, address = go("POST", urllib.parse.urljoin(address, action), fields)
else:
    fields = [tuple(pair.split("=", 1)) for pair in rest]
    origin = "{0.scheme}://{0.netloc}".format(urllib.parse.urlsplit(address))
    status, received, text, address = go("POST", address, fields, {"Origin": origin})

json.dump(jar, open(jar_path, "w"))
print(json.dumps({"status": status, "address": address, "text": text, "refresh": received.get("Refresh", ""), "way": way}))
