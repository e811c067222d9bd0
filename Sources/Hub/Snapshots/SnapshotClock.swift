// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Logging
import Metrics
import ServiceLifecycle
import Store

/// Makes a snapshot of each list from time to time, so that a new edge need not read the whole log and old listings can be erased.
///
/// The text is read and written beside the sequencer; only the entry that commits to its digest goes through it.
struct SnapshotClock: Service {
    let core: HubCore
    let rule: SnapshotRule

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                guard core.sequencer.isReigning else { continue }
                for name in core.registers.names {
                    guard let register = core.registers[name] else { continue }
                    for (list, listRule) in register.policy.lists.sorted(by: { $0.key < $1.key }) {
                        do {
                            try await make(list, rule: listRule, in: name)
                        } catch is CancellationError {
                            return
                        } catch {
                            core.logger.warning(
                                "A snapshot could not be made; it is tried again.",
                                metadata: ["list": "\(list)", "error": "\(error)"])
                        }
                    }
                }
            }
        }
    }

    /// Makes a snapshot when one is due.
    func make(_ list: ListName, rule listRule: ListRule, in register: RegisterName) async throws {
        let tag = core.secrets.tag(of: .list(list, of: register))
        let now = core.timekeeper.now()
        let isDue = try await core.store.read { [rule] reader in
            try rule.isDue(list: list, tag: tag, in: register, at: now, reading: reader)
        }
        guard isDue else { return }
        let origin = core.signer.origin(of: register)
        let text = try await core.store.read { reader in
            try SnapshotText(of: list, rule: listRule, tag: tag, origin: origin, in: register, reading: reader)
        }
        guard let text else { return }
        for (part, piece) in text.pieces.enumerated() {
            try await core.store.write(under: core.sequencer.epoch) { writer in
                try writer.put(snapshotPart: piece, part, of: list, version: text.snapshot.version, in: register)
            }
        }
        _ = try await core.sequencer.submit(
            Act("snapshot") { scope in
                try scope.enter(text.snapshot, in: register)
                return [:]
            }
        )
        Gauge(label: "schakel_snapshot_version", dimensions: [("list", "\(register)/\(list)")]).record(text.snapshot.version)
        core.logger.info(
            "A snapshot was made.",
            metadata: ["list": "\(list)", "version": "\(text.snapshot.version)", "subjects": "\(text.snapshot.count)"])
    }
}
