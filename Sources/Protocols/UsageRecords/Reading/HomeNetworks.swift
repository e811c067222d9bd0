// SPDX-License-Identifier: EUPL-1.2

/// The networks whose subscribers these are, to tell how many of a dump are guests.
public struct HomeNetworks: Sendable {
    private let networks: [(marked: UInt64, places: Int)]
    private let countries: Set<UInt64>

    /// The home networks; with none, nothing is said about guests.
    public init(_ networks: [NetworkCode] = []) {
        self.networks = networks.map { (UInt64($0.marked), DigitCode(marked: UInt64($0.marked)).count) }
        countries = Set(networks.compactMap { DigitCode(marked: UInt64($0.marked)).markedPrefix(3) })
    }

    /// Whether there are none.
    public var isEmpty: Bool { networks.isEmpty }

    /// Whether an IMSI is of the country of a home network.
    func isDomestic(_ imsi: DigitCode) -> Bool { imsi.markedPrefix(3).map(countries.contains) ?? false }

    /// Whether an IMSI is of a home network.
    func isHome(_ imsi: DigitCode) -> Bool { networks.contains { imsi.markedPrefix($0.places) == $0.marked } }
}
