// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Testing
import Trials

/// Rows for worklists, questions about them, and the right answers, told apart from any engine.
enum WorklistSample {
    static let people = ["a", "b"]

    /// So many rows with few different moments, so that many are equal in an order.
    static func rows(_ count: Int, seed: UInt64, from first: Int = 0) -> [CaseRow] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { number in
            let tasks = Set(CaseTask.allCases.filter { _ in Int.random(in: 0..<3, using: &generator) == 0 })
            let work = CaseWork(
                tasks: tasks,
                due: tasks.isEmpty || Bool.random(using: &generator) ? nil : .sample(.random(in: 0...5, using: &generator)),
                kind: ["theft", nil].randomElement(using: &generator) ?? nil, openObjections: tasks.contains(.objection) ? 2 : 0,
                proposer: tasks.contains(.confirm) ? people.randomElement(using: &generator) : nil)
            return .sample(
                // The numbers are in no order.
                (first + number) * 7_919 % 104_729, CasePhase.allCases[.random(in: 0..<5, using: &generator)],
                opened: .random(in: 0...5, using: &generator), updated: .random(in: 0...5, using: &generator),
                work: Int.random(in: 0..<8, using: &generator) == 0 ? nil : work)
        }
    }

    /// Questions of every make, also those that no index answers.
    static var allQuestions: [WorklistQuery] {
        var selections: [WorklistQuery.Selection] = [.all, .phase(.reported), .phase(.closed)]
        selections += CaseTask.allCases.map { .waiting($0) } + [.waiting(.confirm, butOf: "a")]
        var questions: [WorklistQuery] = []
        for selection in selections {
            for order in WorklistQuery.Order.allCases {
                for due in [nil, 3] {
                    for (from, until) in [(nil, nil), (2, nil), (nil, 4), (1, 4)] as [(Int?, Int?)] {
                        questions.append(
                            WorklistQuery(
                                selection, order: order, dueBefore: due.map { .sample($0) }, openedFrom: from.map { .sample($0) },
                                openedUntil: until.map { .sample($0) }, most: 1000))
                    }
                }
            }
        }
        return questions
    }

    /// Those that an index answers.
    static var questions: [WorklistQuery] { allQuestions.filter(\.isIndexed) }

    /// What the whole answer must be.
    static func answer(_ query: WorklistQuery, among rows: [CaseRow]) -> [CaseRow] {
        let found = rows.filter { row in
            let isSelected =
                switch query.selection {
                case .all: true
                case .phase(let phase): row.phase == phase
                case .waiting(let task, let person):
                    row.work?.tasks.contains(task) == true && (person == nil || row.work?.proposer != person)
                }
            return isSelected && (query.dueBefore.map { (row.work?.due ?? .latest) < $0 } ?? true)
                && (query.openedFrom.map { row.openedAt >= $0 } ?? true) && (query.openedUntil.map { row.openedAt < $0 } ?? true)
        }
        return found.sorted { left, right in
            switch query.order {
            case .due: (left.work?.due ?? .latest, left.id) < (right.work?.due ?? .latest, right.id)
            case .updated: (left.updatedAt, left.id) > (right.updatedAt, right.id)
            case .opened: (left.openedAt, left.id) > (right.openedAt, right.id)
            }
        }
    }

    /// The rows page by page, from the first on.
    static func walk(
        _ query: WorklistQuery, by size: Int, in store: any Store, between: () async throws -> Void = {}
    ) async throws -> [CaseRow] {
        var seen: [CaseRow] = []
        var query = query
        query.most = size
        while seen.count < 500 {
            let asked = query
            let page = try await store.read { try $0.worklist(asked, in: .devices) }
            guard let last = page.last else { break }
            seen += page
            query.page = .after(last.place(in: query.order))
            try await between()
        }
        return seen
    }

    /// The rows page by page, from the last back.
    static func walkBack(
        _ query: WorklistQuery, by size: Int, in store: any Store, between: () async throws -> Void = {}
    ) async throws -> [CaseRow] {
        var seen: [CaseRow] = []
        var query = query
        query.most = size
        query.page = .last
        while seen.count < 500 {
            let asked = query
            let page = try await store.read { try $0.worklist(asked, in: .devices) }
            guard let first = page.first else { break }
            seen = page + seen
            query.page = .before(first.place(in: query.order))
            try await between()
        }
        return seen
    }
}
