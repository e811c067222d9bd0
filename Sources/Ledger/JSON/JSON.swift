// SPDX-License-Identifier: EUPL-1.2

/// One JSON value, kept in the shape in which it is canonically written.
///
/// Payloads are committed to by hash, so two parties must arrive at the same bytes from the same value. Hence this type in
/// place of a general-purpose coder: it reads strictly (RFC 8259 within the I-JSON profile, RFC 7493) and has exactly one
/// written form (RFC 8785). Reading a canonical text and writing it again yields the same bytes.
///
/// Values that readers accept are equal exactly when their canonical bytes are: strings are compared by code units, never by
/// Unicode equivalence, and `.number(1)` equals `.integer(1)`.
///
/// Literals of Swift stand for JSON values, except `nil`: were it `null`, then `value["name"] == nil` would ask whether a
/// member is `null` instead of whether it is there.
public enum JSON: Sendable {
    /// The literal `null`.
    case null
    /// The literals `true` and `false`.
    case bool(Bool)
    /// A whole number. Readers accept the range ±(2^53 - 1) only, which every JSON reader keeps exactly (RFC 7493 §2.2);
    /// carry larger numbers as strings.
    case integer(Int64)
    /// A number with a fraction, or of at least 1e21. A value that is not finite has no JSON form and is written as `null`.
    case number(Double)
    /// A text.
    case string(String)
    /// An ordered list of values.
    case array([JSON])
    /// Named values.
    case object(JSONObject)

    /// The largest whole number a reader accepts, 2^53 - 1; the smallest is its negative.
    public static let largestInteger: Int64 = 9_007_199_254_740_991

    /// A number in the case a reader would give it: whole numbers in range become ``integer(_:)``.
    public init(number: Double) {
        if number.magnitude <= Double(Self.largestInteger), let whole = Int64(exactly: number) {
            self = .integer(whole)
        } else {
            self = .number(number)
        }
    }
}

extension JSON: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A number, normalised as by ``init(number:)``.
    public init(floatLiteral value: Double) { self.init(number: value) }
    /// A text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A list.
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    /// An object; of members with the same name the last one counts.
    public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(JSONObject(elements)) }
}
