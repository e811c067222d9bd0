// SPDX-License-Identifier: EUPL-1.2

/// What both sides of a private check agree on: `docs/private-check.md`.
///
/// Somebody learns whether one IMEI is listed. Who answers does not learn which one, and who asks learns nothing of any other. It is a
/// verifiable oblivious pseudo-random function (RFC 9497) with answers per bucket.
public enum PrivateCheck {
    /// The name of the protocol with its version: the first line of a ``KeyStatement``.
    public static let name = "schakel/private-check/v1"
    /// The suite of RFC 9497 §4.4, in the mode VOPRF.
    public static let suite = "P384-SHA384"
    /// The bytes of an element: a compressed point of P-384 (SEC 1 §2.3.3).
    public static let elementBytes = 49
    /// The bytes of an evaluation: an element, and a proof of two scalars.
    public static let evaluationBytes = elementBytes + 2 * scalarBytes
    /// The bytes of a scalar.
    static let scalarBytes = 48
    /// The bytes of an outcome: the first of the function's output.
    public static let outcomeBytes = 8
    /// The most bits that the number of a bucket may have, and so the most that an asker tells. Who asks refuses to tell more.
    public static let mostBits = 12
    /// Buckets are made so large that they hold at least half of this many listed devices, and this many at most, while
    /// ``mostBits`` suffice.
    public static let fullBucket = 2_048
}
