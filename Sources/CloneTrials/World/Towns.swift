// SPDX-License-Identifier: EUPL-1.2

import UsageRecords

/// Where people live and where they go, with how many of a thousand live there. Places of towns are facts; the rest is made up.
enum Towns {
    struct Town {
        let place: Place
        let weight: Int
    }

    /// Towns of the country: hundredths of a degree north and east, and the weight.
    private static let homeTable: [(north: Int32, east: Int32, weight: Int)] = [
        (5_237, 490, 150), (5_192, 448, 110), (5_207, 430, 90), (5_209, 512, 70), (5_144, 548, 50), (5_322, 657, 45),
        (5_137, 522, 40), (5_156, 509, 40), (5_222, 690, 40), (5_184, 586, 45), (5_251, 609, 35), (5_085, 569, 40),
        (5_081, 573, 10), (5_198, 591, 35), (5_320, 579, 25), (5_299, 656, 15), (5_150, 361, 20), (5_089, 598, 15),
        (5_263, 475, 25), (5_216, 538, 35), (5_278, 690, 25), (5_169, 531, 40),
    ]

    /// Towns abroad, each with a network.
    private static let abroadTable: [(north: Int32, east: Int32, network: String)] = [
        (4_886, 235, "20801"), (5_151, -13, "23410"), (5_252, 1_341, "26201"), (4_190, 1_250, "22201"), (4_042, -370, "21407"),
        (4_101, 2_898, "28601"), (4_071, -7_401, "310410"), (3_568, 13_969, "44010"), (2_520, 5_527, "42402"),
    ]

    static let home: [Town] = homeTable.compactMap { row in
        Place(latitude: row.north * 1_000, longitude: row.east * 1_000).map { Town(place: $0, weight: row.weight) }
    }

    static let abroad: [(place: Place, network: NetworkCode)] = abroadTable.compactMap { row in
        guard let place = Place(latitude: row.north * 1_000, longitude: row.east * 1_000),
            let network = NetworkCode(row.network)
        else { return nil }
        return (place, network)
    }

    private static let total = home.reduce(0) { $0 + $1.weight }

    /// A place to live: near a town, as many as live there.
    static func dwelling(_ random: inout TrialRandom) -> Place {
        var rest = random.below(total)
        for town in home {
            rest -= town.weight
            if rest < 0 { return near(town.place, within: 8, &random) }
        }
        return home[0].place
    }

    /// A place to live so many kilometres away at least.
    static func dwelling(from place: Place, atLeast kilometres: Double, _ random: inout TrialRandom) -> Place {
        for _ in 0..<64 {
            let other = dwelling(&random)
            if other.metres(to: place) >= kilometres * 1_000 { return other }
        }
        return near(home[place.latitude > 5_200_000 ? 11 : 5].place, within: 5, &random)
    }

    /// A place within so many kilometres, north or south and east or west.
    static func near(_ place: Place, within kilometres: Int, _ random: inout TrialRandom) -> Place {
        let reach = kilometres * 900
        return Place(
            latitude: place.latitude + Int32(random.within(-reach...reach)),
            longitude: place.longitude + Int32(random.within(-reach...reach))) ?? place
    }
}
