// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// What an actor can do with measures of a register now. It asks the same decider as the acts do, and enters nothing.
struct MeasureOptions {
    /// As whom he carries out; nil when he may not.
    private let comply: Warrant?
    /// As whom he judges; nil when he may not.
    private let judge: Warrant?
    let now: Instant

    init(of actor: Actor, in register: any Register, core: HubCore) {
        let (policy, registry, now) = (register.policy, core.board.registry, core.timekeeper.now())
        comply = try? registry.authorise(actor, to: .comply, under: policy, at: now)
        judge = actor.person == nil ? nil : try? registry.authorise(actor, to: .decide, under: policy, at: now)
        self.now = now
    }

    /// The options as the API shows them: for each act the version for which it is possible.
    func json(for view: MeasureView) -> JSON {
        let (measure, published) = (view.measure, view.published)
        let decider = MeasureDecider(rule: view.rule)
        func can(_ command: MeasureCommand, _ warrant: Warrant?) -> Bool {
            guard let warrant, let events = try? decider.decide(command, in: measure, by: warrant, at: now) else { return false }
            return !events.isEmpty
        }
        let accepted = max(measure.byHand[.accepted]?.version ?? 0, measure.standings[.accepted]?.version ?? 0)
        let toCarryOut = min(accepted, published)
        let toRefuse = [published, measure.activeVersion + 1].first { version in
            view.rule.grounds.keys.contains { ground in
                can(.refuse(version: version, ground: ground, explanation: "?", published: published), comply)
            }
        }
        return .object(
            JSONObject([
                ("aanvaarden", can(.accept(version: published, published: published), comply) ? .integer(Int64(published)) : nil),
                (
                    "uitvoeren",
                    can(.carryOut(version: toCarryOut, how: "?", published: published), comply)
                        ? .integer(Int64(toCarryOut)) : nil
                ),
                ("weigeren", toRefuse.map { .integer(Int64($0)) }),
                ("beoordelen", can(.judge(isJustified: true, reasons: "?"), judge) ? true : nil),
            ]))
    }

    /// How the options are shown.
    static let shape = Schema.object([
        .may("aanvaarden", .whole(1...JSON.largestInteger), "De versie die u kunt aanvaarden."),
        .may("uitvoeren", .whole(1...JSON.largestInteger), "De versie waarvan u kunt zeggen dat zij met de hand is uitgevoerd."),
        .may("weigeren", .whole(1...JSON.largestInteger), "De versie die u kunt weigeren."),
        .may("beoordelen", .truth, "Of u de weigering kunt beoordelen."),
    ])
}
