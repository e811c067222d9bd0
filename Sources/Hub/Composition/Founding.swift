// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Logging
import ServiceLifecycle

/// At the first start, registers the operator of the hub as its first party. Later starts find it done.
struct Founding: Service {
    let core: HubCore
    let configuration: HubConfiguration

    func run() async throws {
        if core.board.registry.parties.isEmpty {
            _ = try await core.sequencer.submit(
                Act("founding") { [configuration] scope in
                    try scope.found(
                        configuration.operatorID, name: configuration.operatorName,
                        fingerprint: configuration.operatorCredential.fingerprint, until: configuration.operatorCredential.until
                    )
                    return [:]
                }
            )
            core.logger.info("The hub is founded: its operator is its first party.")
        }
        try await gracefulShutdown()
    }
}
