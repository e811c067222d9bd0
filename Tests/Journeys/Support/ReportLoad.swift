// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// Citizens who report phone after phone, each under an idempotency key, at whichever door answers, until they are told to stop.
struct ReportLoad {
    /// A report as its reporter remembers it.
    struct Acknowledged: Sendable {
        let phone: Phone
        let number: String
        /// The place of its entry, by its receipt.
        let entry: Int
        let receipt: String
        let at: ContinuousClock.Instant
        /// How long it took, with all repetitions.
        let took: Duration
        /// What else was answered before, or 0 for no answer.
        let before: [Int]
    }

    private let clients: [Task<[Acknowledged], any Error>]

    /// Starts clients.
    /// - Parameters:
    ///   - doors: the open doors, tried in turn.
    ///   - patience: how many seconds a door gets to answer before the next is tried.
    init(clients: Int = 8, doors: [String], patience: Int = 3) {
        self.clients = (0..<clients).map { client in
            Task {
                var all: [Acknowledged] = []
                while !Task.isCancelled {
                    let phone = Phone(serial: client * 10_000 + all.count + 1)
                    let turn = client + all.count
                    // Stopping must not cut a report in two, so that each runs in a task of its own.
                    all.append(
                        try await Task { try await ReportLoad.report(phone, doors: doors, turn: turn, patience: patience) }.value)
                }
                return all
            }
        }
    }

    /// Has every client begin nothing more.
    func cancel() {
        for client in clients { client.cancel() }
    }

    /// Lets every client finish what it began.
    func stop() async throws -> [Acknowledged] {
        cancel()
        var all: [Acknowledged] = []
        for client in clients { all += try await client.value }
        return all
    }

    /// Reports a phone until that is acknowledged.
    private static func report(_ phone: Phone, doors: [String], turn: Int, patience: Int) async throws -> Acknowledged {
        let key = UUID().uuidString.lowercased()
        let start = ContinuousClock.now
        var before: [Int] = []
        while .now - start < .seconds(40) {
            let answer = try await Curl.ask(
                doors[(turn + before.count) % doors.count] + "/v1/meldingen", body: RunningHub.report(of: phone, words: "-"),
                options: ["--header", "idempotency-key: \(key)", "--max-time", "\(patience)"])
            if let answer, answer.status == 201 {
                let entered = try JSONText(answer.body)
                let receipt = entered["ontvangstbewijs"]?.string ?? ""
                let line = receipt.split(separator: "\n").first { $0.hasPrefix("index ") }
                guard let number = entered["melding"]?.string, let entry = line.flatMap({ Int($0.dropFirst(6)) }) else {
                    throw Unexpected("no acknowledgement: \(answer.body)")
                }
                return Acknowledged(
                    phone: phone, number: number, entry: entry, receipt: receipt, at: .now, took: .now - start, before: before)
            }
            before.append(answer?.status ?? 0)
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Unexpected("\(phone.imei) is not entered after \(before.count) attempts: \(Set(before))")
    }
}
