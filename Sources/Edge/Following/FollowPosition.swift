// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// How far an edge has verified a log: enough to go on from there without any earlier leaf.
struct FollowPosition: Hashable, Sendable {
    /// The tree's size and right edge.
    var range: CompactRange
    /// The last sequence number of the list's audience: the list's version.
    var version: UInt64
    /// The last checkpoint that was verified: a signed note. Empty before the first. After a snapshot it is of a larger tree than
    /// `range`: one in which that tree was proved to be contained.
    var checkpoint: String
    /// The audience tag by which the list's leaves were recognised up to here; nil before the first. It is not taken from a later
    /// greeting: a hub that names another tag could leave versions of the list unseen.
    var tag: AudienceTag?

    /// A position.
    init(range: CompactRange, version: UInt64, checkpoint: String, tag: AudienceTag? = nil) {
        self.range = range
        self.version = version
        self.checkpoint = checkpoint
        self.tag = tag
    }

    /// Before anything was followed.
    static let start = FollowPosition(range: CompactRange(), version: 0, checkpoint: "")

    /// What the hub signed for beyond `range`: the leaves that come must lead there. Nil when it signed for nothing more.
    var pledge: Checkpoint? {
        guard let note = try? SignedNote(parsing: checkpoint), let signed = try? Checkpoint(parsing: note.text),
            signed.size > range.size
        else { return nil }
        return signed
    }
}
