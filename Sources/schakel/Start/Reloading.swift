// SPDX-License-Identifier: EUPL-1.2

import Logging
import Metrics
import Operations
import ServiceLifecycle
import UnixSignals

/// Reads the configuration anew at SIGHUP. What may change while the process runs takes effect at once; what may not is named and stays
/// as it was; a configuration that is wrong changes nothing.
struct Reloading: Service {
    /// What came of reading it anew.
    enum Outcome: Equatable, Sendable {
        /// Everything that differs took effect.
        case applied([String])
        /// Some of it did; the rest wants a restart.
        case partly([String], fixed: [String])
        /// Nothing did, for this reason.
        case refused(String)

        /// For a metric.
        var label: String {
            switch self {
            case .applied: "applied"
            case .partly: "partly"
            case .refused: "refused"
            }
        }
    }

    /// What the process runs with.
    let running: Settings
    /// The keys that may change, or the sections that they are in with a dot at the end.
    let live: [String]
    /// Reads the configuration.
    let load: @Sendable () throws -> Settings
    /// Checks all of it, and makes what may change take effect; throws before anything does. Files that settings name, such as
    /// certificates, are read again here, whether or not a setting differs.
    let apply: @Sendable (Settings) async throws -> Void
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var current = running
            for await _ in await UnixSignalsSequence(trapping: .sighup) {
                let manager = ServiceNotice()
                manager?.tell(.reloading)
                let (outcome, settings) = await reload(from: current)
                current = settings
                report(outcome)
                manager?.tell(.ready, status: Reloading.sentence(outcome))
            }
        }
    }

    /// Reads the configuration anew.
    /// - Returns: what came of it, and the settings with which the next one is compared.
    func reload(from current: Settings) async -> (Outcome, Settings) {
        do {
            let settings = try load()
            try await apply(settings)
            let fixed = settings.differences(from: running).filter { !isLive($0) }
            let changed = settings.differences(from: current).filter(isLive)
            return (fixed.isEmpty ? .applied(changed) : .partly(changed, fixed: fixed), settings)
        } catch {
            return (.refused(Failing.describe(error).sentence), current)
        }
    }

    private func isLive(_ key: String) -> Bool { live.contains { $0.hasSuffix(".") ? key.hasPrefix($0) : key == $0 } }

    private func report(_ outcome: Outcome) {
        Counter(label: "schakel_configuration_reloads_total", dimensions: [("outcome", outcome.label)]).increment()
        let sentence = Reloading.sentence(outcome)
        var isRefused = false
        if case .refused = outcome { isRefused = true }
        Gauge(label: "schakel_configuration_valid").record(isRefused ? 0 : 1)
        logger.log(level: isRefused ? .error : outcome.label == "partly" ? .warning : .notice, "\(sentence)")
    }

    /// What came of it, in one sentence.
    static func sentence(_ outcome: Outcome) -> String {
        switch outcome {
        case .applied(let keys):
            return keys.isEmpty
                ? "The configuration was read anew; no setting differs."
                : "The configuration was read anew: \(list(keys)) took effect."
        case .partly(let keys, let fixed):
            let done = keys.isEmpty ? "" : "\(list(keys)) took effect, but "
            return "\(done)\(list(fixed)) cannot change while the process runs: restart it to have that."
        case .refused(let reason):
            let line = reason.split(whereSeparator: \.isNewline).joined(separator: " ")
            return "The new configuration is refused and the old one stays: \(line)"
        }
    }

    private static func list(_ keys: [String]) -> String {
        keys.count < 2 ? keys.joined() : keys.dropLast().joined(separator: ", ") + " and " + (keys.last ?? "")
    }
}
