// SPDX-License-Identifier: EUPL-1.2

/// What a connection is to do, in order.
public enum PeerAction: Hashable, Sendable {
    /// Send these bytes.
    case send([UInt8])
    /// Close, once what was sent is out.
    case close(PeerClosure)
    /// Tell the operator.
    case log(PeerEvent)
}
