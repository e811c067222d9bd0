// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// How many reports a party makes, and those of them that came beyond its limit. They are entered like any other, so nothing is lost, and
/// wait together for one judgement.
public struct ReportFlood: Hashable, Sendable {
    /// What somebody who decides said of reports beyond the limit.
    public struct Verdict: Hashable, Sendable {
        /// Whether they are dealt with one by one after all; else their cases are closed.
        public let takesIn: Bool
        /// Why.
        public let reasons: String
        /// Who said so.
        public let warrant: Warrant
        /// It is about the places before this one.
        public let end: Int

        /// Describes a verdict.
        public init(takesIn: Bool, reasons: String, warrant: Warrant, end: Int) {
            self.takesIn = takesIn
            self.reasons = reasons
            self.warrant = warrant
            self.end = end
        }
    }

    /// The reports that wait, by their places in the queue.
    public private(set) var queue: Range<Int> = 0..<0
    /// Since when some wait that nobody judged; nil when none do.
    public private(set) var since: Instant?
    /// The verdict that is being carried out; nil when none is.
    public private(set) var verdict: Verdict?
    /// How many reports of the party were judged to be false.
    public private(set) var falseReports = 0
    private var hour: Int64 = 0
    private var inHour = 0
    private var day: CivilDate?
    private var inDay = 0

    /// A party that reported nothing yet.
    public init() {}

    /// How many wait for a judgement.
    public var unjudged: Int { queue.upperBound - max(queue.lowerBound, verdict?.end ?? queue.lowerBound) }

    /// Counts a report.
    /// - Returns: whether it is beyond the limit.
    public mutating func count(at now: Instant, under rule: FloodRule) -> Bool {
        let (hour, day) = (now.milliseconds / 3_600_000, DutchTime.date(of: now))
        if hour != self.hour { (self.hour, inHour) = (hour, 0) }
        if day != self.day { (self.day, inDay) = (day, 0) }
        inHour += 1
        inDay += 1
        return inHour > rule.mostPerHour || inDay > rule.mostPerDay
    }

    /// Takes the next place in the queue for a report beyond the limit.
    public mutating func enqueue(at now: Instant) -> Int {
        if since == nil { since = now }
        let place = queue.upperBound
        queue = queue.lowerBound..<place + 1
        return place
    }

    /// Judges all that wait now.
    /// - Throws: why they cannot be judged.
    public mutating func judge(
        takesIn: Bool, reasons: String, of party: PartyID, by warrant: Warrant
    ) throws(Refusal) {
        guard warrant.person != nil else {
            throw .field(
                "persoon", "A flood is judged by a named person: connect with that person's certificate.", code: .personNeeded)
        }
        guard verdict == nil, unjudged > 0 else {
            throw .field("deelnemer", "No reports of this party wait for a judgement now.", code: .notNow)
        }
        guard warrant.party != party else {
            throw .field("deelnemer", "A party does not judge its own reports.", code: .wrongParty)
        }
        try CaseDecider.require(reasons, "redenen")
        verdict = Verdict(takesIn: takesIn, reasons: reasons, warrant: warrant, end: queue.upperBound)
        since = nil
    }

    /// The next places for which the verdict is to be carried out.
    public func due(most: Int) -> Range<Int> {
        guard let verdict else { return queue.lowerBound..<queue.lowerBound }
        return queue.lowerBound..<min(verdict.end, queue.lowerBound + most)
    }

    /// Notes that the verdict was carried out up to a place.
    public mutating func dequeue(upTo place: Int) {
        if verdict?.end == place { verdict = nil }
        queue = place >= queue.upperBound ? 0..<0 : place..<queue.upperBound
    }

    /// Counts a report that was judged to be false.
    public mutating func countFalse() { falseReports += 1 }
}

extension ReportFlood {
    /// The form in which it is kept.
    public var json: JSON {
        var members: [(String, JSON?)] = [
            ("first", .integer(Int64(queue.lowerBound))), ("next", .integer(Int64(queue.upperBound))),
            ("false", .integer(Int64(falseReports))), ("hour", .integer(hour)), ("inHour", .integer(Int64(inHour))),
            ("inDay", .integer(Int64(inDay))),
        ]
        if let day { members.append(("day", .string(day.description))) }
        if let since { members.append(("since", .string(since.description))) }
        if let verdict { members.append(("verdict", verdict.json)) }
        return .object(JSONObject(members))
    }

    /// Reads what was kept.
    public init(json: JSON) throws(MalformedRecord) {
        let (first, next) = (try json.whole("first"), try json.whole("next"))
        guard 0 <= first, first <= next else { throw MalformedRecord(member: "first", expected: "no more than next") }
        queue = first..<next
        since = try json.optionalInstant("since")
        falseReports = try json.whole("false")
        (hour, inHour) = (Int64(try json.whole("hour")), try json.whole("inHour"))
        (day, inDay) = (try json.optionalText("day").flatMap { CivilDate($0) }, try json.whole("inDay"))
        if let kept = json["verdict"] {
            let warrant = try Warrant(json: kept.required("warrant"))
            verdict = Verdict(
                takesIn: try kept.truth("takesIn"), reasons: try kept.text("reasons"), warrant: warrant, end: try kept.whole("end"))
        }
    }
}

extension ReportFlood.Verdict {
    fileprivate var json: JSON {
        [
            "end": .integer(Int64(end)), "reasons": .string(reasons), "takesIn": .bool(takesIn), "warrant": warrant.json,
        ]
    }
}
