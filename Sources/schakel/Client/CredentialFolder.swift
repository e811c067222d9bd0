// SPDX-License-Identifier: EUPL-1.2

import Edge
import Exchange
import Ledger
import Operations

/// A folder that lets a party in: what `schakel party` writes and every other command reads with `--as`.
///
///     certificate.pem  the party's certificate        party      its number
///     key.pem          its private key (mode 0600)    hub        the address of the parties' door
///     authority.pem    the hub's authority            logs.keys  the keys of the hub's logs, one a line
struct CredentialFolder {
    let path: String

    /// What the connection shows.
    var credential: HubCredential {
        get throws {
            HubCredential(
                certificate: try Files.text(path + "/certificate.pem"), privateKey: try Files.text(path + "/key.pem"),
                trustRoots: try Files.text(path + "/authority.pem")
            )
        }
    }

    /// The party.
    var party: PartyID {
        get throws { try PartyID(line("party")) }
    }

    /// The address of the parties' door.
    var hub: String {
        get throws { try line("hub") }
    }

    /// The keys of the hub's logs.
    var logKeys: [NoteVerifier] {
        get throws { try LogKeys.read(path + "/logs.keys") }
    }

    /// The key of one log.
    func logKey(of log: RegisterName) throws -> String {
        guard let key = try logKeys.first(where: { $0.name.hasSuffix("/\(log)") }) else {
            throw FileFailure(
                description: "The file \(path)/logs.keys has no key of the log \(log): ask the operator of the hub for it.")
        }
        return key.vkey
    }

    /// A connection to the parties' door.
    func connection(to address: String? = nil) throws -> HubConnection {
        try HubConnection(to: try address ?? hub, with: credential)
    }

    /// Writes the folder.
    func write(certificate: String, key: String, authority: String, party: PartyID, hub: String, logKeys: [String]) throws {
        try Files.makeFolder(path)
        try Files.write(certificate, to: path + "/certificate.pem")
        try SecretFile.write(key, to: path + "/key.pem")
        try Files.write(authority, to: path + "/authority.pem")
        try Files.write("\(party)\n", to: path + "/party")
        try Files.write(hub + "\n", to: path + "/hub")
        try Files.write(logKeys.map { $0 + "\n" }.joined(), to: path + "/logs.keys")
    }

    private func line(_ name: String) throws(FileFailure) -> String {
        let text = try Files.text(path + "/" + name)
        return String(text.split(whereSeparator: \.isNewline).first ?? "")
    }
}

/// A file of verifier keys, one a line.
enum LogKeys {
    static func read(_ path: String) throws -> [NoteVerifier] {
        try Files.text(path).split(whereSeparator: \.isNewline).map { try NoteVerifier(vkey: $0) }
    }
}
