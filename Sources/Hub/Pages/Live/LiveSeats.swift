// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// How many pages are kept up to date at once: each holds a connection, so there is room for some of one address and for many in all.
final class LiveSeats: Sendable {
    private let taken = Mutex<[String: Int]>([:])
    private let most: Int
    private let mostPerAddress: Int

    init(most: Int = 1_000, mostPerAddress: Int = 12) {
        self.most = most
        self.mostPerAddress = mostPerAddress
    }

    /// How many are taken.
    var count: Int { taken.withLock { $0.values.reduce(0, +) } }

    /// Takes a seat.
    /// - Returns: whether there was one.
    func take(for address: String) -> Bool {
        taken.withLock { taken in
            guard taken.values.reduce(0, +) < most, taken[address, default: 0] < mostPerAddress else { return false }
            taken[address, default: 0] += 1
            return true
        }
    }

    /// Gives a seat back.
    func leave(_ address: String) {
        taken.withLock { taken in
            let left = taken[address, default: 1] - 1
            taken[address] = left > 0 ? left : nil
        }
    }
}
