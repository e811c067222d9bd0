// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// The letter of a step: everything that it says, from the entry of the step alone. Whoever may see the measure may read it.
struct LetterDoors {
    let core: HubCore

    /// The kinds of entries that have a letter.
    static let kinds: Set<String> = Set(
        ["escalation"]
            + ["order", "suspension", "resumption", "objection-decision", "end", "collection", "waiver"].map {
                OrderEvent.prefix + $0
            })

    var endpoints: [Endpoint] {
        [
            Endpoint(
                id: "toonBrief", method: .get, path: "/v1/brief", access: .rights(.supervise, .decide, .comply, in: .any),
                tag: "Maatregelen",
                summary: "Wat de brief van een stap zegt: aan wie, wat, voor wanneer, waarom, en hoe bezwaar kan",
                parameters: [
                    .init(name: "naam", place: .query, schema: .shortText, text: "De naam van de maatregel.", isNeeded: true),
                    .init(
                        name: "regel", place: .query, schema: .whole(0...JSON.largestInteger),
                        text: "De regel in het logboek waarin de stap staat.", isNeeded: true),
                ],
                answer: .init(status: 200, text: "De brief.", schema: LetterDoors.shape)
            ) { call in .json(200, try await letter(call)) }
        ]
    }

    private func letter(_ call: Call) async throws -> JSON {
        let unknown = Refusal.field("regel", "There is no letter in this line about this measure.", code: .unknown)
        guard let name = call.query["naam"], let line = call.query["regel"].flatMap({ UInt64($0) }) else { throw unknown }
        let id = MeasureID(stored: name)
        guard let measure = try await core.store.read({ try $0.measure(id) }) else { throw unknown }
        let register = try core.register(measure.register)
        let isOverseer = [Right.supervise, .decide].contains { right in
            (try? core.board.registry.authorise(call.actor, to: right, under: register.policy, at: core.timekeeper.now())) != nil
        }
        guard isOverseer || measure.addressee == call.actor.party else { throw unknown }
        let stream = "measure:\(id)"
        let found = try await core.store.read { reader -> JSON? in
            guard let entry = try reader.entries(of: measure.register, in: line..<line + 1).first, entry.stream == stream,
                LetterDoors.kinds.contains(entry.leaf.kind), let payload = try reader.payload(of: measure.register, at: line)
            else { return nil }
            return try JSON(parsing: payload.bytes, limits: .payload)
        }
        guard let found, let rule = MeasureFile.rule(of: measure, in: register.policy) else { throw unknown }
        return LetterDoors.json(
            found, line: line, of: measure, rule: rule, policy: register.policy, registry: core.board.registry)
    }

    private static func json(
        _ event: JSON, line: UInt64, of measure: Measure, rule: MeasureRule, policy: RegisterPolicy, registry: Registry
    ) -> JSON {
        let warrant = event["warrant"].flatMap { try? Warrant(json: $0) }
        // A later event of an order tells only what it adds; its order says the rest.
        let order = event["order"]?.integer.flatMap { number in measure.orders.first { $0.number == Int(number) } }
        let terms = order?.terms
        let step = event["step"]?.string ?? terms?.step
        let sender = warrant?.party.flatMap { registry.parties[$0]?.name } ?? supervisor(policy, registry)
        let name = registry.parties[measure.addressee]?.name ?? measure.addressee.description
        let title: JSON? = step.map { (rule.step($0)?.title ?? Bilingual($0, $0)).json }
        let about: [(String, JSON?)] = [
            ("soort", event["event"]), ("regel", .integer(Int64(clamping: line))),
            ("maatregel", .string(measure.id.description)), ("register", .string(measure.register.rawValue)),
            ("titel", rule.title.json), ("deelnemer", .string(measure.addressee.description)), ("naam", .string(name)),
            ("afzender", sender.map { .string($0) }), ("wanneer", event["at"]), ("stap", title),
            ("grondslagMaatregel", .string(measure.basis)), ("redenen", event["reasons"]), ("last", event["order"]),
        ]
        let objection: JSON? = rule.step(step ?? "")?.penalty.map { .string($0.objection.basis) }
        let basis: JSON? = terms.map { .string($0.basis) }
        let version: JSON? = terms.map { .integer(Int64($0.version)) }
        let due: JSON? = terms.map { .string($0.due.description) }
        let amount: JSON? = terms.map { .integer($0.amount.count) }
        let period: JSON? = terms.map { .integer($0.period.milliseconds) }
        let ceiling: JSON? = terms.map { .integer($0.ceiling.count) }
        let figures: [(String, JSON?)] = [
            ("grondslag", event["basis"] ?? basis), ("versie", event["version"] ?? version), ("uiterlijk", event["due"] ?? due),
            ("bedrag", amount), ("periode", period), ("plafond", ceiling), ("bezwaarGrondslag", objection),
        ]
        let told = [
            ("begint", "begins"), ("bezwaarTot", "objectionUntil"), ("tot", "until"), ("gegrond", "upheld"), ("oorzaak", "cause"),
            ("verbeurd", "claimed"), ("vanaf", "from"), ("totEnMet", "upTo"), ("betalenVoor", "payBy"),
        ].map { ($0.0, event[$0.1]) }
        return .object(JSONObject(about + figures + told))
    }

    /// Who supervises in a register, when it is one party: in whose name the clock takes a step.
    private static func supervisor(_ policy: RegisterPolicy, _ registry: Registry) -> String? {
        let found = registry.parties.values.filter { !$0.roles.isDisjoint(with: policy.supervisors) }
        return found.count == 1 ? found.first?.name : nil
    }

    private static let cents = Schema.whole(0...JSON.largestInteger)

    static let shape = Schema.named(
        "Brief",
        .object([
            .must("soort", .text(1...63, choices: kinds.sorted()), "Wat er gebeurde."),
            .must("regel", .whole(0...JSON.largestInteger), "De regel in het logboek; bewijs: /logboek/{logboek}/bewijs/{regel}."),
            .must("maatregel", .shortText, "De naam van de maatregel."), .must("register", .shortText, "Het register."),
            .must("titel", Bilingual.shape, "Wat de maatregel vraagt."), .must("deelnemer", .shortText, "Aan wie."),
            .must("naam", .shortText, "Zijn naam."), .may("afzender", .shortText, "Namens wie."),
            .must("wanneer", .moment, "Wanneer."), .may("stap", Bilingual.shape, "De stap van de ladder."),
            .must("grondslagMaatregel", .text(1...500), "Waarop de maatregel steunt."),
            .may("grondslag", .text(1...500), "Waarop de stap steunt."),
            .may("versie", .whole(1...JSON.largestInteger), "De versie die moet werken."),
            .may("uiterlijk", .moment, "Wanneer die uiterlijk moest werken."), .may("redenen", .text(0...8_000), "Waarom."),
            .may("last", .whole(1...JSON.largestInteger), "Het nummer van de last onder dwangsom."),
            .may("bedrag", cents, "Wat elke begonnen periode kost, in eurocenten."),
            .may("periode", .whole(1...JSON.largestInteger), "Hoelang een periode is, in milliseconden."),
            .may("plafond", cents, "Wat hoogstens verbeurd wordt, in eurocenten."),
            .may("begint", .moment, "Tot en met wanneer de dwangsom te voorkomen is."),
            .may("bezwaarTot", .moment, "Tot wanneer bezwaar mogelijk is."),
            .may("bezwaarGrondslag", .text(1...500), "Waarop het bezwaar steunt."),
            .may("tot", .moment, "Tot wanneer opgeschort."), .may("gegrond", .truth, "Of het bezwaar gegrond is."),
            .may("oorzaak", .shortText, "Waardoor de last eindigde."),
            .may("verbeurd", cents, "Waarover besloten is, in eurocenten."),
            .may("vanaf", .moment, "Wanneer het eerste verbeurd is."),
            .may("totEnMet", .moment, "Wanneer het laatste."), .may("betalenVoor", .moment, "Uiterlijk te betalen."),
        ]))
}
