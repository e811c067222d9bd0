// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension ActScope {
    /// Asks the edges of a party what they answer about some subjects.
    /// - Parameters:
    ///   - subjects: about which; what the list says of each is noted in this same act.
    ///   - origin: the origin of the log.
    ///   - random: chance, for the number.
    func ask(_ subjects: [String], of measure: Measure, origin: String, random: UInt64, by warrant: Warrant) throws -> Sample {
        let name = measure.register
        let policy = try register(name).policy
        guard case .list(let list) = measure.target, let rule = policy.lists[list] else {
            throw Refusal.field("maatregel", "This measure is about no list: there is nothing that an edge answers by.")
        }
        guard measure.liftedAt == nil else {
            throw Refusal.field("maatregel", "This measure was lifted: its addressee owes no answers.", code: .notNow)
        }
        guard !measure.edges.isEmpty else {
            throw Refusal.field("maatregel", "No edge of this party has stated anything yet: there is none to ask.", code: .notNow)
        }
        var open = try writer.openSamples(in: name)
        guard !open.contains(where: { $0.sample.measure == measure.id }) else {
            throw Refusal.field("maatregel", "A sample of this party waits for answers: look at it first.", code: .notNow)
        }
        guard open.count < policy.samples.mostOpen else {
            throw Refusal(.notNow, "\(open.count) samples wait for answers: ask again in a minute.")
        }
        let question = SampleQuestion(id: SampleID(at: now, random: random), origin: origin, list: list, subjects: subjects)
        let statuses = try subjects.map { rule.strongest(of: try writer.holds(on: list, of: $0, in: name).map(\.status)) }
        let sample = Sample(
            id: question.id, measure: measure.id, count: subjects.count, version: version(of: list, in: name),
            commitment: question.commitment, edges: measure.edges.mapValues { $0[.carriedOut]?.version ?? 0 },
            until: policy.samples.answerWithin.end(from: now), warrant: warrant, askedAt: now)
        try enter(.asked(sample), of: measure)
        open.append(
            SampleSheet(
                sample: sample, question: question,
                history: try SampleHistory(version: sample.version, subjects: subjects, statuses: statuses)))
        try writer.put(openSamples: open, in: name)
        return sample
    }

    /// Enters what an edge answered. The same edge's second answer to a sample changes nothing.
    func take(_ reading: SampleReading, of party: PartyID, in register: RegisterName) throws {
        let id = reading.statement.sample
        var open = try writer.openSamples(in: register)
        guard let place = open.firstIndex(where: { $0.sample.id == id }) else { throw Refusal.sampleIsOver }
        guard let measure = state.measures[open[place].sample.measure], measure.addressee == party else { throw Refusal.noSample }
        guard now <= open[place].sample.until else { throw Refusal.sampleIsOver }
        guard open[place].answered.insert(reading.answer.edge).inserted else { return }
        let answer = Sample.Answer(
            edge: reading.answer.edge, version: reading.statement.version, tally: reading.answer.tally, note: reading.answer.note,
            at: now)
        try enter(.answered(id, answer), of: measure)
        if open[place].isComplete { open.remove(at: place) }
        try writer.put(openSamples: open, in: register)
    }

    /// Ends the samples whose term is over: who has not answered by then, has not answered. Their subjects are forgotten.
    func endSamples(in register: RegisterName) throws {
        let open = try writer.openSamples(in: register)
        let over = open.filter { now > $0.sample.until }
        guard !over.isEmpty else { return }
        for sheet in over {
            guard let measure = state.measures[sheet.sample.measure] else { continue }
            try enter(.ended(sheet.sample.id, silent: sheet.awaited, at: now), of: measure)
        }
        try writer.put(openSamples: open.filter { now <= $0.sample.until }, in: register)
    }

    /// Enters an event for the party that is sampled, in the story of its measure, and notes where.
    private func enter(_ event: SampleEvent, of measure: Measure) throws {
        let id =
            switch event {
            case .asked(let sample): sample.id
            case .answered(let id, _), .ended(let id, _, _): id
            }
        try enter(
            event.kind, event.json(of: measure.id), in: measure.register, stream: "measure:\(measure.id)",
            audience: .measures(of: measure.register, party: measure.addressee))
        guard let index = entered.last?.index else { return }
        try writer.note(sample: id, at: index, of: measure.addressee, in: measure.register)
    }
}

extension Refusal {
    /// There is no such sample, or it is another party's.
    static var noSample: Refusal { .field("steekproef", "There is no sample with this number.", code: .unknown) }

    /// Answers are no longer taken.
    static var sampleIsOver: Refusal {
        .field("antwoord", "The term of this sample is over, or all edges have answered: wait for the next one.", code: .afterTerm)
    }
}
