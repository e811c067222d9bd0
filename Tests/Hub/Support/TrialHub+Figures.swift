// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store

@testable import Hub

extension TrialHub {
    /// Reports phones one by one, in one act, each a case of its own.
    /// - Parameter first: the number of the first phone.
    func reportMany(_ count: Int, in region: String? = nil, kind: ReportKind = .theft, from first: Int) async throws {
        try await perform("reports") { scope in
            for phone in first..<first + count {
                let details = JSONObject([("datum", "2024-01-15"), ("regio", region.map { .string($0) })])
                _ = try scope.report(
                    ReportDraft(
                        register: .devices, kind: kind, subjects: [TrialHub.imei(phone)], details: .object(details),
                        random: UInt64(phone)), by: .citizen)
            }
        }
    }

    /// What was counted, and whether it is of the whole log.
    func counted() async throws -> (figures: [FigureCell: Int], isWhole: Bool) {
        try await core.store.read { reader in
            (try reader.figures(in: .devices), try reader.counted(in: .devices) == reader.head(of: .devices)?.size ?? 0)
        }
    }

    /// A cell of the figures.
    static func cell(
        _ month: String, _ entry: FigureEntry, _ kind: ReportKind = .theft, _ region: RegionCode = .other
    ) -> FigureCell {
        guard let month = CalendarMonth(month) else { preconditionFailure("\(month) is no month") }
        return FigureCell(month: month, entry: entry, kind: kind, region: region)
    }
}
