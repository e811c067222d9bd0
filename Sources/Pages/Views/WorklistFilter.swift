// SPDX-License-Identifier: EUPL-1.2

public import Exchange

/// What is asked of the worklist page, as its address has it. Nothing personal stands in it: a subject is looked for by a form that is sent.
public struct WorklistFilter: Hashable, Sendable {
    /// The tabs of the page.
    public enum Tab: String, Sendable, CaseIterable {
        /// All cases, those with the earliest term first. This one is shown when none is named.
        case all = "alle"
        /// Cases that wait for a decision.
        case decide
        /// Cases that wait for a second person.
        case confirm
        /// Cases with an open objection.
        case objection
        /// Cases with an open request for rectification.
        case rectification
        /// Cases in which something goes over a limit.
        case clearance
        /// Cases whose term is over.
        case late = "te-laat"

        /// What the cases wait for, by the word of the API; nil when the tab does not ask for it.
        var task: String? { self == .late || self == .all ? nil : rawValue }
    }

    /// The orders that the page offers, by the words of the API.
    static let orders = ["termijn", "bijgewerkt", "geopend"]

    /// The tab.
    public var tab: Tab
    /// The phase; nil for all. Only where the tab does not say it.
    public var phase: CasePhase?
    /// The first day of opening.
    public var from: CivilDate?
    /// The last day of opening.
    public var until: CivilDate?
    /// The last day on which the term ends.
    public var due: CivilDate?
    /// The order; empty for the usual one.
    public var order = ""
    /// The page, by the text that the API gave; empty for the first.
    public var mark = ""
    /// The fields that could not be read.
    public private(set) var unread: [String] = []

    /// A tab without anything besides.
    public init(_ tab: Tab) { self.tab = tab }

    /// Reads an address. What cannot be read is left out and named.
    /// - Parameter values: what stands in the address.
    public init(_ values: [String: String]) {
        tab = values["wachtOp"].flatMap(Tab.init(rawValue:)) ?? .all
        func day(_ name: String) -> CivilDate? {
            guard let text = values[name], !text.isEmpty else { return nil }
            let day = CivilDate(text)
            if day == nil { unread.append(name) }
            return day
        }
        from = day("van")
        until = day("tot")
        due = day("termijn")
        if tab.task == nil { phase = values["fase"].flatMap(CasePhase.init(rawValue:)) }
        if let order = values["volgorde"], WorklistFilter.orders.contains(order) { self.order = order }
        let mark = values["blad"] ?? ""
        let isPlain = mark.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D || byte == 0x5F
        }
        if isPlain, mark.utf8.count <= 120 { self.mark = mark }
    }

    /// The address of this page of the worklist.
    func address(in language: Language) -> String {
        var values = [("wachtOp", tab.rawValue)]
        if let phase { values.append(("fase", phase.rawValue)) }
        for (name, day) in [("van", from), ("tot", until), ("termijn", due)] {
            if let day { values.append((name, day.description)) }
        }
        if !order.isEmpty { values.append(("volgorde", order)) }
        if !mark.isEmpty { values.append(("blad", mark)) }
        // None of these has a character that an address would not take.
        return Place.worklist.path(in: language) + "?" + values.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// The same with another page of the list.
    func at(_ mark: String) -> WorklistFilter {
        var filter = self
        filter.mark = mark
        return filter
    }

    /// The path and parameters with which the API is asked.
    public func request(at now: Instant) -> String {
        var values: [(String, String)] = []
        if let task = tab.task { values.append(("wachtOp", task)) }
        if let phase { values.append(("fase", phase.rawValue)) }
        if let from { values.append(("geopendVan", DutchTime.startOfDay(from).description)) }
        if let until { values.append(("geopendTot", WorklistFilter.after(until).description)) }
        let dueBefore = due.map(WorklistFilter.after)
        if tab == .late {
            values.append(("termijnVoor", min(now, dueBefore ?? now).description))
        } else if let dueBefore {
            values.append(("termijnVoor", dueBefore.description))
        }
        values.append(("volgorde", order.isEmpty ? "termijn" : order))
        if !mark.isEmpty { values.append(("blad", mark)) }
        return "/v1/zaken?" + values.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// The first moment behind a day on Dutch clocks.
    private static func after(_ day: CivilDate) -> Instant { DutchTime.endOfDay(day) + .milliseconds(1) }
}
