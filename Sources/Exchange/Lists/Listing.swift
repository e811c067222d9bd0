// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// One version of a list: what changed since the version before. It is the payload that travels to every entitled edge.
///
/// A listing names subjects and their new status and nothing else: no case, no reporter, no reason. Its version is the audience
/// sequence number of its entry, so a gap in versions is a missing entry.
public struct Listing: Hashable, Sendable {
    /// The kind in the leaf header of a change by which subjects are listed.
    public static let kind = "listing"
    /// The kind in the leaf header of a change by which subjects are released.
    public static let releaseKind = "release"
    /// The kinds of entry that change a list.
    public static let kinds: Set<String> = [kind, releaseKind]

    /// The list.
    public let list: ListName
    /// Subjects whose status is now this; one array per status, values of the register's own kind (14 digits for an IMEI).
    public let listed: [ListStatus: [String]]
    /// Subjects that are no longer listed.
    public let released: [String]

    /// Describes a change.
    public init(list: ListName, listed: [ListStatus: [String]], released: [String]) {
        self.list = list
        self.listed = listed
        self.released = released
    }

    /// Whether nothing changes.
    public var isEmpty: Bool { released.isEmpty && listed.values.allSatisfy(\.isEmpty) }

    /// The payload as it is entered.
    public var json: JSON {
        var statuses: [(String, JSON?)] = []
        for (status, subjects) in listed where !subjects.isEmpty {
            statuses.append((status.rawValue, .array(subjects.map { .string($0) })))
        }
        return .object(
            JSONObject([
                ("list", .string(list.rawValue)),
                ("listed", .object(JSONObject(statuses))),
                ("released", .array(released.map { .string($0) })),
            ])
        )
    }

    /// Reads a payload.
    public init(json: JSON) throws(MalformedRecord) {
        list = ListName(rawValue: try json.text("list"))
        var listed: [ListStatus: [String]] = [:]
        let statuses = try json.required("listed")
        for member in try json.members("listed") {
            listed[ListStatus(rawValue: member.key)] = try statuses.texts(member.key)
        }
        self.listed = listed
        released = try json.texts("released")
    }
}
