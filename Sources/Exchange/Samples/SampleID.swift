// SPDX-License-Identifier: EUPL-1.2

/// The number of a sample of live answers, such as `SP-7K3M-Q9TX-2HRA`: made as the number of a case is.
public struct SampleID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The text form.
    public let description: String

    private static let prefix = "SP"

    /// Makes a number from the moment and some random bits.
    public init(at moment: Instant, random: UInt64) {
        description = CaseID(prefix: SampleID.prefix, at: moment, random: random).description
    }

    /// Reads a number; lower case and missing hyphens are mended.
    /// - Throws: a refusal naming `field`.
    public init(_ text: some StringProtocol, field: String = "steekproef") throws(Refusal) {
        guard let number = try? CaseID(text, field: field), number.description.hasPrefix(SampleID.prefix + "-") else {
            throw .field(field, "A sample's number looks like SP-7K3M-Q9TX-2HRA: SP and twelve characters.")
        }
        description = number.description
    }

    /// Order of the text form.
    public static func < (left: SampleID, right: SampleID) -> Bool { left.description < right.description }
}
