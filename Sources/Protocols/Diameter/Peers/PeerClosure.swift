// SPDX-License-Identifier: EUPL-1.2

/// Why a connection is over.
public enum PeerClosure: String, Hashable, Sendable, CaseIterable {
    /// The peer did not introduce itself in time.
    case silent = "no-capabilities"
    /// The first message was something else than a CER (RFC 6733 §5.3).
    case unintroduced = "not-introduced"
    /// The peer introduced itself and was refused.
    case refused
    /// The peer gave no sign of life (RFC 3539 §3.4.1).
    case watchdog
    /// Both said goodbye.
    case disconnected
    /// The peer said goodbye and then did not close, or was told goodbye and did not answer.
    case disconnectTimeout = "disconnect-timeout"
    /// What came is no message.
    case garbled
    /// A newer connection of the same host took its place.
    case superseded
    /// The connection broke, or the peer closed it without a goodbye.
    case transport
}
