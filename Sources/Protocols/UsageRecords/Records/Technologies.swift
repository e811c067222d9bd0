// SPDX-License-Identifier: EUPL-1.2

/// The radio access technologies that a record names: the codes of DIRBS (001 to 007 and 101 to 105), and 008 to 010, which DIRBS has not.
public struct Technologies: OptionSet, Hashable, Sendable, BitwiseCopyable {
    /// One bit a code: 1 to 10 for 001 to 010, 11 to 15 for 101 to 105.
    public let rawValue: UInt16

    /// Technologies from their bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The technology of a code, such as 6 for `006`; nil for one that is not known.
    @inline(__always)
    public init?(code: Int) {
        switch code {
        case 1...10: rawValue = 1 << UInt16(code)
        case 101...105: rawValue = 1 << UInt16(code - 90)
        default: return nil
        }
    }

    /// UMTS (001).
    public static let utran = Technologies(rawValue: 1 << 1)
    /// GSM (002).
    public static let geran = Technologies(rawValue: 1 << 2)
    /// HSPA+ (005).
    public static let hspaEvolution = Technologies(rawValue: 1 << 5)
    /// LTE (006).
    public static let eutran = Technologies(rawValue: 1 << 6)
    /// 5G (010 after 3GPP TS 29.274 Table 8.17-1; DIRBS has no code for it).
    public static let newRadio = Technologies(rawValue: 1 << 10)

    /// The codes, ascending.
    public var codes: [Int] {
        (1...15).filter { rawValue & 1 << UInt16($0) != 0 }.map { $0 <= 10 ? $0 : $0 + 90 }
    }

    /// The generations of mobile networks that these belong to, as DIRBS ranks them; WLAN, GAN and virtual ones belong to none.
    @inline(__always)
    public var generations: Generations {
        var found: Generations = []
        if rawValue & (1 << 2 | 1 << 14) != 0 { found.insert(.second) }
        if rawValue & (1 << 1 | 1 << 5 | 1 << 12 | 1 << 13) != 0 { found.insert(.third) }
        if rawValue & (1 << 6 | 1 << 8 | 1 << 9 | 1 << 11 | 1 << 15) != 0 { found.insert(.fourth) }
        if rawValue & (1 << 10) != 0 { found.insert(.fifth) }
        return found
    }
}

/// Generations of mobile networks.
public struct Generations: OptionSet, Hashable, Sendable, BitwiseCopyable {
    /// One bit a generation.
    public let rawValue: UInt8

    /// Generations from their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// GSM and 1xRTT.
    public static let second = Generations(rawValue: 1 << 2)
    /// UMTS, HSPA and EV-DO.
    public static let third = Generations(rawValue: 1 << 3)
    /// LTE with its narrow forms, WiMAX and UMB.
    public static let fourth = Generations(rawValue: 1 << 4)
    /// New Radio.
    public static let fifth = Generations(rawValue: 1 << 5)

    /// Their names joined by `|`, such as `2G|4G`.
    public var text: String {
        [(Generations.second, "2G"), (.third, "3G"), (.fourth, "4G"), (.fifth, "5G")]
            .filter { contains($0.0) }.map(\.1).joined(separator: "|")
    }
}
