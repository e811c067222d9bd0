// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// One field of work: a policy, and how to read what its reports are about.
///
/// A register is pure. It knows no database, no HTTP and no clock but the instant it is handed.
public protocol Register: Sendable {
    /// All its rules.
    var policy: RegisterPolicy { get }

    /// The prefix of its case numbers: two upper-case letters.
    var casePrefix: String { get }

    /// Reads one subject as a person or a system wrote it.
    /// - Throws: a fault with `field` as its field, when the text names no subject of this register.
    func subject(_ text: String, field: String) throws(Refusal) -> Subject

    /// A subject that is well formed and otherwise by chance, in the spelling by which lists know it: for asking about what is not listed.
    /// - Parameters:
    ///   - random: chance.
    ///   - like: a subject of this register that the new one may resemble, so that nobody tells one from the other by its looks.
    func chanceSubject(_ random: UInt64, like: String?) -> String

    /// Checks what a report of a kind says besides its subjects.
    /// - Returns: every fault found; empty when the details are fit to be entered.
    func faults(in details: JSON, of kind: ReportKind, at now: Instant) -> [Fault]

    /// What somebody who has just made a report of a kind can do now, the most useful first.
    func advice(after kind: ReportKind) -> [Bilingual]
}
