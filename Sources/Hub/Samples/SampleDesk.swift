// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Reads for all streams together which samples wait for answers: when one is asked, all who follow the log want to know at once.
actor SampleDesk {
    private struct Known {
        /// The log had so many entries at least when it was read.
        let size: UInt64
        let at: ContinuousClock.Instant
        let sheets: Task<[SampleSheet], any Error>
    }

    /// What was read is good for so long, for a stream that knows of nothing newer.
    private static let rest = Duration.seconds(1)

    private let store: any Store
    private var known: [RegisterName: Known] = [:]

    init(store: any Store) { self.store = store }

    /// The questions that wait for a party.
    /// - Parameter size: the log has so many entries at least.
    func questions(to party: PartyID, in log: RegisterName, size: UInt64) async throws -> [SampleQuestion] {
        try await sheets(in: log, size: size).filter { sheet in
            sheet.sample.measure == MeasureID(register: log, list: sheet.question.list, party: party)
        }.map(\.question)
    }

    private func sheets(in log: RegisterName, size: UInt64) async throws -> [SampleSheet] {
        if let known = known[log], known.size >= size, .now - known.at < SampleDesk.rest { return try await known.sheets.value }
        let reading = Task { [store] in try await store.read { try $0.openSamples(in: log) } }
        known[log] = Known(size: size, at: .now, sheets: reading)
        do {
            return try await reading.value
        } catch {
            known[log] = nil
            throw error
        }
    }
}
