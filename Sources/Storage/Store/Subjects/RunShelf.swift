// SPDX-License-Identifier: EUPL-1.2

/// What an engine does for the runs of subjects, within one transaction.
package protocol RunShelf {
    /// The plan that suits the engine.
    var plan: RunPlan { get }

    /// All runs.
    func runs() throws -> [SubjectRun]

    /// Adds or replaces what is known of a run.
    func put(_ run: SubjectRun) throws

    /// Forgets a run that has no rows any more.
    func removeRun(_ number: Int64) throws

    /// Moves rows, the next ones in the order of their subjects' values.
    ///
    /// Of every run those are moved whose value comes no later than that of the `each`th row of any, so that what stays comes after
    /// what was moved.
    /// - Returns: how many were moved, and whether nothing is left.
    func moveRows(of runs: [Int64], into target: Int64, each: Int) throws -> (count: Int, isLast: Bool)
}

extension RunShelf {
    /// Counts new rows of the open run, and moves as many rows as that allows.
    package func settle(added: Int, by other: RunPlan? = nil) throws {
        guard added > 0 else { return }
        let plan = other ?? self.plan
        var runs = try runs()
        guard let open = runs.firstIndex(where: \.isOpen) else {
            throw StoreError(.corrupt, "No run of subjects is open: restore the store from a copy.")
        }
        let budget = plan.budget(before: runs[open].rows, added: added)
        runs[open].rows += added
        try put(runs[open])
        try advance(runs, budget: budget, by: plan)
    }

    /// Moves rows as far as a budget goes, if there are any to be moved.
    package func advance(budget: Int, by other: RunPlan? = nil) throws {
        try advance(try runs(), budget: budget, by: other ?? plan)
    }

    /// Moves a bounded piece, whether or not rows were added.
    package func tidy() throws { try advance(budget: 8_192) }

    private func advance(_ runs: [SubjectRun], budget: Int, by plan: RunPlan) throws {
        var runs = runs
        var budget = budget
        while let step = plan.step(for: runs, budget: budget) {
            switch step {
            case .close(let number, let opening):
                for index in runs.indices where runs[index].number == number {
                    runs[index].isOpen = false
                    try put(runs[index])
                }
                runs.append(SubjectRun(number: opening, rows: 0, isOpen: true))
                try put(runs[runs.count - 1])
            case .begin(let sources, let target):
                for index in runs.indices where sources.contains(runs[index].number) {
                    runs[index].target = target
                    try put(runs[index])
                }
                runs.append(SubjectRun(number: target, rows: 0))
                try put(runs[runs.count - 1])
            case .move(let sources, let target, let each):
                let moved = try moveRows(of: sources, into: target, each: each)
                budget -= moved.count
                for index in runs.indices where runs[index].number == target {
                    runs[index].rows += moved.count
                    try put(runs[index])
                }
                guard moved.isLast else {
                    if moved.count == 0 { return }
                    continue
                }
                for source in sources { try removeRun(source) }
                runs.removeAll { sources.contains($0.number) }
            }
        }
    }
}
