// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// A region by which a register's reports are counted.
public struct FigureRegion: Hashable, Sendable {
    /// Its code.
    public let code: RegionCode
    /// Its name for people. A report that is made on a page has the Dutch one.
    public let title: Bilingual
    /// Other ways in which people write it.
    public let spellings: [String]

    /// Describes a region. Its names in both languages and its code are spellings as well.
    public init(_ code: RegionCode, _ title: Bilingual, spellings: [String] = []) {
        self.code = code
        self.title = title
        self.spellings = spellings
    }

    /// Every way of writing it that is known.
    var names: [String] { [title.dutch, title.english, code.rawValue] + spellings }
}

/// How many reports there were in a year before the register was there, as somebody published it.
public struct PublishedYear: Hashable, Sendable {
    /// The year.
    public let year: Int
    /// The reports.
    public let reports: Int
    /// Who published it, and where it can be read.
    public let source: Bilingual

    /// States a figure with its source.
    public init(year: Int, reports: Int, source: Bilingual) {
        self.year = year
        self.reports = reports
        self.source = source
    }
}

/// How a register's reports are counted for the open figures.
public struct FigureRule: Hashable, Sendable {
    /// The member of a report's details that says in which region it happened; nil when none does.
    public let regionMember: String?
    /// The regions, in the order in which they are shown. All else is `RegionCode.other`.
    public let regions: [FigureRegion]
    /// The kinds of report that are counted apart. All others are counted together, as `otherKind`.
    public let kinds: [ReportKind]
    /// The smallest number that is told of a region: a smaller one could be about somebody whom people know.
    public let fewest: Int
    /// Published figures of earlier years.
    public let published: [PublishedYear]

    private let codes: [String: RegionCode]

    /// What is counted of kinds that are not counted apart.
    public static let otherKind: ReportKind = "other"
    /// The most of a text that is looked at.
    private static let mostCharacters = 100

    /// States a rule. Without regions and kinds everything of a month is counted together.
    public init(
        regionMember: String? = nil, regions: [FigureRegion] = [], kinds: [ReportKind] = [], fewest: Int = 5,
        published: [PublishedYear] = []
    ) {
        self.regionMember = regionMember
        self.regions = regions
        self.kinds = kinds
        self.fewest = fewest
        self.published = published
        codes = Dictionary(
            regions.flatMap { region in region.names.map { (FigureRule.folded($0), region.code) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// The region that a text names. Capitals, accents, blanks and hyphens do not matter.
    public func region(_ text: String) -> RegionCode { codes[FigureRule.folded(text)] ?? .other }

    /// Under what a report is counted.
    /// - Parameter details: what it says besides its subjects, or `.null` when that is no longer known.
    public func origin(_ kind: ReportKind, _ details: JSON) -> FigureOrigin {
        let text = regionMember.flatMap { details[$0]?.string }
        return FigureOrigin(kind: counted(kind), region: text.map(region) ?? .other)
    }

    /// The kind as which a kind of report is counted.
    public func counted(_ kind: ReportKind) -> ReportKind { kinds.contains(kind) ? kind : FigureRule.otherKind }

    /// A text as names are compared: its letters and digits in lower case, without accents.
    static func folded(_ text: String) -> String {
        var folded = ""
        for scalar in text.prefix(mostCharacters).lowercased().unicodeScalars {
            guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else { continue }
            folded.unicodeScalars.append(plain[scalar] ?? scalar)
        }
        return folded
    }

    /// The letters with an accent that Dutch names have, each without.
    private static let plain: [Unicode.Scalar: Unicode.Scalar] = {
        let letters: [(Unicode.Scalar, [Unicode.Scalar])] = [
            ("a", ["á", "à", "ä", "â"]), ("e", ["é", "è", "ë", "ê"]), ("i", ["í", "ì", "ï", "î"]), ("o", ["ó", "ò", "ö", "ô"]),
            ("u", ["ú", "ù", "ü", "û"]),
        ]
        return Dictionary(
            letters.flatMap { letter in letter.1.map { ($0, letter.0) } }, uniquingKeysWith: { first, _ in first })
    }()
}
