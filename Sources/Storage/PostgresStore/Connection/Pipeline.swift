// SPDX-License-Identifier: EUPL-1.2

/// What was sent and not yet answered, in order. It only keeps count; the connection does the sending.
///
/// The server answers in the order of sending. After an error it passes over what follows, up to the next boundary.
struct Pipeline {
    /// What was sent.
    enum Item {
        /// A statement to be prepared.
        case preparation(Statement)
        /// A statement whose rows nobody wants.
        case execution
        /// A statement whose answer is wanted.
        case question
        /// A boundary: the server answers all before it, and after an error goes on behind it.
        case boundary
    }

    private var items: [Item] = []
    private var first = 0
    /// The position of the oldest item not answered; positions are counted from the connection's beginning.
    private(set) var position = 0
    /// What was sent since the last boundary, in bytes.
    private(set) var openBytes = 0
    /// How much was sent since the last boundary.
    private(set) var openCount = 0

    /// The position that the next item gets.
    var end: Int { position + count }

    /// How much is not yet answered.
    var count: Int { items.count - first }

    /// Whether all is answered.
    var isEmpty: Bool { count == 0 }

    /// Whether it is time for a boundary. The server must not be left waiting in the middle of a long piece: its own limits for
    /// sessions that do nothing hold only behind a boundary.
    var wantsBoundary: Bool { openCount >= 64 || openBytes >= 16_384 }

    /// Adds what was sent.
    mutating func sent(_ item: Item, bytes: Int = 0) {
        items.append(item)
        if case .boundary = item {
            openBytes = 0
            openCount = 0
        } else {
            openBytes += bytes
            openCount += 1
        }
    }

    /// Takes the oldest item, which is now answered.
    mutating func answered() -> Item? {
        guard first < items.count else { return nil }
        defer {
            first += 1
            position += 1
            if first == items.count {
                items.removeAll(keepingCapacity: true)
                first = 0
            }
        }
        return items[first]
    }
}
