// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Logging
import ServiceLifecycle

/// At the first start, registers the operator of the hub as its first party; at every start, admits the certificate with which the
/// configuration says he administers.
struct Founding: Service {
    let core: HubCore
    let configuration: HubConfiguration
    let opened: OpenedDoors

    func run() async throws {
        let registry = core.board.registry
        if registry.credentials[configuration.operatorCredential.fingerprint] == nil {
            _ = try await core.sequencer.submit(
                Act("founding") { [configuration] scope in
                    try scope.found(
                        configuration.operatorID, name: configuration.operatorName,
                        fingerprint: configuration.operatorCredential.fingerprint, until: configuration.operatorCredential.until
                    )
                    return [:]
                }
            )
            core.logger.info(
                registry.parties.isEmpty
                    ? "The hub is founded: its operator is its first party." : "The operator has a new certificate.")
        }
        opened.opened("founding", port: 0)
        try await gracefulShutdown()
    }
}
