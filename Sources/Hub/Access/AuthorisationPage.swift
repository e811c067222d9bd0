// SPDX-License-Identifier: EUPL-1.2

public import Exchange
import Ledger
import Logging
import Pages
import SignIn
public import Store

/// The table of who may do what, as a page: `docs/authorisation.md`.
public struct AuthorisationPage {
    let table: AuthorisationTable

    /// The page of a hub with these registers.
    /// - Parameter store: an empty store; the endpoints are those of a hub over it. Nothing is written.
    /// - Throws: `StoreError` when the store cannot be read.
    public init(over store: any Store, registers: RegisterSet = .all) async throws {
        let signer = try LogSigner(hub: "hub.example", signers: [:])
        let (secrets, timekeeper) = (HubSecrets.random(), SystemTimekeeper())
        let logger = Logger(label: "authorisation") { _ in SwiftLogNoOpLogHandler() }
        let sequencer = try await Sequencer(
            store: store, registers: registers, signer: signer, secrets: secrets, timekeeper: timekeeper, logger: logger)
        self.init(
            HubCore(
                store: store, sequencer: sequencer, registers: registers, signer: signer, secrets: secrets, timekeeper: timekeeper,
                authority: nil, logger: logger))
    }

    init(_ core: HubCore) {
        table = AuthorisationTable(endpoints: core.endpoints, registers: core.registers)
    }

    /// The page in Markdown.
    public var markdown: String {
        let policies = table.registers.names.compactMap { table.registers[$0]?.policy }
        return ([introduction, legend, common] + policies.flatMap { [register($0), kinds(of: $0)] } + [pages, remarks])
            .joined(separator: "\n\n") + "\n"
    }

    private var introduction: String {
        """
        # Wie wat mag

        <!-- Made by `make authorisation`. Change the access of an endpoint or the policy of a register, not this page. -->

        Deze tabel volgt uit de handelingen van de API (`Endpoint.access`) en uit de regels van elk register
        (`RegisterPolicy`). Het knooppunt laat niemand toe die hier niet staat. Een test roept elke cel aan.

        Zo leest u een rij. Wie een mandaat heeft met het recht boven de kolom, mag de handeling als zijn rol in de cel
        staat. *Alle* betekent: in elke rol. Een streepje betekent: niemand. Een mandaat geldt in één register, voor het
        doel van dat register, van de begindatum tot de einddatum. Een persoon die mag aanmelden, heeft daarvan alleen de
        rechten die zijn organisatie hem gaf. Wie niet mag, krijgt 403; wie niet bekend is, krijgt 401.
        """
    }

    private var legend: String {
        let levels = LevelPolicy()
        return [
            "## Woorden",
            Markdown.table(
                ["Rol", "Code"],
                Role.known.sorted { $0.key < $1.key }.map { [$0.value.dutch, "`\($0.key)`"] }),
            Markdown.table(
                ["Recht", "Code", "Gegeven in"],
                AuthorisationTable.rights.map { [AuthorisationPage.word($0), "`\($0)`", "het register"] }
                    + [[AuthorisationPage.word(.administer), "`\(Right.administer)`", "het logboek van deelnemers (`parties`)"]]),
            Markdown.table(
                ["Gewicht", "Betrouwbaarheidsniveau van wie aanmeldt"],
                LevelPolicy.Weight.allCases.map { [$0.word, "`\(levels.level(for: $0))`, tenzij anders ingesteld"] }),
        ].joined(separator: "\n\n")
    }

    private var common: String {
        let rows = table.common.map { row in
            AuthorisationPage.route(row) + [
                row.open.map(\.words) ?? AuthorisationPage.nobody, AuthorisationPage.text(row[.registered]),
                AuthorisationPage.text(row[.administrator]), row.endpoint.weight.word,
            ]
        }
        return """
            ## Los van een register

            \(Markdown.table(["Handeling", "Methode en pad", "Open deur", "Deelnemer", "beheren", "Gewicht"], rows))
            """
    }

    private func register(_ policy: RegisterPolicy) -> String {
        let rights = AuthorisationTable.rights
        let rows = table.rows(of: policy).map { row in
            AuthorisationPage.route(row) + [
                row.kind.map { "`\($0)`" } ?? "", row.open.map(\.words) ?? AuthorisationPage.nobody,
                AuthorisationPage.text(row[.registered]),
            ] + rights.map { AuthorisationPage.text(row[.right($0)]) } + [
                AuthorisationPage.text(row[.administrator]), row.needsPerson ? "ja" : "nee", row.endpoint.weight.word,
                ["mandaat", row.publicBasis.map { "open deur: \($0)" }].compactMap(\.self).joined(separator: "; "),
            ]
        }
        let head =
            ["Handeling", "Methode en pad", "Soort", "Open deur", "Deelnemer"] + rights.map(AuthorisationPage.word)
            + ["beheren", "Persoon nodig", "Gewicht", "Grondslag"]
        return """
            ## Register `\(policy.register)`: \(policy.title.dutch.lowercased())

            Het doel dat een mandaat moet noemen: *\(policy.purpose)*.

            \(Markdown.table(head, rows))
            """
    }

    private func kinds(of policy: RegisterPolicy) -> String {
        let reports = policy.reports.sorted { $0.key < $1.key }.map { kind, rule in
            [
                "`\(kind)`", rule.title.dutch, AuthorisationPage.text(.roles(rule.roles)),
                rule.publicBasis ?? AuthorisationPage.nobody,
            ]
        }
        let decisions = policy.decisions.sorted { $0.key < $1.key }.map { kind, rule in
            [
                "`\(kind)`", rule.title.dutch, AuthorisationPage.text(.roles(rule.roles)),
                rule.confirmation == .single ? "nee" : "ja",
            ]
        }
        return """
            ### Soorten meldingen en besluiten in `\(policy.register)`

            \(Markdown.table(["Melding", "In woorden", "Rollen", "Grondslag voor iedereen"], reports))

            \(Markdown.table(["Besluit", "In woorden", "Rollen", "Tweede persoon nodig"], decisions))

            Bezwaar maken kan iedereen die geraakt wordt: \(policy.objection.basis).
            """
    }

    private var pages: String {
        func paths(_ ids: [String]) -> String {
            let found = ids.compactMap { id in table.endpoints.first { $0.id == id } }
            return found.isEmpty
                ? AuthorisationPage.nobody : found.map { "`\($0.method.rawValue) \($0.path)`" }.joined(separator: ", ")
        }
        let rows = Place.allCases.compactMap { place in
            PageOperations.all[place].map {
                ["`\(place.path(in: .dutch))`", "`\(place.path(in: .english))`", paths($0.reading), paths($0.sending)]
            }
        }
        return """
            ## Pagina's voor mensen van deelnemers

            Een pagina heeft geen eigen regels. Zij laat zien en doet wat de API doet, als de persoon die zich aanmeldde. Wie
            niet is aangemeld, gaat eerst aanmelden; wie niet mag, leest dat op de pagina (403). De andere pagina's zijn voor
            iedereen.

            \(Markdown.table(["Nederlands", "Engels", "Laat zien", "Formulier"], rows))
            """
    }

    private var remarks: String {
        """
        ## Wat de tabel niet zegt

        - Wie een besluit voorstelde, bevestigt het niet. Wie besloot, beslist niet op het bezwaar. Antwoord: 403 `same-person`.
        - Wie besloot, geeft niet vrij wat een grens overschrijdt. Wie geen toezicht houdt, doet dat alleen als zijn organisatie
          niet besloot. Antwoord: 403 `same-person` of `wrong-party`.
        - Wie de noodstop trok, heft hem niet zelf op. Antwoord: 403 `same-person`.
        - Wie een maatregel kreeg, beoordeelt zijn eigen weigering niet, en wie bezwaar maakte, beslist er niet op. Een
          deelnemer komt terug op zijn eigen melding, voert zijn eigen maatregel uit en ziet in lijsten van maatregelen en
          naleving alleen zichzelf, tenzij hij toezicht houdt of besluit. Antwoord: 403 `wrong-party`.
        - Een nummer met een verkeerd geheim antwoordt als een nummer dat er niet is: 404.
        - Niemand geeft zichzelf rechten. *Personenbeheerder* is wie van de eigen organisatie het recht beheren kreeg; hij
          beheert alleen de personen van die organisatie.
        - Een handeling die er voor deelnemers is, antwoordt aan de open deur 401; een die er alleen voor iedereen is, bestaat aan
          de deelnemersdeur niet: 404.
        """
    }

    private static let nobody = "–"

    private static func route(_ row: AuthorisationTable.Row) -> [String] {
        [row.endpoint.summary, "`\(row.endpoint.method.rawValue) \(row.endpoint.path)`"]
    }

    private static func word(_ right: Right) -> String { Right.known[right]?.dutch ?? right.rawValue }

    private static func text(_ cell: AuthorisationTable.Cell) -> String {
        switch cell {
        case .nobody: nobody
        case .everyRole: "alle"
        case .ownManager: "personenbeheerder"
        case .roles(let roles):
            roles.isEmpty ? nobody : roles.sorted().map { Role.known[$0]?.dutch ?? $0.rawValue }.joined(separator: ", ")
        }
    }
}

/// The little of Markdown that a page of tables needs.
enum Markdown {
    /// A table.
    static func table(_ head: [String], _ rows: [[String]]) -> String {
        ([head, head.map { _ in "---" }] + rows)
            .map { row in "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |" }
            .joined(separator: "\n")
    }
}
