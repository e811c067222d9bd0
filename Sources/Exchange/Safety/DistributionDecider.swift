// SPDX-License-Identifier: EUPL-1.2

/// What can be asked of the distribution of a register's lists.
public enum DistributionCommand: Hashable, Sendable {
    /// Pull the emergency stop.
    case stop(reasons: String)
    /// End the stop with this number.
    case resume(Int, reasons: String)
}

/// Stopping the distribution of a register's lists, and ending that. Pure: whoever asks has established the warrant.
///
/// One person is enough to stop: it must be quick, and it changes no decision. Another person must end it.
public enum DistributionDecider {
    /// What follows from a command.
    /// - Throws: why nothing follows.
    public static func decide(
        _ command: DistributionCommand, in state: Distribution, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> [DistributionEvent] {
        guard warrant.person != nil else {
            throw .field(
                "persoon", "An emergency stop is a named person's: connect with that person's certificate.", code: .personNeeded)
        }
        switch command {
        case .stop(let reasons):
            try CaseDecider.require(reasons, "redenen")
            if let stop = state.stop {
                throw .field("noodstop", "The distribution was stopped at \(stop.at) already.", code: .notNow)
            }
            return [.stopped(.init(number: state.stops + 1, reasons: reasons, warrant: warrant, at: now))]
        case .resume(let number, let reasons):
            guard (1...max(1, state.stops)).contains(number), state.stops > 0 else {
                throw .field("noodstop", "There is no emergency stop with this number.", code: .unknown)
            }
            guard let stop = state.stop, stop.number == number else {
                throw .field("noodstop", "This emergency stop has ended already.", code: .notNow)
            }
            guard !warrant.isSamePerson(as: stop.warrant) else {
                throw .field("persoon", "A second person must end it; this person pulled the stop.", code: .samePerson)
            }
            try CaseDecider.require(reasons, "redenen")
            return [.resumed(number: number, reasons: reasons, by: warrant, at: now)]
        }
    }
}
