// SPDX-License-Identifier: EUPL-1.2

/// What a case can wait for from somebody with a mandate.
public enum CaseTask: String, Sendable, CaseIterable {
    /// A report on which nobody decided yet.
    case decide
    /// A proposal that a second person must confirm or reject.
    case confirm
    /// An objection on which nobody decided yet.
    case objection
    /// A request for rectification that nobody answered yet.
    case rectification
    /// Something decided that goes over a limit, and waits for somebody who did not decide it.
    case clearance
}
