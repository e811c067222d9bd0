// SPDX-License-Identifier: EUPL-1.2

import Ledger
import ServiceLifecycle
import Synchronization

/// How the witness stands, for the operator's door, which does not wait: looked up every second.
final class StatusMirror: Service {
    private let configuration: WitnessConfiguration
    private let book: WitnessBook
    private let standing: WitnessStanding
    private let status = Mutex<JSON>(.null)

    init(configuration: WitnessConfiguration, book: WitnessBook, standing: WitnessStanding) {
        self.configuration = configuration
        self.book = book
        self.standing = standing
    }

    /// The status as canonical JSON.
    var bytes: [UInt8] { status.withLock { $0 }.canonical() }

    func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            while !Task.isCancelled {
                await look()
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func look() async {
        let inconsistencies = standing.inconsistencies
        var logs: [JSON] = []
        for origin in configuration.logs.origins {
            let state = await book.record(of: origin)?.checkpoint?.state
            logs.append(
                .object(
                    JSONObject([
                        ("origin", .string(origin)),
                        ("path", .string("\(configuration.prefix)/\(KnownLogs.hash(of: origin))/checkpoint")),
                        ("size", state.map { .integer(Int64(clamping: $0.checkpoint.size)) }),
                        ("time", state.map { .integer(Int64(clamping: $0.time)) }),
                        ("inconsistencies", .integer(inconsistencies[origin] ?? 0)),
                    ])))
        }
        let fresh = JSON.object(
            JSONObject([
                ("witness", .string(configuration.signer.name)), ("key", .string(configuration.signer.vkey)),
                ("logs", .array(logs)), ("trouble", standing.trouble.map { .string($0) }),
            ]))
        status.withLock { $0 = fresh }
    }
}
