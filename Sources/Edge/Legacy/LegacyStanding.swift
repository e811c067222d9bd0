// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Exchange
import Ledger
import Synchronization

/// How the files stand: the configuration, which may change while the edge runs, and what was made and imported.
final class LegacyStanding: Sendable {
    /// What became of the newest runs.
    struct Progress: Hashable, Sendable {
        /// The newest run.
        var newest: LegacyRun?
        /// The newest run that the importing side has.
        var imported: LegacyRun?
        /// When it had it.
        var importedAt: Instant?
        /// Why the newest run is not imported; nil when nobody said so.
        var failure: String?
    }

    private struct State {
        var configuration: LegacyConfiguration?
        var progress = Progress()
        var trouble: LegacyError?
    }

    private let state: Mutex<State>

    init(_ configuration: LegacyConfiguration?) { state = Mutex(State(configuration: configuration)) }

    /// How files are made; nil when none are. What is set takes effect with the next step.
    var configuration: LegacyConfiguration? {
        get { state.withLock(\.configuration) }
        set { state.withLock { $0.configuration = newValue } }
    }

    var progress: Progress { state.withLock(\.progress) }
    /// Why no run can be made now.
    var trouble: LegacyError? { state.withLock(\.trouble) }

    func note(_ progress: Progress) { state.withLock { $0.progress = progress } }
    func note(_ trouble: LegacyError?) { state.withLock { $0.trouble = trouble } }

    /// For the operator's door; nil when no files are made.
    var json: JSON? {
        let state = state.withLock { $0 }
        guard let configuration = state.configuration else { return nil }
        let progress = state.progress
        let members: [(String, JSON?)] = [
            ("folder", .string(configuration.folder)), ("acknowledge", .string(configuration.acknowledgement.rawValue)),
            ("run", progress.newest.map { .integer(Int64($0.number)) }),
            ("version", progress.newest.map { .integer(Int64(clamping: $0.version)) }),
            ("at", progress.newest.map { .string($0.at.description) }),
            ("devices", progress.newest.map { .integer(Int64($0.devices)) }),
            ("importedRun", progress.imported.map { .integer(Int64($0.number)) }),
            ("importedVersion", progress.imported.map { .integer(Int64(clamping: $0.version)) }),
            ("importedAt", progress.importedAt.map { .string($0.description) }),
            ("importFailure", progress.failure.map { .string($0) }), ("trouble", state.trouble.map { .string($0.reason) }),
            ("troubleCode", state.trouble.map { .string($0.code.rawValue) }),
        ]
        return .object(JSONObject(members))
    }
}
