// SPDX-License-Identifier: EUPL-1.2

/// Cuts the bytes of a connection into messages (RFC 6733 §3).
public struct FrameSplitter: Sendable {
    /// What the bytes begin with.
    public enum Frame: Hashable, Sendable {
        /// Part of a message; this many bytes are needed at least to go on.
        case incomplete(needed: Int)
        /// A whole message of this many bytes.
        case message(length: Int)
        /// No message; where the next one begins cannot be known, so the connection is lost.
        case fault(FrameFault)
    }

    private let largest: Int

    /// A splitter for messages of at most `limits.messageBytes` bytes.
    public init(limits: ReadLimits = ReadLimits()) {
        largest = limits.messageBytes
    }

    /// Looks at what `bytes` begins with; no more than four bytes are read.
    public func next(in bytes: UnsafeRawBufferPointer) -> Frame {
        guard bytes.count >= 4 else {
            if let version = bytes.first, version != 1 { return .fault(.version) }
            return .incomplete(needed: MessageHeader.size)
        }
        let word = bytes.uint32(at: 0)
        guard word >> 24 == 1 else { return .fault(.version) }
        let length = Int(word & 0xFF_FFFF)
        guard length >= MessageHeader.size, length % 4 == 0 else { return .fault(.length) }
        guard length <= largest else { return .fault(.tooLong) }
        return bytes.count >= length ? .message(length: length) : .incomplete(needed: length)
    }
}

/// Bytes that are no message.
public struct FrameFault: Error, Hashable, Sendable {
    /// What is answered before the connection is closed.
    public let result: ResultCode
    /// What is wrong and what to do, in one sentence.
    public let reason: String

    /// Another version than 1 (RFC 6733 §7.1.5, 5011).
    public static let version = FrameFault(
        result: .unsupportedVersion, reason: "Only version 1 of Diameter is spoken here: check what connects to this port.")
    /// A length that no message has: below twenty bytes, or no multiple of four (RFC 6733 §7.1.5, 5015).
    public static let length = FrameFault(
        result: .invalidMessageLength, reason: "A message has at least 20 bytes and a multiple of 4: repair what counts them.")
    /// More bytes than are read here.
    public static let tooLong = FrameFault(
        result: .invalidMessageLength, reason: "The message is longer than is read here: send less, or have the limit raised.")
}
