// SPDX-License-Identifier: EUPL-1.2

/// Why an act was not accepted. Nothing of a refused act is entered.
///
/// The code is open: a room above may add its own. Every refusal ends in one sentence that says what to do.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of refusal it is; doors translate it into their own status.
    public let code: RefusalCode
    /// One sentence for the person or system that tried: what is wrong and what to do.
    public let reason: String
    /// The fields at fault, all of them at once; empty when no single field is to blame.
    public let faults: [Fault]

    /// Makes a refusal.
    /// - Parameters:
    ///   - code: its kind.
    ///   - reason: one sentence saying what is wrong and what to do. Never the refused identifier itself.
    ///   - faults: the fields at fault.
    public init(_ code: RefusalCode, _ reason: String, faults: [Fault] = []) {
        self.code = code
        self.reason = reason
        self.faults = faults
    }

    /// A refusal for one field, with the field's reason as the sentence.
    public static func field(_ name: String, _ reason: String, code: RefusalCode = .invalid) -> Refusal {
        Refusal(code, reason, faults: [Fault(name, reason)])
    }

    /// Code, sentence and fields in one line, fit for a log: it holds no subject.
    public var description: String {
        faults.isEmpty ? "\(code): \(reason)" : "\(code): \(reason) [\(faults.map(\.description).joined(separator: "; "))]"
    }
}
