// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// Whether the lists of a register go out to their followers: as they change, or not at all because somebody pulled the emergency stop.
///
/// During a stop everything else goes on: checks are answered from the last list, reports and decisions are entered. What decisions
/// bring about waits in a queue, and goes out in its order when the stop has ended.
public struct Distribution: Hashable, Sendable {
    /// An emergency stop.
    public struct Stop: Hashable, Sendable {
        /// Its number within the register, from 1.
        public let number: Int
        /// Why.
        public let reasons: String
        /// Who stopped it.
        public let warrant: Warrant
        /// When.
        public let at: Instant
    }

    /// A time in which nothing went out.
    public struct Pause: Hashable, Sendable {
        /// From when.
        public let from: Instant
        /// Until when; nil while it lasts.
        public let until: Instant?
    }

    /// The stop that lasts; nil when there is none.
    public private(set) var stop: Stop?
    /// How many stops there were.
    public private(set) var stops = 0
    /// When nothing went out, the newest last; the last hundred.
    public private(set) var pauses: [Pause] = []
    /// The places of the queue that are taken: from the first that waits to before the next that is free.
    public private(set) var queue: Range<Int> = 0..<0

    /// The most pauses that are remembered.
    static let mostPauses = 100

    /// A distribution that was never stopped.
    public init() {}

    /// Whether what changes a list now must wait behind a stop, or behind what waited for one.
    public var holdsBack: Bool { stop != nil || !queue.isEmpty }

    /// When the last stop ended; nil when there was none, or one lasts.
    public var resumedAt: Instant? { stop == nil ? pauses.last?.until : nil }

    /// From when what is owed counts: during a stop from the present, so that nothing falls due, and after one from its end.
    public func owed(since moment: Instant, at now: Instant) -> Instant {
        stop == nil ? max(moment, resumedAt ?? moment) : max(moment, now)
    }

    /// The distribution after an event.
    public mutating func apply(_ event: DistributionEvent) {
        switch event {
        case .stopped(let stop):
            self.stop = stop
            stops = stop.number
            pauses = pauses.suffix(Distribution.mostPauses - 1) + [Pause(from: stop.at, until: nil)]
        case .resumed(_, _, _, let at):
            stop = nil
            if let last = pauses.popLast() { pauses.append(Pause(from: last.from, until: at)) }
        }
    }

    /// Takes the next place in the queue.
    /// - Returns: the place.
    public mutating func enqueue() -> Int {
        let place = queue.upperBound
        queue = queue.lowerBound..<place + 1
        return place
    }

    /// Gives places at the front of the queue up. An empty queue begins again at its first place.
    public mutating func dequeue(upTo place: Int) {
        queue = place >= queue.upperBound ? 0..<0 : place..<queue.upperBound
    }

    /// From when a term counts that begins at a moment: a term that runs when a stop comes begins anew when the stop ends. One that
    /// was over before stays over.
    /// - Parameters:
    ///   - moment: when it begins.
    ///   - term: how long it is.
    ///   - now: the present; during a stop a term that runs does not get on.
    public func start(of term: Term, from moment: Instant, at now: Instant) -> Instant {
        var start = moment
        for pause in pauses {
            let until = pause.until ?? now
            guard until > start, pause.from <= term.end(from: start) else { continue }
            start = until
        }
        return start
    }
}

extension Distribution {
    /// The form in which it is kept beside the log.
    public var json: JSON {
        .object(
            JSONObject([
                ("first", .integer(Int64(queue.lowerBound))), ("next", .integer(Int64(queue.upperBound))),
                (
                    "pauses",
                    .array(
                        pauses.map { pause in
                            .object(
                                JSONObject([
                                    ("from", .string(pause.from.description)),
                                    ("until", pause.until.map { .string($0.description) }),
                                ]))
                        })
                ),
                ("stop", stop.map { .object(JSONObject($0.members + [("at", .string($0.at.description))])) }),
                ("stops", .integer(Int64(stops))),
            ]))
    }

    /// Reads what was kept.
    public init(json: JSON) throws(MalformedRecord) {
        let (first, next) = (try json.whole("first"), try json.whole("next"))
        guard 0 <= first, first <= next else { throw MalformedRecord(member: "first", expected: "no more than next") }
        queue = first..<next
        stops = try json.whole("stops")
        if let kept = json["stop"] { stop = try Stop(kept, at: try kept.instant("at")) }
        for pause in try json.required("pauses").array ?? [] {
            pauses.append(Pause(from: try pause.instant("from"), until: try pause.optionalInstant("until")))
        }
    }
}

extension Distribution.Stop {
    /// What stands in the payload of its event.
    var members: [(String, JSON?)] {
        [("number", .integer(Int64(number))), ("reasons", .string(reasons)), ("warrant", warrant.json)]
    }

    /// Reads what was entered.
    init(_ json: JSON, at: Instant) throws(MalformedRecord) {
        self.init(
            number: try json.whole("number"), reasons: try json.text("reasons"),
            warrant: try Warrant(json: json.required("warrant")), at: at)
    }
}
