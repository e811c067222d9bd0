// SPDX-License-Identifier: EUPL-1.2

/// What the list said of the subjects of a question when it was asked, from which follows what it said at another version.
public struct SampleHistory: Hashable, Sendable {
    /// The version when it was asked.
    public let version: Int
    /// The subjects.
    public let subjects: [String]
    /// Their statuses then, in the same order; nil for what was not listed.
    public let statuses: [ListStatus?]

    /// Notes what the list said at a version.
    /// - Throws: `MalformedRecord` when there is not one status for each subject.
    public init(version: Int, subjects: [String], statuses: [ListStatus?]) throws(MalformedRecord) {
        guard subjects.count == statuses.count else {
            throw MalformedRecord(member: "statuses", expected: "one for each subject")
        }
        self.version = version
        self.subjects = subjects
        self.statuses = statuses
    }

    /// What the list said of each subject at a version.
    /// - Parameters:
    ///   - other: the version, earlier or later.
    ///   - changes: what changed between the two, one after the other: from the version after the earlier one to the later one.
    ///     Entries of the list that change nothing may be left out. nil when it is not known any more, or is too much.
    public func truths(at other: Int, changes: [Listing]?) -> [SampleTruth] {
        guard other != version else { return statuses.map { .status($0) } }
        guard let changes else { return statuses.map { _ in .unclear } }
        var found = statuses.map { SampleTruth.status($0) }
        let places = Dictionary(zip(subjects, subjects.indices)) { first, _ in first }
        var settled: Set<Int> = []
        for (place, status) in changes.flatMap({ SampleHistory.mentions($0, of: places) }) {
            if other > version {
                found[place] = .status(status)
            } else if settled.insert(place).inserted {
                // The first change after that version tells what was not so at it.
                found[place] = status.map { SampleTruth.before($0) } ?? .listed
            }
        }
        return found
    }

    /// The places of the subjects that a change names, each with its new status.
    private static func mentions(_ change: Listing, of places: [String: Int]) -> [(place: Int, status: ListStatus?)] {
        var mentions: [(place: Int, status: ListStatus?)] = []
        for (status, subjects) in change.listed.sorted(by: { $0.key < $1.key }) {
            for place in subjects.compactMap({ places[$0] }) { mentions.append((place, status)) }
        }
        for place in change.released.compactMap({ places[$0] }) { mentions.append((place, nil)) }
        return mentions
    }
}
