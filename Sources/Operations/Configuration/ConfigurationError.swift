// SPDX-License-Identifier: EUPL-1.2

/// Everything that is wrong with the settings, so that an operator repairs them in one go.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The most faults reported; a file full of nonsense has no more to say after these.
    public static let faultLimit = 100

    /// The faults in the order file, environment, flags, missing values; never empty.
    public let faults: [ConfigurationFault]
    /// How many more there were.
    public let omittedCount: Int

    /// An error of these faults, at least one; for rooms that check how settings go together.
    public init(_ faults: [ConfigurationFault], omittedCount: Int = 0) {
        self.faults = faults
        self.omittedCount = omittedCount
    }

    init(_ code: ConfigurationFault.Code, key: String, _ message: String) {
        self.init([ConfigurationFault(code: code, key: key, source: nil, message: message)])
    }

    /// One fault a line.
    public var description: String {
        var lines = faults.map(\.description)
        if omittedCount > 0 { lines.append("… and \(omittedCount) more.") }
        return lines.joined(separator: "\n")
    }
}
