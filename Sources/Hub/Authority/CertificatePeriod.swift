// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import X509

/// The term of a certificate to be issued, in whole seconds.
struct CertificatePeriod {
    let notBefore: Date
    let notAfter: Date

    /// Seconds that a certificate starts early, so that a machine whose clock is a little behind can use it at once.
    static let clockAllowance: Int64 = 300

    /// Days that may be asked for at most: a century.
    static let longest = 36_525

    private static let secondsPerDay: Int64 = 86_400
    /// The last second of the year 9999, beyond which X.509 has no dates (RFC 5280, 4.1.2.5).
    private static let endOfTime: Int64 = 253_402_300_799

    /// A term of `validDays` days from a moment in milliseconds since 1970.
    ///
    /// - Parameter issuer: The certificate of the authority, when it is not the authority itself that is being made. The term
    ///   must lie within its term: past that end nobody would accept the certificate anyway.
    init(at moment: Int64, validDays: Int, issuer: Certificate? = nil) throws(AuthorityError) {
        guard 1...Self.longest ~= validDays else {
            throw AuthorityError(
                .unusablePeriod, "A certificate cannot be valid for \(validDays) days; ask for 1 to \(Self.longest).")
        }
        let start = moment / 1000
        guard moment >= 0, start <= Self.endOfTime - Int64(validDays) * Self.secondsPerDay else {
            throw AuthorityError(
                .unusablePeriod, "The moment \(moment) is out of range; hand in milliseconds since 1970, before the year 9900.")
        }
        var first = max(0, start - Self.clockAllowance)
        let last = start + Int64(validDays) * Self.secondsPerDay
        if let issuer {
            let issuerFirst = Int64(issuer.notValidBefore.timeIntervalSince1970)
            let issuerLast = Int64(issuer.notValidAfter.timeIntervalSince1970)
            let left = (issuerLast - start) / Self.secondsPerDay
            guard issuerFirst <= start, left >= 1 else {
                throw AuthorityError(
                    .unusablePeriod, "The authority is not valid now or has under a day left; make a new one and hand it out.")
            }
            guard validDays <= left else {
                throw AuthorityError(
                    .unusablePeriod, "The certificate would outlive the authority; ask for \(left) days or less.")
            }
            first = max(first, issuerFirst)
        }
        self.notBefore = Date(timeIntervalSince1970: Double(first))
        self.notAfter = Date(timeIntervalSince1970: Double(last))
    }
}
