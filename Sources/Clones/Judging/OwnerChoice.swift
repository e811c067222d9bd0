// SPDX-License-Identifier: EUPL-1.2

import UsageRecords

/// Says which subscriptions of a device that was found keep service: who is or may be the genuine owner (ITU-T Q.5052 §8).
///
/// With proof, that pair and what goes with it keep service, and who was seen where its holder could not be does not. Otherwise records cannot
/// tell an owner from a copy for certain: a copy may have been first. So everybody else keeps service while he is asked, and after that only who
/// was first does.
struct OwnerChoice {
    /// How often a phone is given or sold on in the time of a search, at most.
    private static let mostSuccessors = 3

    let pairs: DevicePairs
    let asked: DevicePairs

    /// The exceptions of a device, by subscription.
    func exceptions(for device: DeviceCode, among all: [Subscription]) -> [OwnerException] {
        let proven = Set(pairs.subscriptions(of: device).map(\.marked))
        var found: [OwnerException] = []
        var anchors = all.filter { proven.contains($0.code) }
        for code in proven where !anchors.contains(where: { $0.code == code }) {
            found.append(OwnerException(device: device, rawIMSI: code, rawMSISDN: 0, ground: .proven))
        }
        if proven.isEmpty, let first = all.first { anchors = [first] }
        // A phone is given or sold on a few times at most; more who came later are copies or SIMs of a box, with the owner perhaps among them.
        let end = anchors.map(\.last).max()
        let later = end.map { end in all.reduce(0) { $1.first > end ? $0 + 1 : $0 } } ?? 0
        let hasSuccessors = later <= OwnerChoice.mostSuccessors
        for one in all {
            let ground: OwnerException.Ground?
            if proven.contains(one.code) {
                ground = .proven
            } else if one.msisdn != 0, anchors.contains(where: { $0.msisdn == one.msisdn && $0.code != one.code }) {
                ground = .sameNumber
            } else if proven.isEmpty, one.code == anchors.first?.code {
                ground = .firstSeen
            } else if one.near >= 2, one.far * 10 <= one.near {
                ground = .companion
            } else if hasSuccessors, let end, one.first > end {
                ground = .successor
            } else if !(!proven.isEmpty && one.isElsewhere), !asked.holds(device, DigitCode(marked: one.code)) {
                ground = .unproven
            } else {
                ground = nil
            }
            if let ground {
                found.append(OwnerException(device: device, rawIMSI: one.code, rawMSISDN: one.msisdn, ground: ground))
            }
        }
        return found.sorted()
    }
}
