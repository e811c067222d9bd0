// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What can happen to the distribution of a register's lists. Each event is one entry in the register's log.
public enum DistributionEvent: Hashable, Sendable {
    /// Somebody pulled the emergency stop.
    case stopped(Distribution.Stop)
    /// A second person ended it.
    case resumed(number: Int, reasons: String, by: Warrant, at: Instant)

    /// The kind in the leaf header.
    public var kind: String {
        switch self {
        case .stopped: "emergency-stop"
        case .resumed: "emergency-stop-end"
        }
    }

    /// The payload as it is entered.
    public var json: JSON {
        switch self {
        case .stopped(let stop):
            .object(JSONObject([("at", .string(stop.at.description)), ("event", .string(kind))] + stop.members))
        case .resumed(let number, let reasons, let warrant, let at):
            [
                "at": .string(at.description), "event": .string(kind), "number": .integer(Int64(number)),
                "reasons": .string(reasons), "warrant": warrant.json,
            ]
        }
    }

    /// Reads what was entered.
    public init(json: JSON) throws(MalformedRecord) {
        let at = try json.instant("at")
        switch try json.text("event") {
        case "emergency-stop": self = .stopped(try Distribution.Stop(json, at: at))
        case "emergency-stop-end":
            let warrant = try Warrant(json: json.required("warrant"))
            self = .resumed(number: try json.whole("number"), reasons: try json.text("reasons"), by: warrant, at: at)
        default: throw MalformedRecord(member: "event", expected: "an event of the distribution of lists")
        }
    }
}
