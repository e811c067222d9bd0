// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Edge
import Exchange
import Ledger

/// The persons of parties who may sign in.
struct PersonCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "Say which persons of a party may sign in to the pages, and what they may do.",
        discussion: "Example: schakel party person list --as data/hub/credentials/operator",
        subcommands: [Add.self, End.self, List.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a person of a party sign in, or give him other rights.",
            discussion: """
                A person who signs in without having been admitted is shown a code; it goes here.

                Example: schakel party person add --id 00000099000000000001 --person 4711 --code … --right decide --as …
                """
        )

        @Option(help: "OIN or KvK number of the party.") var id: String
        @Option(help: "The staff number, the same as on a certificate of that person.") var person: String
        @Option(help: "The code that signing in showed.") var code: String?
        @Option(help: "In place of the code: the issuer of the identity.") var issuer: String?
        @Option(help: "In place of the code: the person at that issuer.") var subject: String?
        @Option(help: "What he may do; may be repeated: report, decide, confirm, comply, supervise, administer.") var right:
            [String]
        @Option(help: "The number of the branch to which the provider restricts him.") var branch: String?
        @Option(help: "When it ends (RFC 3339).") var until: String?
        @OptionGroup var administrator: PartyCommands.Administrator

        func validate() throws {
            guard (code != nil) != (issuer != nil && subject != nil), (issuer == nil) == (subject == nil) else {
                throw ValidationError("Give --code, or both --issuer and --subject.")
            }
        }

        func run() async throws {
            try await Failing.explain {
                let id = try PartyID(id, field: "id")
                let hub = try administrator.enrolment().hub
                _ = try await hub.post(
                    "/v1/personen",
                    .object(
                        JSONObject([
                            ("deelnemer", .string(id.description)), ("persoon", .string(person)),
                            ("code", code.map { .string($0) }),
                            ("uitgever", issuer.map { .string($0) }), ("onderwerp", subject.map { .string($0) }),
                            ("rechten", .array(right.map { .string($0) })), ("vestiging", branch.map { .string($0) }),
                            ("tot", until.map { .string($0) }),
                        ])))
                await hub.close()
                Output.line("Person \(person) of \(id) may sign in, and may: \(right.joined(separator: ", ")).")
            }
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a person do nothing any more, by signing in or by certificate; it works at once.",
            discussion: "Example: schakel party person end --id 00000099000000000001 --person 4711 --reasons \"…\" --as …"
        )

        @Option(help: "OIN or KvK number of the party.") var id: String
        @Option(help: "The staff number.") var person: String
        @Option(help: "Why.") var reasons: String
        @OptionGroup var administrator: PartyCommands.Administrator

        func run() async throws {
            try await Failing.explain {
                let id = try PartyID(id, field: "id")
                let hub = try administrator.enrolment().hub
                _ = try await hub.post(
                    "/v1/uitschrijvingen",
                    ["deelnemer": .string(id.description), "persoon": .string(person), "redenen": .string(reasons)])
                await hub.close()
                Output.line("Person \(person) of \(id) may do nothing any more.")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the persons who may sign in.",
            discussion: "Example: schakel party person list --as data/hub/credentials/operator"
        )

        @OptionGroup var administrator: PartyCommands.Administrator
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            try await Failing.explain {
                let hub = try administrator.enrolment().hub
                let persons = try await hub.get("/v1/personen")["personen"]?.array ?? []
                await hub.close()
                Output.result(["persons": .array(persons)], asJSON: json) {
                    persons.map { person in
                        let rights = (person["rechten"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
                        return
                            "\(person["deelnemer"]?.string ?? "?")  \(person["persoon"]?.string ?? "?"): \(rights.isEmpty ? "nothing" : rights)"
                    }
                }
            }
        }
    }
}
