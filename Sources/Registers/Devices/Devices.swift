// SPDX-License-Identifier: EUPL-1.2

public import Exchange
import Identifiers
public import Ledger

/// The register of stolen devices: a reported phone is blocked by every provider (requirements A1–A9).
///
/// Its subjects are IMEIs, known by their fourteen identifying digits, so that one phone is one subject however it was written.
public struct Devices: Register {
    /// All its rules.
    public let policy: RegisterPolicy
    /// `DV-…`.
    public let casePrefix = "DV"

    /// The kind of its subjects.
    public static let subjectKind = "imei"

    /// The register with its rules.
    /// - Parameter policy: the rules; `standard` unless a deployment has others.
    public init(policy: RegisterPolicy = Devices.standard) {
        self.policy = policy
    }

    /// Reads an IMEI of 14, 15 or 16 digits; the check digit of a 15-digit one must be right, for a person typed it.
    public func subject(_ text: String, field: String) throws(Refusal) -> Subject {
        do {
            return Subject(kind: Devices.subjectKind, value: try IMEI(text, checkDigit: .verified).digits)
        } catch {
            throw .field(field, error.reason)
        }
    }

    /// The fourteen digits of a device by chance: of the same type as another, or of any.
    public func chanceSubject(_ random: UInt64, like: String?) -> String {
        let other = like.flatMap { IMEI(digits: $0.utf8) }?.value ?? (random >> 24) % 100_000_000 * 1_000_000
        let value = other / 1_000_000 * 1_000_000 + (random & 0xFF_FFFF) % 1_000_000
        return IMEI(value: value)?.digits ?? ""
    }

    /// Checks what a report says besides its IMEIs.
    public func faults(in details: JSON, of kind: ReportKind, at now: Instant) -> [Fault] {
        DeviceReport.faults(in: details, of: kind, at: now)
    }

    /// What the reporter can do now.
    public func advice(after kind: ReportKind) -> [Bilingual] { DeviceAdvice.after[kind] ?? [] }
}
