// SPDX-License-Identifier: EUPL-1.2

/// Something is wrong with a template or a message file that is in the binary.
public struct MaterialFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    public let file: String
    /// What is wrong and what to do.
    public let reason: String

    /// The file and the reason.
    public var description: String { "\(file): \(reason)" }
}
