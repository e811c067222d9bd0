// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// What a hub signs with the key of a register's log, to say which key private checks have in an epoch.
///
///     schakel/private-check/v1
///     hub.example/devices
///     stolen
///     P384-SHA384
///     734
///     AzfE…
///
/// Lines: protocol, log origin, list, suite, epoch, key in base64. It holds no time, so there is one statement for an epoch: two that
/// differ, both signed, prove to anybody that the hub showed different people different keys.
public struct KeyStatement: Hashable, Sendable {
    /// The log.
    public let origin: String
    /// The list.
    public let list: String
    /// The epoch.
    public let epoch: CheckEpoch
    /// The key.
    public let key: CheckPublicKey

    /// Makes a statement.
    public init(origin: String, list: String, epoch: CheckEpoch, key: CheckPublicKey) {
        self.origin = origin
        self.list = list
        self.epoch = epoch
        self.key = key
    }

    /// The text that is signed.
    public var text: String {
        """
        \(PrivateCheck.name)
        \(origin)
        \(list)
        \(PrivateCheck.suite)
        \(epoch.number)
        \(Base64.encode(key.bytes))

        """
    }

    /// Reads the text of a note whose signature was verified.
    /// - Throws: `malformedMessage`, `unusableKey`.
    public init(text: String) throws(PrivateCheckError) {
        let lines = text.split(separator: "\n", maxSplits: 7, omittingEmptySubsequences: false)
        guard lines.count == 7, lines[0] == PrivateCheck.name, lines[3] == PrivateCheck.suite, lines[6].isEmpty, !lines[1].isEmpty,
            !lines[2].isEmpty, let number = UInt32(lines[4]), String(number) == lines[4], let key = Base64.decode(lines[5])
        else {
            throw PrivateCheckError(
                .malformedMessage, "The statement about the key is not that of \(PrivateCheck.name): is the hub another version?")
        }
        self.init(
            origin: String(lines[1]), list: String(lines[2]), epoch: CheckEpoch(number: number),
            key: try CheckPublicKey(bytes: key))
    }
}
