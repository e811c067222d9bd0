// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What an edge signs when it answers a sample: which verdict its door gives about each subject, by which version of the list. A signed
/// note carries it as its text. It names no subject.
///
///     schakel/sample/v1
///     hub.example/devices
///     devices/stolen/oin:00000001234567890000
///     SP-7K3M-Q9TX-2HRA
///     5d41402abc4b2a76b9719d911017c592a3f5d1c7e0b4f9286d3e8c1a4b7f6025
///     1042
///     2026-11-21T03:08:20.123Z
///     prohibited permitted permitted
///
/// Lines: format, log origin, measure, sample, the commitment to the question in hexadecimal digits, the version of the list by which it
/// answers (0 when it has none), the edge's own time, the verdicts in the order of the subjects.
public struct SampleStatement: Hashable, Sendable {
    /// The first line of every statement.
    public static let format = "schakel/sample/v1"

    /// The log in which the sample stands.
    public let origin: String
    /// The measure it is about.
    public let measure: MeasureID
    /// The sample.
    public let sample: SampleID
    /// The commitment to the question that is answered.
    public let commitment: Commitment
    /// The version of the list by which the edge answers; 0 when it has none.
    public let version: Int
    /// When it answered, by the edge's clock.
    public let at: Instant
    /// The verdicts, in the order of the subjects.
    public let verdicts: [SampleVerdict]

    /// Makes a statement.
    public init(
        origin: String, measure: MeasureID, sample: SampleID, commitment: Commitment, version: Int, at: Instant,
        verdicts: [SampleVerdict]
    ) {
        self.origin = origin
        self.measure = measure
        self.sample = sample
        self.commitment = commitment
        self.version = version
        self.at = at
        self.verdicts = verdicts
    }

    /// The text that is signed.
    public var text: String {
        """
        \(SampleStatement.format)
        \(origin)
        \(measure)
        \(sample)
        \(commitment.hex)
        \(version)
        \(at)
        \(verdicts.map(\.rawValue).joined(separator: " "))

        """
    }

    /// Reads the text of a note. Its signature is somebody else's work.
    public init(text: String) throws(MalformedRecord) {
        let lines = text.split(separator: "\n", maxSplits: 9, omittingEmptySubsequences: false)
        guard lines.count == 9, lines[0] == SampleStatement.format, lines[8].isEmpty else {
            throw MalformedRecord(member: "text", expected: "the eight lines of \(SampleStatement.format)")
        }
        guard let sample = try? SampleID(lines[3]), sample.description == lines[3] else {
            throw MalformedRecord(member: "line 4", expected: "the number of a sample")
        }
        guard let commitment = Hexadecimal.decode(String(lines[4])).flatMap({ Commitment(bytes: $0) }), commitment.hex == lines[4]
        else {
            throw MalformedRecord(member: "line 5", expected: "a commitment in hexadecimal digits")
        }
        guard let version = Int(lines[5]), version >= 0, String(version) == lines[5] else {
            throw MalformedRecord(member: "line 6", expected: "a version from 0")
        }
        guard let at = Instant(rfc3339: lines[6]) else { throw MalformedRecord(member: "line 7", expected: "a time by RFC 3339") }
        let verdicts = lines[7].split(separator: " ", maxSplits: SampleQuestion.most, omittingEmptySubsequences: false)
            .map { SampleVerdict(rawValue: String($0)) }
        guard verdicts.count <= SampleQuestion.most, verdicts.allSatisfy(SampleVerdict.known.contains) else {
            throw MalformedRecord(member: "line 8", expected: "a verdict for each subject")
        }
        self.init(
            origin: String(lines[1]), measure: MeasureID(stored: String(lines[2])), sample: sample, commitment: commitment,
            version: version, at: at, verdicts: verdicts)
    }
}
