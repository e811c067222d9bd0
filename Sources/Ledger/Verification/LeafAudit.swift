// SPDX-License-Identifier: EUPL-1.2

/// Checks what the leaves of a log say, in their order, and counts them.
struct LeafAudit {
    /// The last part of the origin: the register that every leaf must name.
    let register: Substring
    private(set) var firstTime: Int64?
    private(set) var lastTime: Int64?
    private(set) var kinds: [String: UInt64] = [:]
    private var audiences: [AudienceTag: Last] = [:]
    /// How many times entries could not be read. What came in between may explain a jump.
    private var holes = 0
    /// The latest time so far, which is not that of the last leaf when time went back.
    private var latest = Int64.min

    /// The last sequence number of an audience, and how many holes there were before it.
    private struct Last {
        var sequence: UInt64 = 0
        var holes = 0
    }

    init(origin: String) {
        register = origin.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    }

    var audienceCount: Int { audiences.count }

    /// Says that entries could not be read here.
    mutating func skip() { holes += 1 }

    /// Checks the next leaf; gives what is wrong with it, each with its sentence.
    mutating func take(_ leaf: Leaf) -> [(code: LogFault.Code, reason: String)] {
        var wrong: [(code: LogFault.Code, reason: String)] = []
        kinds[leaf.kind, default: 0] += 1
        if leaf.register != register {
            wrong.append((.wrongRegister, "The leaf is of the register \(leaf.register), the log of \(register)."))
        }
        if leaf.time < latest {
            wrong.append((.timeWentBack, "The leaf is \(latest - leaf.time) ms older than one before it."))
        }
        firstTime = firstTime ?? leaf.time
        lastTime = leaf.time
        latest = max(latest, leaf.time)
        let last = audiences[leaf.audience, default: Last()]
        let isNext = leaf.sequence - 1 == last.sequence
        let isExplained = last.holes < holes && leaf.sequence > last.sequence
        if !isNext && !isExplained {
            let expected = last.sequence.addingReportingOverflow(1).partialValue
            wrong.append((.sequenceGap, "For audience \(leaf.audience) number \(expected) should come here, not \(leaf.sequence)."))
        }
        audiences[leaf.audience] = Last(sequence: leaf.sequence, holes: holes)
        return wrong
    }
}
