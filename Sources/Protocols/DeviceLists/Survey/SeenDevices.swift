// SPDX-License-Identifier: EUPL-1.2

/// Which devices were seen, and in which row first: a table with open addressing, 8 bytes a place, so that a new device costs one
/// visit to memory.
///
/// Places are chosen by a multiplier that is drawn anew for each table: nobody can write a file whose devices all want one place.
struct SeenDevices: Sendable {
    /// In the lower half 32 bits of hash, in the upper half the number of the row and 1; 0 where there is none.
    private var slots: [UInt64]
    private var count = 0
    /// By how much the 32 bits of hash are shifted to choose a slot.
    private var shift: UInt32
    private let multiplier: UInt64

    /// A table without devices, with room for so many.
    init(expected: Int, multiplier: UInt64 = .random(in: 0...(.max))) {
        self.multiplier = multiplier | 1
        var bits: UInt32 = 10
        while bits < 31, (1 << bits) / 4 * 3 < expected { bits += 1 }
        shift = 32 - bits
        slots = Array(repeating: 0, count: 1 << bits)
    }

    /// The number of the first row of a device; nil when it was not seen before.
    /// - Parameters:
    ///   - row: the number of its row when it was not seen before, below 2^31.
    ///   - isSame: whether the row of this number is of the same device.
    @inline(__always)
    mutating func firstRow(of device: UInt64, else row: Int, isSame: (Int) -> Bool) -> Int? {
        if count >= slots.count / 4 * 3 { grow() }
        let hash = hash(of: device)
        var slot = Int(truncatingIfNeeded: hash >> UInt64(shift))
        while slots[slot] != 0 {
            if slots[slot] & 0xFFFF_FFFF == hash {
                let former = Int(slots[slot] >> 32) - 1
                if isSame(former) { return former }
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = UInt64(UInt32(row) + 1) << 32 | hash
        count += 1
        return nil
    }

    /// Reads the place of a device, so that it is near when ``firstRow(of:else:isSame:)`` asks for it. Of several devices in a row the
    /// memory is waited for once.
    /// - Returns: what stands there, which says nothing.
    @inline(__always)
    func touch(_ device: UInt64) -> UInt64 { slots[Int(truncatingIfNeeded: hash(of: device) >> UInt64(shift))] }

    /// Devices of one type come in a row: the second multiplication scatters what the first leaves in a row.
    @inline(__always)
    private func hash(of device: UInt64) -> UInt64 {
        let product = device &* multiplier
        return ((product ^ product >> 32) &* 0x9E37_79B9_7F4A_7C15) >> 32
    }

    private mutating func grow() {
        let former = slots
        shift -= 1
        slots = Array(repeating: 0, count: former.count * 2)
        for entry in former where entry != 0 {
            var slot = Int(truncatingIfNeeded: (entry & 0xFFFF_FFFF) >> UInt64(shift))
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = entry
        }
    }
}
