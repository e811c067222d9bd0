// SPDX-License-Identifier: EUPL-1.2

/// Why bytes were not accepted as JSON.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault: open, so that kinds can be added without breaking a switch.
    public struct Code: Hashable, Sendable {
        let name: String
        /// Not JSON by the grammar of RFC 8259.
        public static let syntax = Code(name: "syntax")
        /// Not UTF-8 (RFC 8259 §8.1), or a surrogate or noncharacter (RFC 7493 §2.1).
        public static let text = Code(name: "text")
        /// A number that a reader might not keep exactly (RFC 7493 §2.2).
        public static let number = Code(name: "number")
        /// A name that occurs twice in one object (RFC 7493 §2.3).
        public static let duplicateName = Code(name: "duplicateName")
        /// Larger or deeper than the limits allow.
        public static let limit = Code(name: "limit")
    }

    /// The kind of fault.
    public let code: Code
    /// Where it was met, in bytes from the start.
    public let offset: Int
    /// One sentence that says what is wrong and what is expected. It never quotes the input.
    public let reason: String

    /// The reason with its place.
    public var description: String { "\(reason) (byte \(offset))" }
}
