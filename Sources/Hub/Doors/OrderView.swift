// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// How an order under penalty is shown: what it says, how it stands now, what was forfeited, objections and decisions to collect.
struct OrderView {
    let order: PenaltyOrder
    let now: Instant
    /// What who looks can do with it.
    let possible: [JSON]

    /// The most forfeits that are told, the newest ones.
    static let mostForfeits = 100

    var json: JSON {
        let terms = order.terms
        let forfeits = order.forfeits(at: now)
        let next = order.nextForfeit(after: now)
        var sum = Cents.zero
        let told = forfeits.map { forfeit -> JSON in
            sum += forfeit.amount
            return [
                "wanneer": .string(forfeit.at.description), "bedrag": .integer(forfeit.amount.count),
                "samen": .integer(sum.count),
            ]
        }
        let said: [(String, JSON?)] = [
            ("last", .integer(Int64(order.number))), ("stand", .string(order.stage(at: now).rawValue)),
            ("stap", .string(terms.step)), ("versie", .integer(Int64(terms.version))), ("grondslag", .string(terms.basis)),
            ("bedrag", .integer(terms.amount.count)), ("periode", .integer(terms.period.milliseconds)),
            ("plafond", .integer(terms.ceiling.count)),
        ]
        let claimed: JSON? = order.claim(at: now).map { .integer($0.amount.count) }
        let sums: [(String, JSON?)] = [
            ("verbeurd", .integer(order.forfeited(at: now).count)), ("teBetalen", .integer(order.payable.count)),
            ("betaald", .integer(order.paid.count)), ("teBeslissen", claimed),
            ("verbeuringen", .array(Array(told.suffix(OrderView.mostForfeits)))),
        ]
        let confirmBy = order.imposedAt == nil ? order.confirmBy : nil
        let moments: [(String, Instant?)] = [
            ("teBeslissenVoor", order.claimEnds(at: now)), ("bevestigenVoor", confirmBy), ("opgelegd", order.imposedAt),
            ("begint", order.begins), ("sinds", forfeits.first?.at), ("volgende", next?.at),
            ("bezwaarTot", order.objectionUntil), ("geeindigd", order.endedAt),
        ]
        let rest: [(String, JSON?)] = [
            ("oorzaak", order.end.map { .string($0.rawValue) }), ("bezwaren", .array(order.objections.map(OrderView.json))),
            ("invorderingen", .array(order.collections.map(OrderView.json))), ("mogelijk", .array(possible)),
        ]
        return .object(JSONObject(said + sums + moments.map { ($0.0, OrderView.json($0.1)) } + rest))
    }

    private static func json(_ moment: Instant?) -> JSON? { moment.map { .string($0.description) } }

    private static func json(_ objection: PenaltyOrder.Objection) -> JSON {
        .object(
            JSONObject([
                ("bezwaar", .integer(Int64(objection.number))), ("invordering", objection.collection.map { .integer(Int64($0)) }),
                ("gronden", objection.grounds.map { .string($0) }), ("vraagtOpschorting", .bool(objection.asksSuspension)),
                ("wanneer", .string(objection.at.description)), ("beslissenVoor", .string(objection.decideBy.description)),
                ("gegrond", objection.isUpheld.map { .bool($0) }),
            ]))
    }

    private static func json(_ collection: PenaltyOrder.Collection) -> JSON {
        .object(
            JSONObject([
                ("invordering", .integer(Int64(collection.number))), ("soort", collection.isWaived ? "afzien" : "invorderen"),
                ("bedrag", .integer(collection.claim.amount.count)), ("vanaf", .string(collection.claim.from.description)),
                ("totEnMet", .string(collection.claim.upTo.description)), ("wanneer", .string(collection.at.description)),
                ("betalenVoor", json(collection.payBy)), ("bezwaarTot", json(collection.objectionUntil)),
                ("betaald", json(collection.paidAt)), ("vernietigd", .bool(collection.isAnnulled)),
            ]))
    }
}

extension OrderView {
    private static let cents = Schema.whole(0...JSON.largestInteger)
    private static let number = Schema.whole(1...JSON.largestInteger)

    /// An order.
    static let shape = Schema.named(
        "LastOnderDwangsom",
        .object([
            .must("last", number, "Het nummer binnen de maatregel."),
            .must("stand", .text(1...20, choices: PenaltyOrder.Stage.allCases.map(\.rawValue)), "Hoe zij er nu voor staat."),
            .must("stap", .shortText, "De stap van de ladder."), .must("versie", number, "De versie die moet werken."),
            .must("grondslag", .text(1...500), "De wettelijke grondslag."),
            .must("bedrag", cents, "Wat elke begonnen periode kost, in eurocenten."),
            .must("periode", .whole(1...JSON.largestInteger), "Hoelang een periode is, in milliseconden."),
            .must("plafond", cents, "Wat hoogstens verbeurd wordt, in eurocenten."),
            .must("verbeurd", cents, "Wat nu verbeurd is, in eurocenten."),
            .must("teBetalen", cents, "Wat ingevorderd en niet betaald is, in eurocenten."),
            .must("betaald", cents, "Wat betaald is, in eurocenten."),
            .may("teBeslissen", cents, "Waarover nog besloten kan worden of het ingevorderd wordt, in eurocenten."),
            .may("teBeslissenVoor", .moment, "Tot wanneer dat voor het eerste deel kan."),
            .may("bevestigenVoor", .moment, "Tot wanneer een tweede persoon het voorstel kan bevestigen."),
            .may("opgelegd", .moment, "Wanneer besloten."), .may("begint", .moment, "Tot en met wanneer zij te voorkomen is."),
            .may("sinds", .moment, "Wanneer het eerste bedrag verbeurd is."),
            .may("volgende", .moment, "Wanneer het volgende bedrag verbeurd wordt, als er niets verandert."),
            .may("bezwaarTot", .moment, "Tot wanneer bezwaar mogelijk is."), .may("geeindigd", .moment, "Wanneer geëindigd."),
            .may("oorzaak", .shortText, "Waardoor zij eindigde."),
            .must(
                "verbeuringen",
                .array(
                    .object([
                        .must("wanneer", .moment, "Wanneer verbeurd."), .must("bedrag", cents, "Hoeveel, in eurocenten."),
                        .must("samen", cents, "Met wat eraan voorafging."),
                    ]), 0...mostForfeits), "De nieuwste honderd bedragen, het oudste eerst."),
            .must("bezwaren", .array(objection, 0...1_000), "De bezwaren."),
            .must("invorderingen", .array(collection, 0...1_000), "De besluiten over invordering."),
            .must("mogelijk", .array(OrderOptions.shape, 0...2_000), "Wat u nu kunt doen."),
        ]))

    private static let objection = Schema.object([
        .must("bezwaar", number, "Het nummer."),
        .may("invordering", number, "Tegen welke invordering; ontbreekt bij de last zelf."),
        .may("gronden", .text(1...8_000), "Waarom."), .must("vraagtOpschorting", .truth, "Of gevraagd is de last op te schorten."),
        .must("wanneer", .moment, "Wanneer."), .must("beslissenVoor", .moment, "Uiterste dag om erop te beslissen."),
        .may("gegrond", .truth, "Het oordeel; ontbreekt zolang het er niet is."),
    ])

    private static let collection = Schema.object([
        .must("invordering", number, "Het nummer."),
        .must("soort", .text(1...20, choices: ["invorderen", "afzien"]), "Invorderen of daarvan afzien."),
        .must("bedrag", cents, "Hoeveel, in eurocenten."), .must("vanaf", .moment, "Wanneer het eerste verbeurd is."),
        .must("totEnMet", .moment, "Wanneer het laatste."), .must("wanneer", .moment, "Wanneer besloten."),
        .may("betalenVoor", .moment, "Uiterlijk te betalen."), .may("bezwaarTot", .moment, "Tot wanneer bezwaar mogelijk is."),
        .may("betaald", .moment, "Wanneer betaald."), .must("vernietigd", .truth, "Of een bezwaar ertegen gegrond was."),
    ])
}
