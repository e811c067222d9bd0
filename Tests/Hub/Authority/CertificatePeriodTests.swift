// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import Testing
import X509

@testable import Hub

@Suite("the term of a certificate")
struct CertificatePeriodTests {
    @Test("days out of range are refused", arguments: [Int.min, -1, 0, 36_526, Int.max])
    func days(days: Int) throws {
        let error = try Trial.refusal { () throws(AuthorityError) in try CertificatePeriod(at: Trial.now, validDays: days) }

        #expect(error.code == .unusablePeriod)
    }

    @Test(
        "moments before 1970 and after the last date of X.509 are refused",
        arguments: [Int64.min, -1, 253_402_300_799_000, Int64.max])
    func moments(moment: Int64) throws {
        let error = try Trial.refusal { () throws(AuthorityError) in try CertificatePeriod(at: moment, validDays: 1) }

        #expect(error.code == .unusablePeriod)
    }

    @Test("the first day of 1970 does not start in 1969")
    func epoch() throws {
        let period = try CertificatePeriod(at: 0, validDays: 1)

        #expect(period.notBefore.timeIntervalSince1970 == 0)
        #expect(period.notAfter.timeIntervalSince1970 == 86_400)
    }

    @Test("a certificate may end with its authority, not a day later, and the error says how many days are left")
    func withinAuthority() throws {
        let issuer = try Trial.certificate(CertificateAuthority.create(name: "Proef", at: Trial.now, validDays: 10).certificatePEM)

        let period = try CertificatePeriod(at: Trial.now, validDays: 10, issuer: issuer)
        let error = try Trial.refusal { () throws(AuthorityError) in
            try CertificatePeriod(at: Trial.now + Trial.day, validDays: 10, issuer: issuer)
        }

        #expect(period.notAfter == issuer.notValidAfter)
        #expect(error.code == .unusablePeriod)
        #expect(error.reason.contains("9 days"))
    }

    @Test("an authority that has ended, is about to end or has not begun issues nothing", arguments: [-1, 10, 11] as [Int64])
    func authorityNotValid(days: Int64) throws {
        let issuer = try Trial.certificate(CertificateAuthority.create(name: "Proef", at: Trial.now, validDays: 10).certificatePEM)

        let error = try Trial.refusal { () throws(AuthorityError) in
            try CertificatePeriod(at: Trial.now + days * Trial.day, validDays: 1, issuer: issuer)
        }

        #expect(error.code == .unusablePeriod)
        #expect(error.reason.contains("authority"))
    }

    @Test("a certificate from an authority's first minutes does not start before the authority")
    func freshAuthority() throws {
        let issuer = try Trial.certificate(CertificateAuthority.create(name: "Proef", at: Trial.now, validDays: 10).certificatePEM)

        let period = try CertificatePeriod(at: Trial.now - 60_000, validDays: 1, issuer: issuer)

        #expect(period.notBefore == issuer.notValidBefore)
    }
}
