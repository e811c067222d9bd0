// SPDX-License-Identifier: EUPL-1.2

/// The members of a JSON object, kept in canonical order so that writing needs no sort.
///
/// Names are unique and compared by code units. Looking a name up takes time logarithmic in the number of members.
public struct JSONObject: Sendable {
    private var members: [(key: String, value: JSON)]
    /// So many are put in their places one by one; with more, moving the others aside would take longer than sorting them.
    private static let fewMembers = 32

    /// An object without members.
    public init() {
        members = []
    }

    /// An object of these members; of members with the same name the last one counts.
    public init(_ members: some Sequence<(String, JSON)>) {
        self.init(unordered: members.map { (key: $0.0, value: $0.1) })
    }

    /// An object of those members that have a value: what is nil is left out, in contrast with ``JSON/null``.
    public init(_ members: [(String, JSON?)]) {
        self.init(unordered: members.compactMap { key, value in value.map { (key: key, value: $0) } })
    }

    /// Takes members in any order; of those with the same name the last one counts.
    private init(unordered: [(key: String, value: JSON)]) {
        members = []
        members.reserveCapacity(unordered.count)
        guard unordered.count > Self.fewMembers else {
            for (key, value) in unordered { self[key] = value }
            return
        }
        let places = unordered.indices.sorted { left, right in
            let (earlier, later) = (unordered[left].key, unordered[right].key)
            return MemberOrder.precedes(earlier, later) || left < right && MemberOrder.same(earlier, later)
        }
        for place in places {
            if let last = members.last, MemberOrder.same(last.key, unordered[place].key) { members.removeLast() }
            members.append(unordered[place])
        }
    }

    /// Takes members in any order, as a reader met them. Returns the name that occurs twice, if one does.
    init(read members: [(key: String, value: JSON)], duplicate: inout String?) {
        var members = members
        for (earlier, later) in zip(members, members.dropFirst()) where !MemberOrder.precedes(earlier.key, later.key) {
            members.sort { MemberOrder.precedes($0.key, $1.key) }
            break
        }
        for (earlier, later) in zip(members, members.dropFirst()) where MemberOrder.same(earlier.key, later.key) {
            duplicate = earlier.key
        }
        self.members = members
    }

    /// The value of the member of that name. Setting nil removes the member; setting ``JSON/null`` keeps it.
    public subscript(key: String) -> JSON? {
        get {
            let place = position(of: key)
            return isMember(key, at: place) ? members[place].value : nil
        }
        set {
            let place = position(of: key)
            switch (newValue, isMember(key, at: place)) {
            case (let value?, true): members[place].value = value
            case (let value?, false): members.insert((key, value), at: place)
            case (nil, true): members.remove(at: place)
            case (nil, false): break
            }
        }
    }

    /// How many members there are.
    public var count: Int { members.count }

    /// Whether there are no members.
    public var isEmpty: Bool { members.isEmpty }

    /// The names, in canonical order.
    public var keys: [String] { members.map(\.key) }

    /// The first place whose name does not come before `key`.
    private func position(of key: String) -> Int {
        var low = 0
        var high = members.count
        // Members mostly arrive in order: look at the end first.
        if let last = members.last, MemberOrder.precedes(last.key, key) { return high }
        while low < high {
            let middle = (low + high) / 2
            if MemberOrder.precedes(members[middle].key, key) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func isMember(_ key: String, at place: Int) -> Bool {
        place < members.count && MemberOrder.same(members[place].key, key)
    }
}

extension JSONObject: Sequence {
    /// The members in canonical order.
    public func makeIterator() -> IndexingIterator<[(key: String, value: JSON)]> {
        members.makeIterator()
    }

    /// The number of members, known without a walk.
    public var underestimatedCount: Int { members.count }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object of these members; of members with the same name the last one counts.
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self.init(elements)
    }
}

extension JSONObject: Hashable {
    /// Whether both have the same names with the same values.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.elementsEqual(right.members) { MemberOrder.same($0.key, $1.key) && $0.value == $1.value }
    }

    /// Feeds the names and values, in canonical order.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(members.count)
        for (key, value) in members {
            MemberOrder.hash(key, into: &hasher)
            hasher.combine(value)
        }
    }
}
