// SPDX-License-Identifier: EUPL-1.2

/// The page about the service.
public enum AboutView {
    /// What it shows.
    /// - Parameter keys: the keys of the hub's logs.
    public static func view(keys: [String]) -> View {
        ["command": .text(ReportViews.command(Array(keys.suffix(1)))), "keys": .list(keys.map { .text($0) })]
    }
}
