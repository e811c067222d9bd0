// SPDX-License-Identifier: EUPL-1.2

/// What the list says of a sampled subject at the version by which an edge answered, as far as that can be told.
public enum SampleTruth: Hashable, Sendable {
    /// This; nil when it is not on the list.
    case status(ListStatus?)
    /// It was on the list, with which status is no longer known: it was released later.
    case listed
    /// It was not on the list, or with another status: it got this one later.
    case before(ListStatus)
    /// It cannot be told.
    case unclear

    /// How a verdict compares with it.
    ///
    /// About what is not listed an operator may have anything answered but a refusal, so only a refusal differs.
    public func judge(_ verdict: SampleVerdict) -> SampleJudgement {
        guard verdict != .unavailable else { return .unanswered }
        switch self {
        case .status(nil): return verdict == .prohibited ? .differing : .agreed
        case .status(let status?): return verdict == SampleVerdict(for: status) ? .agreed : .differing
        case .listed: return verdict == .prohibited || verdict == .tracking ? .agreed : .differing
        case .before(let status):
            guard verdict == SampleVerdict(for: status) else { return .agreed }
            // Tracking may be what the operator has answered about anything that is not listed.
            return verdict == .prohibited ? .differing : .unclear
        case .unclear: return .unclear
        }
    }
}

/// How the answer about one subject compares with the list.
public enum SampleJudgement: Hashable, Sendable {
    /// It is what the list says.
    case agreed
    /// It is something else.
    case differing
    /// There was none.
    case unanswered
    /// It cannot be told what the list said.
    case unclear
}
