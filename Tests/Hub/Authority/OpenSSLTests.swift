// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import Testing
import X509

@testable import Hub

@Suite("certificates as openssl reads them", .enabled(if: OpenSSL.path != nil, "openssl is not installed"))
struct OpenSSLTests {
    private static func verify(_ pem: String, by authority: CertificateAuthority, purpose: String, at moment: Int64) throws
        -> OpenSSL.Answer
    {
        try OpenSSL.run(
            [
                "verify", "-x509_strict", "-attime", "\(moment / 1000)", "-purpose", purpose, "-CAfile", "ca.pem", "leaf.pem",
            ],
            files: ["ca.pem": authority.certificatePEM, "leaf.pem": pem])
    }

    @Test("the fingerprint is the one that openssl prints")
    func fingerprint() throws {
        let pem = try Trial.party(of: Trial.authority(), csrPEM: CertificateRequest().csrPEM)

        let answer = try OpenSSL.run(["x509", "-in", "leaf.pem", "-noout", "-fingerprint", "-sha256"], files: ["leaf.pem": pem])

        let printed = answer.output.split(separator: "=").last?.filter(\.isHexDigit).lowercased()
        #expect(answer.succeeded)
        #expect(try CertifiedName(der: Trial.der(pem)).fingerprint == printed)
    }

    @Test("a party's certificate is accepted for a client and refused for a server")
    func client() throws {
        let authority = try Trial.authority()
        let pem = try Trial.party(of: authority, csrPEM: CertificateRequest().csrPEM, person: "P-1007")

        let client = try Self.verify(pem, by: authority, purpose: "sslclient", at: Trial.now)
        let server = try Self.verify(pem, by: authority, purpose: "sslserver", at: Trial.now)
        let late = try Self.verify(pem, by: authority, purpose: "sslclient", at: Trial.now + 91 * Trial.day)

        #expect(client.succeeded, "\(client.output)")
        #expect(!server.succeeded)
        #expect(!late.succeeded)
    }

    @Test("a server's certificate is accepted for a server and refused for a client")
    func server() throws {
        let authority = try Trial.authority()
        let pem = try authority.issueServer(
            csrPEM: CertificateRequest().csrPEM, names: ["localhost", "127.0.0.1", "::1"], at: Trial.now, validDays: 30)

        let server = try Self.verify(pem, by: authority, purpose: "sslserver", at: Trial.now)
        let client = try Self.verify(pem, by: authority, purpose: "sslclient", at: Trial.now)
        let names = try OpenSSL.run(["x509", "-in", "leaf.pem", "-noout", "-ext", "subjectAltName"], files: ["leaf.pem": pem])

        #expect(server.succeeded, "\(server.output)")
        #expect(!client.succeeded)
        #expect(names.output.contains("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1"))
    }

    @Test("the serial numbers of twenty certificates are positive")
    func serialNumbers() throws {
        let authority = try Trial.authority()
        let csrPEM = try CertificateRequest().csrPEM

        for _ in 0..<20 {
            let pem = try Trial.party(of: authority, csrPEM: csrPEM)
            let answer = try OpenSSL.run(["x509", "-in", "leaf.pem", "-noout", "-serial"], files: ["leaf.pem": pem])
            #expect(answer.output.hasPrefix("serial=") && !answer.output.contains("-"))
            #expect(answer.output.utf8.count <= "serial=".utf8.count + 33)
        }
    }

    @Test("the request verifies, and its key is readable")
    func request() throws {
        let request = try CertificateRequest()

        let csr = try OpenSSL.run(["req", "-in", "r.csr", "-noout", "-verify"], files: ["r.csr": request.csrPEM])
        let key = try OpenSSL.run(["pkey", "-in", "r.key", "-noout", "-check"], files: ["r.key": request.keyPEM])

        #expect(csr.succeeded, "\(csr.output)")
        #expect(key.succeeded, "\(key.output)")
    }

    @Test("a certificate made by openssl with an RSA key and the subject of PKIoverheid is read")
    func foreign() throws {
        let subject = "/C=NL/ST=Utrecht/L=Utrecht/O=Voorbeeld Telecom B.V./OU=ICT/serialNumber=\(Trial.oin)/CN=koppeling.example.nl"
        let answer = try OpenSSL.run([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "/dev/null", "-subj", subject, "-days", "30",
        ])

        let name = try CertifiedName(der: Trial.der(answer.output))

        #expect(name.organisation == "Voorbeeld Telecom B.V.")
        #expect(name.identifier == Trial.oin)
        #expect(name.commonName == "koppeling.example.nl")
        #expect(name.person == nil)
        #expect(name.notAfter - name.notBefore == 30 * Trial.day)
    }

    @Test("an authority made by openssl, with a key in either notation, issues certificates that openssl accepts")
    func foreignAuthority() throws {
        let key = try OpenSSL.run(["ecparam", "-name", "prime256v1", "-genkey", "-noout"]).output
        let made = try OpenSSL.run(
            [
                "req", "-x509", "-new", "-key", "k.pem", "-subj", "/O=Voorbeeld/CN=Andere CA", "-days", "60",
                "-addext", "keyUsage=critical,keyCertSign",
            ], files: ["k.pem": key])
        let issuer = try Trial.certificate(made.output)
        let moment = Int64(issuer.notValidBefore.timeIntervalSince1970) * 1000

        let authority = try CertificateAuthority.load(certificatePEM: made.output, keyPEM: key)
        let pem = try Trial.party(of: authority, csrPEM: CertificateRequest().csrPEM, at: moment, validDays: 30)

        let answer = try Self.verify(pem, by: authority, purpose: "sslclient", at: moment)
        #expect(answer.succeeded, "\(answer.output)")
        #expect(key.contains("BEGIN EC PRIVATE KEY"))
        #expect(authority.keyPEM.contains("BEGIN PRIVATE KEY"))
    }
}
