// SPDX-License-Identifier: EUPL-1.2

/// What a provider's words for levels mean (`acr`, OpenID Connect Core §2). A word that is not in it means nothing: level none.
public struct AssuranceMap: Hashable, Sendable {
    private let levels: [String: AssuranceLevel]

    /// A map of a provider's words.
    public init(_ levels: [String: AssuranceLevel]) { self.levels = levels }

    /// The words of eHerkenning (framework of agreements for electronic access services) and of eIDAS nodes.
    public static let standard = AssuranceMap([
        "urn:etoegang:core:assurance-class:loa2": .low, "urn:etoegang:core:assurance-class:loa2plus": .low,
        "urn:etoegang:core:assurance-class:loa3": .substantial, "urn:etoegang:core:assurance-class:loa4": .high,
        "http://eidas.europa.eu/LoA/low": .low, "http://eidas.europa.eu/LoA/substantial": .substantial,
        "http://eidas.europa.eu/LoA/high": .high,
    ])

    /// Reads `word=level` for each; nil when one is no such thing or a word comes twice.
    public init?(reading pairs: [String]) {
        var levels: [String: AssuranceLevel] = [:]
        for pair in pairs {
            guard let equals = pair.lastIndex(of: "="), equals != pair.startIndex,
                let level = AssuranceLevel(pair[pair.index(after: equals)...]),
                levels.updateValue(level, forKey: String(pair[..<equals])) == nil
            else { return nil }
        }
        self.levels = levels
    }

    /// The level that a word means.
    public func level(_ word: String?) -> AssuranceLevel { word.flatMap { levels[$0] } ?? .none }

    /// The words that mean at least a level, the lowest first: what is asked for in `acr_values`.
    public func words(atLeast level: AssuranceLevel) -> [String] {
        levels.filter { $0.value >= level }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
    }

    /// The map as settings write it.
    public var pairs: [String] { levels.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { "\($0.key)=\($0.value)" } }
}
