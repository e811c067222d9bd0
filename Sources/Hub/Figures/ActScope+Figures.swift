// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// An entry as the figures count it.
struct CountedEntry: Hashable, Sendable {
    let register: RegisterName
    let cell: FigureCell
}

extension ActScope {
    /// Counts a report. One that does not say where is counted where the case's first report was.
    func count(_ report: CaseEvent.Reported, from origin: FigureOrigin, in register: any Register) {
        let own = register.policy.figures.origin(report.kind, report.details)
        let region = own.region == .other ? origin.region : own.region
        count(.report, from: FigureOrigin(kind: own.kind, region: region), in: register.policy.register)
    }

    /// Counts an entry about a case of this origin.
    func count(_ entry: FigureEntry, from origin: FigureOrigin, in register: RegisterName) {
        let cell = FigureCell(month: CalendarMonth(of: now), entry: entry, kind: origin.kind, region: origin.region)
        figures.append(CountedEntry(register: register, cell: cell))
    }

    /// Adds what was counted in this batch to the store, each cell once, in the transaction of the entries themselves.
    ///
    /// The counts are of the log's first entries, and the store says of how many. When not all entries before this batch are
    /// counted yet, as after a hub of a former version, neither are those of this batch: `FigureClock` counts them all from the
    /// log, in order.
    /// - Parameter before: the state before the batch.
    func keepFigures(since before: HubState) throws {
        for name in registers.names {
            guard let size = state.logs[name]?.tree.size, let former = before.logs[name]?.tree.size, size > former,
                state.counted[name] == former
            else { continue }
            var amounts: [FigureCell: Int] = [:]
            for entry in figures where entry.register == name { amounts[entry.cell, default: 0] += 1 }
            try writer.add(amounts, countedTo: size, in: name)
            state.counted[name] = size
        }
    }

    /// Adds what was counted of earlier entries, unless somebody did meanwhile.
    func keep(_ piece: FigurePiece) throws {
        guard state.counted[piece.register] == piece.range.lowerBound else { return }
        try writer.add(piece.amounts, countedTo: piece.range.upperBound, in: piece.register)
        state.counted[piece.register] = piece.range.upperBound
    }
}

extension FigureOrigin {
    /// Where a case comes from: what its first report says.
    init(of state: Case?, under rule: FigureRule) {
        self = state?.reports.first.map { rule.origin($0.kind, $0.details) } ?? .unknown
    }
}
