// SPDX-License-Identifier: EUPL-1.2

import UsageRecords

extension World {
    /// The table of types, in the form of the GSMA's.
    public var typesFile: String { types.table }

    /// The devices that were blocked, as a blacklist.
    public var blockedFile: String {
        let rows = blocked.sorted { $0.device < $1.device }.map { row in
            "\(row.device),\(settings.start.advanced(by: row.day)),Stolen\r\n"
        }
        return "imei,block_date,reasons\r\n" + rows.joined()
    }

    /// The pairs that were proven, as a pairing list.
    public var pairsFile: String {
        let rows = pairs.sorted { $0.device != $1.device ? $0.device < $1.device : $0.imsi < $1.imsi }
        return "imei,imsi,msisdn\r\n" + rows.map { "\($0.device),\($0.imsi.digits),\($0.msisdn.digits)\r\n" }.joined()
    }

    /// Hands over the truth, row by row: which subscription was in which phone on which days, and what the phone really is.
    public func eachTruth<Failure: Error>(_ body: (TruthRow) throws(Failure) -> Void) throws(Failure) {
        for use in uses {
            try body(
                TruthRow(
                    device: use.device, imsi: use.imsi, from: settings.start.advanced(by: Int(use.from)),
                    to: settings.start.advanced(by: Int(use.to)), role: use.role, method: use.method))
        }
    }
}
