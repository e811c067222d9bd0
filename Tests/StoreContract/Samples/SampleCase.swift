// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store

extension CaseID {
    /// The case with a number that follows from this one.
    static func sample(_ number: Int) -> CaseID { CaseID(prefix: "DV", random: UInt64(number)) }
}

extension Instant {
    /// A moment so many milliseconds after a fixed one.
    static func sample(_ milliseconds: Int) -> Instant { Instant(milliseconds: 1_800_000_000_000 + Int64(milliseconds)) }
}

extension CaseRow {
    /// The row of a sample case.
    static func sample(
        _ number: Int, _ phase: CasePhase = .reported, opened: Int = 0, updated: Int = 0, due: Int? = nil, subjects: Int = 1,
        listVersion: Int? = nil, work: CaseWork? = nil
    ) -> CaseRow {
        CaseRow(
            id: .sample(number), phase: phase, openedAt: .sample(opened), updatedAt: .sample(updated), due: due.map { .sample($0) },
            subjectCount: subjects, listVersion: listVersion, work: work
        )
    }
}

extension CaseWork {
    /// What a sample case waits for.
    static func sample(_ tasks: Set<CaseTask>, due: Int? = nil) -> CaseWork {
        CaseWork(tasks: tasks, due: due.map { .sample($0) }, kind: "theft", openObjections: 0, proposer: nil)
    }
}

extension Subject {
    /// A device.
    static func imei(_ value: String) -> Subject { Subject(kind: "imei", value: value) }
}
