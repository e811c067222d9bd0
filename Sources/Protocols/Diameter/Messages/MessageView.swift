// SPDX-License-Identifier: EUPL-1.2

/// A message where it lies, read in place: valid only as long as the bytes it was made of.
public struct MessageView {
    /// The header.
    public let header: MessageHeader
    /// The whole message.
    public let bytes: UnsafeRawBufferPointer
    /// How much is read.
    public let limits: ReadLimits

    /// Looks at one message as ``FrameSplitter`` cut it.
    /// - Returns: nil when `frame` is shorter than a header.
    public init?(_ frame: UnsafeRawBufferPointer, limits: ReadLimits = ReadLimits()) {
        guard let header = MessageHeader(reading: frame) else { return nil }
        self.header = header
        bytes = frame
        self.limits = limits
    }

    /// Its attributes, from the first.
    public var attributes: AVPSequence {
        AVPSequence(bytes.part(MessageHeader.size, bytes.count - MessageHeader.size), limits: limits, depth: limits.depth)
    }

    /// The first attribute of this code as far as the message can be read.
    public func first(_ code: AVPKey) -> AVP? {
        var attributes = attributes
        while let attribute = try? attributes.next() {
            if attribute.code == code { return attribute }
        }
        return nil
    }
}
