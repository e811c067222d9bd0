// SPDX-License-Identifier: EUPL-1.2

/// The first twenty bytes of a message, without version and length (RFC 6733 §3).
public struct MessageHeader: Hashable, Sendable {
    /// How many bytes a header has.
    public static let size = 20

    /// The command flags.
    public var flags: MessageFlags
    /// What is asked or answered.
    public var command: CommandCode
    /// The application it belongs to.
    public var application: ApplicationID
    /// Matches an answer with its request on one connection.
    public var hopByHop: UInt32
    /// Tells a request from others of the same origin, also when it is sent again.
    public var endToEnd: UInt32

    /// A header of these values.
    public init(
        flags: MessageFlags, command: CommandCode, application: ApplicationID, hopByHop: UInt32, endToEnd: UInt32
    ) {
        self.flags = flags
        self.command = command
        self.application = application
        self.hopByHop = hopByHop
        self.endToEnd = endToEnd
    }

    /// Reads a header.
    /// - Parameter bytes: a message or its beginning; nil comes back when it has fewer than twenty bytes.
    public init?(reading bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= MessageHeader.size else { return nil }
        let word = bytes.uint32(at: 4)
        flags = MessageFlags(rawValue: UInt8(truncatingIfNeeded: word >> 24))
        command = CommandCode(rawValue: word & 0xFF_FFFF)
        application = ApplicationID(rawValue: bytes.uint32(at: 8))
        hopByHop = bytes.uint32(at: 12)
        endToEnd = bytes.uint32(at: 16)
    }

    /// Writes the header of a message of `length` bytes at the beginning of `target`, which holds twenty bytes at least.
    func write(length: Int, to target: UnsafeMutableRawBufferPointer) {
        target.store(0x0100_0000 | UInt32(truncatingIfNeeded: length), at: 0)
        target.store(UInt32(flags.rawValue) << 24 | command.rawValue & 0xFF_FFFF, at: 4)
        target.store(application.rawValue, at: 8)
        target.store(hopByHop, at: 12)
        target.store(endToEnd, at: 16)
    }

    /// The header of an answer to this request: the same identifiers, P as in the request, R and T clear (RFC 6733 §6.2).
    func answer(isError: Bool = false) -> MessageHeader {
        var header = self
        header.flags = flags.intersection(.proxiable)
        if isError { header.flags.insert(.error) }
        return header
    }

    /// A whole message: this header and `attributes`.
    public func message(_ attributes: AVPWriter) -> [UInt8] {
        let length = MessageHeader.size + attributes.bytes.count
        return [UInt8](unsafeUninitializedCapacity: length) { target, count in
            let raw = UnsafeMutableRawBufferPointer(target)
            write(length: length, to: raw)
            raw.copy(attributes.bytes, at: MessageHeader.size)
            count = length
        }
    }
}
