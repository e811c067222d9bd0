// SPDX-License-Identifier: EUPL-1.2

/// A session of somebody who signed in.
public struct Session: Hashable, Sendable {
    /// The hash of its id, which is all that is kept of it: who reads this machine's memory cannot take it over.
    public let key: String
    /// Who signed in.
    public let signedIn: SignedIn
    /// When it began, in seconds since 1970; a step up does not begin it anew.
    public let began: Int64
    /// When it was last used.
    public internal(set) var used: Int64

    /// Whether it has not ended.
    func isValid(by limits: SessionLimits, at now: Int64) -> Bool {
        now < used.clampedSum(limits.idle) && now < began.clampedSum(limits.absolute) && now >= began - 60
    }
}
