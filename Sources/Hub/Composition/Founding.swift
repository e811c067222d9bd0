// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Logging
import ServiceLifecycle
import Store

/// What a hub does before its doors open: what was erased is erased again where a restored store has it, the operator is its first party,
/// and the certificate with which he administers is admitted. Of several hubs the one that reigns does it.
struct Founding: Service {
    let core: HubCore
    let configuration: HubConfiguration
    let opened: OpenedDoors

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if core.sequencer.isReigning {
                    do {
                        try await eraseAgain()
                        try await found()
                        return
                    } catch let error as StoreError where error.code == .fenced {
                        continue
                    }
                }
                if core.sequencer.reigningElsewhere != nil, isFounded { return }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        opened.opened("founding", port: 0)
        try await gracefulShutdown()
    }

    private var isFounded: Bool { core.board.registry.credentials[configuration.operatorCredential.fingerprint] != nil }

    /// Erases what the journal says was erased and the store has again.
    private func eraseAgain() async throws {
        guard let path = configuration.erasureJournal else { return }
        for (log, tombstone) in try FileErasureJournal(path: path).all() {
            let isThere = try await core.store.read { reader in
                try tombstone.indexes.contains { try reader.payload(of: log, at: $0) != nil }
            }
            guard isThere else { continue }
            let entered = try await core.sequencer.submit(
                Act("erasure") { scope in ["payloads": .integer(Int64(try scope.eraseAgain(tombstone, in: log)))] }
            )
            core.logger.warning(
                "The store held what was erased before: it was erased again.",
                metadata: ["log": "\(log)", "payloads": "\(entered.answer["payloads"]?.integer ?? 0)", "rule": "\(tombstone.rule)"])
        }
    }

    private func found() async throws {
        let isFirst = core.board.registry.parties.isEmpty
        guard !isFounded else { return }
        _ = try await core.sequencer.submit(
            Act("founding") { [configuration] scope in
                try scope.found(
                    configuration.operatorID, name: configuration.operatorName,
                    fingerprint: configuration.operatorCredential.fingerprint, until: configuration.operatorCredential.until
                )
                return [:]
            }
        )
        core.logger.info(isFirst ? "The hub is founded: its operator is its first party." : "The operator has a new certificate.")
    }
}
