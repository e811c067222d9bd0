// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Edge
import Exchange
import Ledger

/// Parties, mandates and certificates.
struct PartyCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "party", abstract: "Register parties, give mandates, issue and revoke certificates.",
        discussion: "Example: schakel party list --as data/hub/credentials/operator",
        subcommands: [Add.self, Certificate.self, MandateGrant.self, MandateEnd.self, Revoke.self, List.self, PersonCommands.self]
    )

    /// Who administers.
    struct Administrator: ParsableArguments {
        @Option(name: .customLong("as"), help: "The operator's credential folder, such as data/hub/credentials/operator.")
        var credential: String

        @Option(help: "The address of the parties' door, when it is not the one in the folder.")
        var hub: String?

        func enrolment() throws -> PartyEnrolment {
            let folder = CredentialFolder(path: credential)
            return PartyEnrolment(hub: try folder.connection(to: hub), operatorFolder: folder)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Register a party with a mandate, and write the folder that lets it in.",
            discussion: """
                Example: schakel party add --id 00000099000000000001 --name "Voorbeeld Telecom" --role provider --register devices \\
                  --right comply --basis "Telecommunicatiewet art. 13.4" --out credentials/voorbeeld --as data/hub/credentials/operator
                """
        )

        @Option(help: "OIN or KvK number.") var id: String
        @Option(help: "Its name.") var name: String
        @Option(help: "A role; may be repeated: provider, police, prosecutor, insurer, regulator, hub.") var role: [String]
        @Option(help: "The register of the mandate.") var register = "devices"
        @Option(help: "A right; may be repeated: report, decide, confirm, comply, supervise.") var right: [String]
        @Option(help: "The legal basis, with its article.") var basis: String
        @Option(help: "When the mandate ends (RFC 3339).") var until: String?
        @Option(help: "The staff number of a person, when the certificate is one person's.") var person: String?
        @Option(help: "How many days the certificate is valid.") var days = 90
        @Option(help: "The folder to write.") var out: String
        @OptionGroup var administrator: Administrator
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            try await Failing.explain {
                let id = try PartyID(id, field: "id")
                let enrolment = try administrator.enrolment()
                try await enrolment.register(id, name: name, roles: role)
                try await enrolment.grant(id, register: register, rights: right, basis: basis, until: until)
                try await enrolment.certify(
                    id, person: person, purpose: person == nil ? "systeem" : "persoon", days: days, to: CredentialFolder(path: out)
                )
                await enrolment.hub.close()
                Output.result(["folder": .string(out), "party": .string(id.description)], asJSON: json) {
                    ["\(name) is party \(id). Its folder is \(out)."]
                }
            }
        }
    }

    struct Certificate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issue a further certificate to a registered party, for a person or a system.",
            discussion:
                "Example: schakel party certificate --id 00000099000000000001 --person 4711 --out credentials/person-4711 --as …"
        )

        @Option(help: "OIN or KvK number.") var id: String
        @Option(help: "The staff number of the person; leave it out for a system.") var person: String?
        @Option(help: "What the system is for.") var purpose = "systeem"
        @Option(help: "How many days the certificate is valid.") var days = 90
        @Option(help: "The folder to write.") var out: String
        @OptionGroup var administrator: Administrator

        func run() async throws {
            try await Failing.explain {
                let id = try PartyID(id, field: "id")
                let enrolment = try administrator.enrolment()
                try await enrolment.certify(id, person: person, purpose: purpose, days: days, to: CredentialFolder(path: out))
                await enrolment.hub.close()
                Output.line("The folder \(out) lets \(person.map { "person \($0) of " } ?? "")\(id) in.")
            }
        }
    }

    struct MandateGrant: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "grant", abstract: "Give a registered party a further mandate.",
            discussion:
                "Example: schakel party grant --id 00000099000000000001 --right report --basis \"Politiewet 2012 art. 3\" --as …"
        )

        @Option(help: "OIN or KvK number.") var id: String
        @Option(help: "The register.") var register = "devices"
        @Option(help: "A right; may be repeated.") var right: [String]
        @Option(help: "The legal basis, with its article.") var basis: String
        @Option(help: "When the mandate ends (RFC 3339).") var until: String?
        @OptionGroup var administrator: Administrator

        func run() async throws {
            try await Failing.explain {
                let id = try PartyID(id, field: "id")
                let enrolment = try administrator.enrolment()
                try await enrolment.grant(id, register: register, rights: right, basis: basis, until: until)
                await enrolment.hub.close()
                Output.line("\(id) may now: \(right.joined(separator: ", ")) in \(register).")
            }
        }
    }

    struct MandateEnd: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "end", abstract: "End a mandate now.", discussion: "Example: schakel party end 7 --reasons \"…\" --as …"
        )

        @Argument(help: "The number of the mandate.") var number: Int
        @Option(help: "Why.") var reasons: String
        @OptionGroup var administrator: Administrator

        func run() async throws {
            try await Failing.explain {
                let hub = try administrator.enrolment().hub
                _ = try await hub.post("/v1/mandaten/\(number)/beeindigingen", ["redenen": .string(reasons)])
                await hub.close()
                Output.line("Mandate \(number) has ended.")
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Revoke a certificate; it stops working at once.",
            discussion: "Example: schakel party revoke <fingerprint> --reasons \"…\" --as …"
        )

        @Argument(help: "The SHA-256 fingerprint of the certificate, in hexadecimal.") var fingerprint: String
        @Option(help: "Why.") var reasons: String
        @OptionGroup var administrator: Administrator

        func run() async throws {
            try await Failing.explain {
                let hub = try administrator.enrolment().hub
                _ = try await hub.post("/v1/intrekkingen", ["vingerafdruk": .string(fingerprint), "redenen": .string(reasons)])
                await hub.close()
                Output.line("The certificate is revoked.")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the parties and their mandates.",
            discussion: "Example: schakel party list --as data/hub/credentials/operator"
        )

        @OptionGroup var administrator: Administrator
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            try await Failing.explain {
                let hub = try administrator.enrolment().hub
                let parties = try await hub.get("/v1/deelnemers")["deelnemers"]?.array ?? []
                let mandates = try await hub.get("/v1/mandaten")["mandaten"]?.array ?? []
                await hub.close()
                Output.result(["mandates": .array(mandates), "parties": .array(parties)], asJSON: json) {
                    parties.flatMap { party -> [String] in
                        let id = party["deelnemer"]?.string ?? "?"
                        let own = mandates.filter { $0["deelnemer"]?.string == id }
                        return ["\(id)  \(party["naam"]?.string ?? "")"]
                            + own.map { mandate in
                                let rights = (mandate["rechten"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
                                let until = mandate["tot"]?.string.map { ", until \($0)" } ?? ""
                                return
                                    "    mandate \(mandate["nummer"]?.integer ?? 0): \(rights) in \(mandate["register"]?.string ?? "?")\(until)"
                            }
                    }
                }
            }
        }
    }
}
