// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Operations

@Suite("Service links")
struct ServiceLinksTests {
    @Test(
        "variables that Kubernetes adds for a service are known",
        arguments: [
            ("SCHAKEL_SERVICE_HOST", "10.0.0.1"), ("SCHAKEL_HUB_SERVICE_HOST", "10.0.0.1"), ("SCHAKEL_SERVICE_PORT", "443"),
            ("SCHAKEL_SERVICE_PORT_HTTPS", "443"), ("SCHAKEL_PORT", "tcp://10.0.0.1:443"),
            ("SCHAKEL_EDGE_PORT", "udp://10.0.0.1:53"),
            ("SCHAKEL_PORT_443_TCP", "tcp://10.0.0.1:443"), ("SCHAKEL_PORT_443_TCP_ADDR", "10.0.0.1"),
            ("SCHAKEL_HUB_PORT_3868_SCTP_PROTO", "sctp"),
        ])
    func links(name: String, value: String) {
        #expect(ServiceLinks.contains(name, value))
    }

    @Test(
        "settings are not taken for them",
        arguments: [
            ("SCHAKEL_PORT", "443"), ("SCHAKEL_PUBLIC_PORT", "8443"), ("SCHAKEL_PORT_RANGE", "1-2"), ("SCHAKEL_HOST", "10.0.0.1"),
            ("SCHAKEL_PORT_443", "x"), ("SCHAKEL_", ""), ("SCHAKEL_TCP_PORT_X_443", "1"),
        ])
    func settings(name: String, value: String) {
        #expect(!ServiceLinks.contains(name, value))
    }
}
