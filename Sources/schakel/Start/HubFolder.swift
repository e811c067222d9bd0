// SPDX-License-Identifier: EUPL-1.2

import Exchange
import FoundationEssentials
import Hub
import Ledger
import Operations

/// The data folder of a hub. What is missing is made at the first start; what is there is used.
///
///     hub.sqlite              the store                     server.pem, server.key   the parties' door's certificate
///     keys/<log>.key          the keys of the logs          credentials/operator/    the operator's way in
///     authority/authority.*   the built-in authority
struct HubFolder {
    let path: String
    let hubName: String
    let now: Instant

    /// The store's file.
    var storePath: String { path + "/hub.sqlite" }
    /// The operator's way in.
    var operatorFolder: CredentialFolder { CredentialFolder(path: path + "/credentials/operator") }

    /// The keys of the logs.
    func signers(of logs: [RegisterName]) throws -> [RegisterName: NoteSigner] {
        try Files.makeFolder(path + "/keys")
        var signers: [RegisterName: NoteSigner] = [:]
        for log in logs {
            let file = path + "/keys/\(log).key"
            if Files.exists(file) {
                signers[log] = try NoteSigner(privateText: Files.text(file).split(whereSeparator: \.isNewline).first ?? "")
            } else {
                let fresh = try NoteSigner(generating: "\(hubName)/\(log)")
                try SecretFile.write(fresh.privateText + "\n", to: file)
                signers[log] = fresh
            }
        }
        return signers
    }

    /// The built-in authority.
    func authority() throws -> CertificateAuthority {
        let folder = path + "/authority"
        try Files.makeFolder(folder)
        if Files.exists(folder + "/authority.key") {
            return try .load(certificatePEM: Files.text(folder + "/authority.pem"), keyPEM: Files.text(folder + "/authority.key"))
        }
        let fresh = try CertificateAuthority.create(name: "Schakel \(hubName) (proef)", at: now.milliseconds, validDays: 3_650)
        try Files.write(fresh.certificatePEM, to: folder + "/authority.pem")
        try SecretFile.write(fresh.keyPEM, to: folder + "/authority.key")
        return fresh
    }

    /// The certificate of the parties' door, made anew at every start: it needs no keeping.
    func serverTLS(names: [String], authority: CertificateAuthority) throws -> HubTLS {
        let request = try CertificateRequest()
        let certificate = try authority.issueServer(csrPEM: request.csrPEM, names: names, at: now.milliseconds, validDays: 397)
        return HubTLS(certificateChain: certificate, privateKey: request.keyPEM, trustRoots: authority.certificatePEM)
    }

    /// The operator's certificate: the one in its folder, or a fresh one.
    func operatorCertificate(_ id: PartyID, name: String, authority: CertificateAuthority) throws -> String {
        let folder = operatorFolder
        if Files.exists(folder.path + "/certificate.pem"), Files.exists(folder.path + "/key.pem") {
            let kept = try Files.text(folder.path + "/certificate.pem")
            let end = Instant(milliseconds: try CertifiedName(pem: kept).notAfter)
            if end - now > .days(30) { return kept }
        }
        let request = try CertificateRequest()
        let certificate = try authority.issueParty(
            csrPEM: request.csrPEM, organisation: name, identifier: String(id.description.dropFirst(4)), commonName: "beheer",
            at: now.milliseconds, validDays: 397
        )
        try Files.makeFolder(folder.path)
        try SecretFile.write(request.keyPEM, to: folder.path + "/key.pem")
        try Files.write(certificate, to: folder.path + "/certificate.pem")
        return certificate
    }

    /// Completes the operator's folder with where the hub is and the keys of its logs.
    func completeOperatorFolder(_ id: PartyID, authorityPEM: String, address: String, logKeys: [String]) throws {
        let folder = operatorFolder.path
        try Files.makeFolder(folder)
        try Files.write(authorityPEM, to: folder + "/authority.pem")
        try Files.write("\(id)\n", to: folder + "/party")
        try Files.write(address + "\n", to: folder + "/hub")
        try Files.write(logKeys.map { $0 + "\n" }.joined(), to: folder + "/logs.keys")
    }
}
