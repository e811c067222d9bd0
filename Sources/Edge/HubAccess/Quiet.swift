// SPDX-License-Identifier: EUPL-1.2

/// An asynchronous sequence that ends with an error when its base is silent for too long.
struct Quiet<Base: AsyncSequence & Sendable>: AsyncSequence where Base.Element: Sendable {
    /// Nothing arrived in time.
    struct TooQuiet: Error, CustomStringConvertible {
        let description = "The hub was silent for too long: the stream is begun anew."
    }

    private let base: Base
    private let limit: Duration

    init(_ base: Base, limit: Duration) {
        self.base = base
        self.limit = limit
    }

    func makeAsyncIterator() -> Iterator { Iterator(base: Box(base.makeAsyncIterator()), limit: limit) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate let base: Box<Base.AsyncIterator>
        let limit: Duration

        mutating func next() async throws -> Base.Element? {
            let base = base
            let limit = limit
            return try await withThrowingTaskGroup(of: Base.Element?.self) { group in
                group.addTask { try await base.next() }
                group.addTask {
                    try await Task.sleep(for: limit)
                    throw TooQuiet()
                }
                defer { group.cancelAll() }
                return try await group.next() ?? nil
            }
        }
    }
}

/// Lets an iterator be used from the one task that reads; calls never overlap.
private final class Box<Iterator: AsyncIteratorProtocol>: @unchecked Sendable where Iterator.Element: Sendable {
    private var iterator: Iterator

    init(_ iterator: Iterator) { self.iterator = iterator }

    func next() async throws -> Iterator.Element? { try await iterator.next() }
}
