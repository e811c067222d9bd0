// SPDX-License-Identifier: EUPL-1.2

/// Why a hub did not do what was asked.
public struct HubFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The HTTP status; nil when there was no answer at all.
    public let status: Int?
    /// The kind of failure: a refusal's code, or `unreachable`.
    public let code: String
    /// One sentence: what is wrong and what to do.
    public let detail: String
    /// The fields at fault, as `field: reason`.
    public let faults: [String]

    /// Describes a failure.
    public init(status: Int?, code: String, detail: String, faults: [String] = []) {
        self.status = status
        self.code = code
        self.detail = detail
        self.faults = faults
    }

    /// Whether the same request may succeed later: no answer, or the hub could not write.
    public var isPassing: Bool { status.map { $0 >= 500 } ?? true }

    /// The sentence, with the fields.
    public var description: String { faults.isEmpty ? detail : "\(detail) [\(faults.joined(separator: "; "))]" }
}
