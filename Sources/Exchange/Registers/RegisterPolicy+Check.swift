// SPDX-License-Identifier: EUPL-1.2

extension RegisterPolicy {
    /// What in a policy cannot work: effects on lists or measures it does not define, ladders that go back in time. A test holds it empty for every register.
    public var contradictions: [String] {
        var found: [String] = []
        for (kind, rule) in decisions {
            switch rule.effect {
            case .list(let list, let status):
                guard let known = lists[list] else {
                    found.append("decision \(kind): there is no list \(list)")
                    continue
                }
                if !known.statuses.contains(status) { found.append("decision \(kind): list \(list) has no status \(status)") }
            case .impose(let measure):
                if measures[measure] == nil { found.append("decision \(kind): there is no measure \(measure)") }
            case .release, .close: break
            }
            if rule.roles.isEmpty { found.append("decision \(kind): no role may take it") }
        }
        for (kind, rule) in reports where rule.roles.isEmpty && rule.publicBasis == nil {
            found.append("report \(kind): nobody may make it")
        }
        if let flood, flood.mostPerHour < 1 || flood.mostPerDay < 1 { found.append("floods: every report is one") }
        if supervisors.isEmpty { found.append("nobody supervises") }
        if !reports.values.contains(where: { $0.stage == .opening }) { found.append("no report opens a case") }
        let start = Instant(milliseconds: 0)
        for rule in lists.values.map(\.measure) + measures.values {
            let moments = rule.ladder.map { $0.after.end(from: start) }
            if moments != moments.sorted() {
                found.append("measure \(rule.title.english): the ladder's steps are not in order of time")
            }
            if rule.roles.isEmpty { found.append("measure \(rule.title.english): no role can be its addressee") }
            for step in rule.ladder {
                for fault in step.penalty?.contradictions ?? [] {
                    found.append("measure \(rule.title.english), step \(step.name): \(fault)")
                }
            }
        }
        for (list, rule) in lists { found += (rule.valve?.contradictions ?? []).map { "list \(list): \($0)" } }
        if hits != nil, lists.isEmpty { found.append("hits are taken in, and there is no list to be on") }
        if let hits, hits.period <= .zero || hits.mostPerDay < 1 || hits.mostPerCase < 1 {
            found.append("hits: no hit can ever be taken in")
        }
        if let hits, !hits.alerts.isSubset(of: Set(lists.values.flatMap(\.statuses))) {
            found.append("hits: an alert for a status that no list has")
        }
        for (kind, rule) in questions {
            if measures[rule.measure]?.isAnswered != true {
                found.append("question \(kind): no measure is carried out by answering it")
            }
            if rule.roles.isEmpty || rule.mostCandidates < 1 || rule.mostPerCase < 1 {
                found.append("question \(kind): it can never be asked or answered")
            }
        }
        if let attachments, attachments.kinds.isEmpty || attachments.mostBytes < 1 || attachments.mostPerReport < 1 {
            found.append("attachments: no file can ever be taken in")
        }
        if rectification.parts.isEmpty || rectification.parts[.subject] != nil || rectification.mostPerCase < 1 {
            found.append("rectification: nothing can be put right, or what a case stands on can")
        }
        found += figures.contradictions(among: reports.keys)
        return found.sorted()
    }
}
