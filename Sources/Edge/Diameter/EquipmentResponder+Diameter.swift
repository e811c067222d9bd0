// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Identifiers

extension EquipmentResponder {
    /// Which list is answered from. A server may ask once for all messages of one read.
    var freshness: ListFreshness { lookup.freshness }

    /// Answers one check of S13.
    /// - Parameters:
    ///   - imei: the IMEI as it was sent, 14 to 16 digits; nil for a device that has none, only a MEID.
    ///   - imsi: the subscription it is used with, when it was sent; read only for a device that is listed.
    ///   - freshness: which list is answered from.
    ///   - meter: that of the event loop.
    func check(
        imei: UnsafeRawBufferPointer?, imsi: UnsafeRawBufferPointer?, freshness: ListFreshness, meter: LoopMeter
    ) -> Verdict {
        let verdict: Verdict =
            if let imei {
                if let imei = IMEI(digits: imei) {
                    self.verdict(
                        on: imei, imsi: imsi.flatMap { IMSI(digits: $0) }, freshness: freshness, meter: meter)
                } else {
                    verdictOnMalformed(.malformedMessage, meter: meter)
                }
            } else {
                self.verdict(on: nil, imsi: nil, freshness: freshness, meter: meter)
            }
        meter.count(verdict.kind)
        return verdict
    }

    /// Counts a check that was refused before it came to the list.
    func countRefusal() { counters.count(.refused(.malformedMessage)) }
}
