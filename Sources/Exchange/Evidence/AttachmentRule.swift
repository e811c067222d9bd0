// SPDX-License-Identifier: EUPL-1.2

/// Which files whoever reported may add to a report, such as a proof of purchase.
public struct AttachmentRule: Hashable, Sendable {
    /// The kinds of file that are taken.
    public let kinds: Set<FileKind>
    /// The most bytes of one file.
    public let mostBytes: Int
    /// The most files of one report.
    public let mostPerReport: Int

    /// States a rule; what is not given has the default.
    public init(kinds: Set<FileKind> = [.pdf, .jpeg, .png], mostBytes: Int = 1 << 20, mostPerReport: Int = 3) {
        self.kinds = kinds
        self.mostBytes = mostBytes
        self.mostPerReport = mostPerReport
    }
}
