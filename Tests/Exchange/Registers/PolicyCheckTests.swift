// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("A policy that cannot work is found out")
struct PolicyCheckTests {
    private func decision(_ effect: DecisionRule.Effect, roles: Set<Role> = [.police]) -> DecisionRule {
        DecisionRule(title: Bilingual("d", "d"), roles: roles, confirmation: .single, effect: effect)
    }

    private func measure(roles: Set<Role> = [.provider], ladder: [EscalationStep] = []) -> MeasureRule {
        MeasureRule(title: Bilingual("m", "duty"), roles: roles, due: .plain(.hours(1)), grounds: [:], ladder: ladder)
    }

    @Test("the trial policy has no contradictions")
    func sound() {
        #expect(Trial.policy.contradictions.isEmpty)
    }

    @Test("a decision cannot list on a list that is not there, or with a status the list does not have")
    func lists() {
        let policy = Trial.policy(decisions: ["x": decision(.list("nowhere", "prohibited")), "y": decision(.list("held", "loved"))])

        #expect(policy.contradictions == ["decision x: there is no list nowhere", "decision y: list held has no status loved"])
    }

    @Test("a decision cannot impose a measure that is not there")
    func measures() {
        let policy = Trial.policy(decisions: ["x": decision(.impose("remove"))], measures: [:])

        #expect(policy.contradictions == ["decision x: there is no measure remove"])
    }

    @Test("somebody must be able to take each decision")
    func deciders() {
        let policy = Trial.policy(decisions: ["x": decision(.close, roles: []), "y": decision(.release)])

        #expect(policy.contradictions == ["decision x: no role may take it"])
    }

    @Test("somebody must be able to make each report, and one kind must open a case")
    func reports() {
        func report(_ stage: ReportRule.Stage, _ basis: String?) -> ReportRule {
            ReportRule(title: Bilingual("r", "r"), stage: stage, roles: [], publicBasis: basis, mostSubjects: 1)
        }

        #expect(Trial.policy(reports: ["x": report(.opening, nil)]).contradictions == ["report x: nobody may make it"])
        #expect(Trial.policy(reports: ["x": report(.following, "b")]).contradictions == ["no report opens a case"])
        #expect(Trial.policy(reports: ["x": report(.opening, "b")]).contradictions.isEmpty)
    }

    @Test("the steps of a ladder follow one another in time, for measures and for lists")
    func ladders() {
        let backward = measure(ladder: [Trial.step("a", .hours(2)), Trial.step("b", .hours(1))])
        let list = ListRule(title: Bilingual("l", "l"), statuses: ["prohibited", "tracking"], measure: backward)
        let fault = "measure duty: the ladder's steps are not in order of time"

        #expect(Trial.policy(measures: ["remove": backward]).contradictions == [fault])
        #expect(Trial.policy(lists: ["held": list]).contradictions == [fault])
    }

    @Test("a measure needs somebody on whom it can be laid")
    func addressees() {
        #expect(
            Trial.policy(measures: ["remove": measure(roles: [])]).contradictions == ["measure duty: no role can be its addressee"])
    }

    @Test("hits need a list to be on, and room for at least one")
    func hits() {
        let decisions: [DecisionKind: DecisionRule] = ["x": decision(.release)]

        #expect(
            Trial.policy(decisions: decisions, lists: [:]).contradictions == ["hits are taken in, and there is no list to be on"])
        #expect(Trial.policy(decisions: decisions, lists: [:], hits: nil).contradictions.isEmpty)
        for rule in [HitRule(period: .zero), HitRule(mostPerDay: 0), HitRule(mostPerCase: 0)] {
            #expect(Trial.policy(hits: rule).contradictions == ["hits: no hit can ever be taken in"])
        }
    }
}
