// SPDX-License-Identifier: EUPL-1.2

/// A fixed number of elements in memory that is set aside once, so that the bound on memory holds to the byte.
final class Room<Element: BitwiseCopyable> {
    let capacity: Int
    private let base: UnsafeMutablePointer<Element>
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 1)
        base = UnsafeMutablePointer<Element>.allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    subscript(index: Int) -> Element {
        @inline(__always) get {
            precondition(index >= 0 && index < count)
            return base[index]
        }
    }

    var isFull: Bool { count == capacity }

    /// Adds an element at the end; there must be room.
    @inline(__always)
    func append(_ element: Element) {
        precondition(count < capacity)
        (base + count).initialize(to: element)
        count += 1
    }

    func removeAll() { count = 0 }

    /// The elements, to be changed in their places.
    var elements: UnsafeMutableBufferPointer<Element> { UnsafeMutableBufferPointer(start: base, count: count) }

    /// Puts all elements at the end of a drawer, and has room again.
    func put(in drawer: Int, of shelf: inout some Shelf) throws(SearchError) {
        guard count > 0 else { return }
        try shelf.append(UnsafeRawBufferPointer(elements), to: drawer)
        count = 0
    }

    /// Takes elements of a drawer in the place of those here. The bytes were put there from elements of the same type by this process.
    func take(_ amount: Int, from index: Int, in drawer: Int, of shelf: some Shelf) throws(SearchError) {
        precondition(amount <= capacity)
        count = 0
        let stride = MemoryLayout<Element>.stride
        try shelf.read(drawer, at: index * stride, into: UnsafeMutableRawBufferPointer(start: base, count: amount * stride))
        count = amount
    }
}

extension Shelf {
    /// How many elements of a type are in a drawer.
    func count<Element: BitwiseCopyable>(of drawer: Int, as type: Element.Type) -> Int {
        size(of: drawer) / MemoryLayout<Element>.stride
    }
}
