// SPDX-License-Identifier: EUPL-1.2

import Glibc
import Identifiers
import ListedDevices

/// From nothing to answers, with the file out of memory as far as the system lets go of it.
struct Opening {
    let folder: String
    let segment: String
    let probe: UInt64

    struct Outcome {
        let devices: ListedDevices
        let firstAnswer: Double
        let nextThousand: Double
    }

    struct NoAnswer: Error {}

    func run() throws -> Outcome {
        let descriptor = open("\(folder)/\(segment)", O_RDONLY)
        fsync(descriptor)
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
        close(descriptor)
        let (devices, first) = try seconds {
            let devices = try ListedDevices(folder: folder, segment: segment, changes: [], version: 1)
            guard let imei = IMEI(value: probe), devices.status(of: imei) != nil else { throw NoAnswer() }
            return devices
        }
        var random = SplitMix64(seed: 7)
        let (_, next) = seconds {
            for _ in 0..<1_000 { _ = IMEI(value: probe - random.below(min(probe, 10_000_000_000))).map { devices.status(of: $0) } }
        }
        return Outcome(devices: devices, firstAnswer: first, nextThousand: next)
    }
}
