// SPDX-License-Identifier: EUPL-1.2

/// The parts of a page that are read again when something was entered.
public enum LivePart {
    /// Where the hub tells that something was.
    public static let path = "/live"
}
