// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import UsageRecords

/// The types of phones of a world, and the table that tells of them: not quite right, as tables are.
struct TrialTypes {
    struct Kind {
        let tac: UInt32
        let able: Generations
        /// Whether the table has it; types that came last are not in it yet.
        let isListed: Bool
        /// Whether the table lacks what it can do best.
        let isWrong: Bool
    }

    let kinds: [Kind]
    /// Type codes that nobody allocated.
    let unallocated: [UInt32]

    init(count: Int, shares: TrialSettings.Shares, seed: UInt64) {
        var random = TrialRandom(seed, 7)
        var used: Set<UInt32> = []
        func code(_ random: inout TrialRandom) -> UInt32 {
            while true {
                let body = [35, 35, 35, 86, 86, 1][random.below(6)]
                let code = UInt32(body * 1_000_000 + random.below(1_000_000))
                if used.insert(code).inserted { return code }
            }
        }
        kinds = (0..<count).map { index in
            let able: Generations =
                switch random.below(100) {
                case 0..<6: [.second]
                case 6..<14: [.second, .third]
                case 14..<60: [.second, .third, .fourth]
                default: [.second, .third, .fourth, .fifth]
                }
            return Kind(
                tac: code(&random), able: able, isListed: index >= max(1, count / 100),
                isWrong: able.contains(.third) && random.happens(shares.wrongTypes))
        }
        unallocated = (0..<200).map { _ in code(&random) }
    }

    /// A type as people have them: some sell much better than others.
    func draw(_ random: inout TrialRandom) -> Kind {
        let reach = 1 << random.within(3...24)
        let listed = kinds.count / 100 + 1
        return kinds[min(listed + random.below(min(kinds.count - listed, reach)), kinds.count - 1)]
    }

    /// A type that can do no more than GSM.
    func drawOld(_ random: inout TrialRandom) -> Kind {
        let old = kinds.filter { $0.able == [.second] && $0.isListed }
        return old.isEmpty ? draw(&random) : old[random.below(old.count)]
    }

    /// The table in the form of the GSMA's.
    var table: String {
        var text = "TAC|Manufacturer|Model_Name|Bands|Allocation_Date|Device_Type\r\n"
        for (index, kind) in kinds.enumerated() where kind.isListed {
            var able = kind.able
            if kind.isWrong { able.remove(able.contains(.fifth) ? .fifth : able.contains(.fourth) ? .fourth : .third) }
            var bands: [String] = []
            if able.contains(.second) { bands.append("GSM 900,GSM 1800") }
            if able.contains(.third) { bands.append("WCDMA FDD Band I") }
            if able.contains(.fourth) { bands.append("LTE FDD BAND 20") }
            if able.contains(.fifth) { bands.append("5G NR n78") }
            let code = String(100_000_000 + kind.tac).dropFirst()
            text += "\(code)|Maker \(index % 40)|Model \(index)|\(bands.joined(separator: ","))|01-Jan-2020|Smartphone\r\n"
        }
        return text
    }
}
