// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Logging
import Metrics
import ServiceLifecycle

/// States to the hub, signed, that the active version is delivered, accepted and carried out: three facts, three signatures. Where
/// another register must import the list first, what is carried out is the version that it has.
///
/// While a statement is under way newer versions may become active; only the newest is stated next, for it stands for all before it.
struct Acknowledger: Service {
    let hub: HubConnection
    let standing: EdgeStanding
    let signer: NoteSigner
    let edge: String
    let logger: Logger

    /// How long after a statement of so many new versions the next one comes at the earliest: when versions come in quick succession,
    /// one statement stands for several, and the hub has time for acts.
    private static func pause(after versions: Int) -> Duration {
        min(.milliseconds(300), .milliseconds(15) * versions)
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var seen: UInt64 = 0
            var stated = (greeting: 0, version: 0, carriedOut: 0)
            var isRegistered = false
            var wait = Backoff()
            while !Task.isCancelled {
                guard let statable = standing.statable,
                    (statable.greeting, statable.version, statable.carriedOut?.version ?? 0) != stated
                else {
                    seen = await standing.changed(after: seen)
                    continue
                }
                do {
                    if !isRegistered {
                        _ = try await hub.post("/v1/randknopen", ["naam": .string(edge), "sleutel": .string(signer.vkey)])
                        isRegistered = true
                    }
                    try await state(statable)
                    let versions = statable.version > stated.version ? statable.version - stated.version : 1
                    stated = (statable.greeting, statable.version, statable.carriedOut?.version ?? 0)
                    wait.reset()
                    if let carriedOut = statable.carriedOut {
                        standing.noteStated(carriedOut.version)
                        Gauge(label: "schakel_edge_stated_version").record(Int64(carriedOut.version))
                    }
                    try? await Task.sleep(for: Acknowledger.pause(after: versions))
                } catch let failure as HubFailure where !failure.isPassing {
                    logger.error("The hub does not accept the statement.", metadata: ["reason": "\(failure)"])
                    isRegistered = false
                    // A fact does not go back: another edge of the party may be further. Wait for the next version.
                    if failure.code == RefusalCode.notNow.rawValue {
                        stated = (statable.greeting, statable.version, statable.carriedOut?.version ?? 0)
                    }
                    try? await Task.sleep(for: wait.next())
                } catch {
                    logger.warning("The hub cannot be told; it is tried again.", metadata: ["error": "\(error)"])
                    try? await Task.sleep(for: wait.next())
                }
            }
        }
    }

    private func state(_ statable: EdgeStanding.Statable) async throws {
        let arrival: [(MeasureFact, EdgeStanding.Fact)] = [
            (.delivered, .init(version: statable.version, at: statable.delivered)),
            (.accepted, .init(version: statable.version, at: statable.accepted)),
        ]
        let effect = statable.carriedOut.map { [(MeasureFact.carriedOut, $0)] } ?? []
        // An earlier version may have been stated before, which refuses the whole act: it is an act of its own.
        let acts = statable.carriedOut?.version == statable.version ? [arrival + effect] : [arrival, effect]
        for facts in acts where !facts.isEmpty {
            let notes = try facts.map { try note(of: $0, $1, statable) }
            _ = try await hub.post("/v1/nalevingsverklaringen", ["verklaringen": .array(notes.map { .string($0) })])
        }
    }

    private func note(of fact: MeasureFact, _ truth: EdgeStanding.Fact, _ statable: EdgeStanding.Statable) throws -> String {
        let checkpoint = try Checkpoint(parsing: SignedNote(parsing: statable.checkpoint).text)
        let statement = FactStatement(
            origin: statable.origin, measure: statable.measure, fact: fact, version: truth.version, treeSize: checkpoint.size,
            root: checkpoint.root, at: truth.at, edge: edge)
        return try SignedNote(signing: statement.text, with: [signer]).description
    }
}
