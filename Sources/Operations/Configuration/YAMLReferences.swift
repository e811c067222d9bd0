// SPDX-License-Identifier: EUPL-1.2

/// Looks for places where a YAML anchor (`&name`), alias (`*name`) or tag (`!name`) may begin, before a parser sees the text.
///
/// A few nested aliases can stand for billions of nodes, so the text is judged first and conservatively: quoted texts and
/// comments are not followed, so a place may be no reference after all, but every reference is among the places. Tags count
/// because an anchor may stand behind one.
struct YAMLReferences {
    /// With no more places than this, references cannot multiply to much, and parsing tells whether they are real.
    static let harmlessCount = 8

    private(set) var count = 0
    /// The line of the first place, from 1.
    private(set) var firstLine = 1

    init(_ bytes: [UInt8]) {
        var line = 1
        var previous = UInt8(ascii: "\n")
        for byte in bytes {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"):
                continue
            case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"):
                guard Self.mayBegin(after: previous) else { break }
                if count == 0 { firstLine = line }
                count += 1
            case UInt8(ascii: "\n"):
                line += 1
            default:
                break
            }
            previous = byte
        }
    }

    /// Whether a node may begin behind `previous`, the last byte that is neither space nor tab: behind a line break or an
    /// indicator. Bytes above ASCII may end one of the line breaks that YAML 1.1 has beside CR and LF.
    private static func mayBegin(after previous: UInt8) -> Bool {
        switch previous {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","): true
        case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "?"): true
        default: previous >= 0x80
        }
    }
}
