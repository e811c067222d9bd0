// SPDX-License-Identifier: EUPL-1.2

/// Why a private check cannot be made or believed. It never tells what was asked.
public struct PrivateCheckError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault: open, so that kinds can be added.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The name of the kind, fit for a log line.
        public let description: String

        init(_ name: String) { description = name }

        /// Bytes that are no element of the group: of another length, not on the curve, the identity, or written otherwise.
        public static let malformedElement = Code("malformedElement")
        /// Bytes that are no evaluation.
        public static let malformedEvaluation = Code("malformedEvaluation")
        /// Bytes that are no outcomes in order.
        public static let malformedOutcomes = Code("malformedOutcomes")
        /// A message that lacks a member, or has a wrong one.
        public static let malformedMessage = Code("malformedMessage")
        /// An evaluation was not made with the key that everybody is shown.
        public static let wrongProof = Code("wrongProof")
        /// The key is not the one that is signed, or is signed by nobody who is trusted.
        public static let wrongKey = Code("wrongKey")
        /// The answer is to another question, or leaves a part of it unanswered.
        public static let otherAnswer = Code("otherAnswer")
        /// The register wants to be told more of what is asked than the protocol allows.
        public static let tooTelling = Code("tooTelling")
        /// A key cannot be used.
        public static let unusableKey = Code("unusableKey")
    }

    /// The kind of fault; tests and callers compare this.
    public let code: Code
    /// One sentence that says what is wrong and what to do.
    public let reason: String

    init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The sentence, led by the kind.
    public var description: String { "\(code): \(reason)" }
}
