// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import ListedDevices

/// Builds a segment from the stream of devices.
struct Building {
    let source: KeySource
    let folder: String

    struct Outcome {
        let segment: String
        let bytes: UInt64
        let seconds: Double
        /// A device that is listed.
        let probe: UInt64
    }

    func run() throws -> Outcome {
        let devices = try ListedDevices(folder: folder, segment: nil, changes: [], version: 0)
        var probe: UInt64 = 0
        let (draft, time) = try seconds {
            try devices.replace(version: 1) { writer in
                try source.eachKey { key in
                    guard let imei = IMEI(value: key) else { return }
                    try writer.add(ListedDevice(imei: imei, status: source.status(of: key)))
                    probe = key
                }
            }
        }
        _ = try devices.adopt(draft)
        return Outcome(segment: draft.name, bytes: devices.size.bytesOnDisk, seconds: time, probe: probe)
    }
}
