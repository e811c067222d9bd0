// SPDX-License-Identifier: EUPL-1.2

/// Tells HTTP/2 with prior knowledge from everything else by the first bytes of a connection (RFC 9113 §3.4).
enum ConnectionPreface {
    /// What the bytes so far say.
    enum Verdict: Hashable, Sendable {
        /// They begin the preface but do not complete it; wait for more.
        case undecided
        /// They hold the whole preface.
        case http2
        /// They cannot become the preface any more. That they are HTTP/1.1 remains to be seen.
        case other
    }

    /// The 24 bytes every HTTP/2 client sends first.
    static let bytes = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

    /// Judges `start`, all that has arrived so far; looks at no more than 24 bytes.
    static func verdict(on start: some Collection<UInt8>) -> Verdict {
        var seen = 0
        for (byte, expected) in zip(start, bytes) {
            guard byte == expected else { return .other }
            seen += 1
        }
        return seen == bytes.count ? .http2 : .undecided
    }
}
