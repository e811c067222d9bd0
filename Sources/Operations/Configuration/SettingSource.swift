// SPDX-License-Identifier: EUPL-1.2

/// Where a value came from, from the weakest to the strongest.
public enum SettingSource: Hashable, Sendable, CustomStringConvertible {
    /// The declaration itself.
    case standard
    /// The settings file, by name, and the line when it is known.
    case file(String, line: Int?)
    /// An environment variable, by its full name.
    case environment(String)
    /// A flag, written as on the command line.
    case flag(String)

    /// In words: `hub.yaml, line 12`, `the environment variable SCHAKEL_PUBLIC_PORT`, `the flag --public-port`, `default`.
    public var description: String {
        switch self {
        case .standard: "default"
        case .file(let name, let line): line.map { "\(name), line \($0)" } ?? name
        case .environment(let name): "the environment variable \(name)"
        case .flag(let name): "the flag \(name)"
        }
    }
}
