// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Identifiers

extension EquipmentResponder {
    /// Which list is answered from. A server may ask once for all messages of one read.
    var freshness: ListFreshness { lookup.freshness }

    /// Answers one check of S13.
    /// - Parameters:
    ///   - imei: the IMEI as it was sent, 14 to 16 digits; nil for a device that has none, only a MEID.
    ///   - freshness: which list is answered from.
    func check(imei: UnsafeRawBufferPointer?, freshness: ListFreshness) -> Verdict {
        let verdict: Verdict =
            if let imei {
                if let imei = IMEI(digits: imei) {
                    self.verdict(on: EquipmentStatusQuery(pei: .imei(imei)), freshness: freshness, meter: counters.shared)
                } else {
                    verdictOnMalformed(.malformedMessage, meter: counters.shared)
                }
            } else {
                self.verdict(
                    on: EquipmentStatusQuery(pei: .opaque(kind: "other", text: "meid")), freshness: freshness,
                    meter: counters.shared)
            }
        counters.count(verdict)
        return verdict
    }

    /// Counts a check that was refused before it came to the list.
    func countRefusal() { counters.count(.refused(.malformedMessage)) }
}
