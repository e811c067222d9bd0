# SPDX-License-Identifier: EUPL-1.2
"""Checks devices with python-diameter as an MME. Usage: python_peer.py PORT HOST REALM IMEI...

HOST is the peer it connects to; checks go to REALM. Prints a line for each check: Result-Code or Experimental-Result-Code, and
Equipment-Status or "-"."""

import logging
import sys

try:
    from diameter.message import constants
    from diameter.message.avp.grouped import TerminalInformation, VendorSpecificApplicationId
    from diameter.message.commands.me_identity_check import MeIdentityCheckRequest
    from diameter.node import Node
    from diameter.node.application import SimpleThreadingApplication
except ImportError:
    sys.exit(77)

if len(sys.argv) < 5:
    sys.exit(0)

port, host, realm, imeis = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
logging.disable(logging.CRITICAL)
S13 = constants.APP_3GPP_S13_S13 if hasattr(constants, "APP_3GPP_S13_S13") else 16777252

node = Node("mme." + realm, realm, vendor_ids=[constants.VENDOR_TGPP])
node.idle_timeout = 2
peer = node.add_peer(f"aaa://{host}:{port};transport=tcp", realm, ["127.0.0.1"], is_persistent=True, is_default=True)
application = SimpleThreadingApplication(S13, is_auth_application=True)
node.add_application(application, [peer])
node.start()
try:
    application.wait_for_ready(timeout=20)
    for imei in imeis:
        request = MeIdentityCheckRequest()
        request.session_id = node.session_generator.next_id()
        request.vendor_specific_application_id = VendorSpecificApplicationId(
            vendor_id=constants.VENDOR_TGPP, auth_application_id=S13)
        request.auth_session_state = constants.E_AUTH_SESSION_STATE_NO_STATE_MAINTAINED
        request.origin_host = node.origin_host.encode()
        request.origin_realm = node.realm_name.encode()
        request.destination_realm = realm.encode()
        request.terminal_information = TerminalInformation(imei=imei, software_version="86")
        request.user_name = "204010123456789"
        answer = application.send_request(request, timeout=10)
        status = answer.equipment_status if answer.equipment_status is not None else "-"
        result = answer.result_code
        if result is None and answer.experimental_result is not None:
            result = answer.experimental_result.experimental_result_code
        print(result, status, flush=True)
finally:
    node.stop(wait_timeout=3)
