// SPDX-License-Identifier: EUPL-1.2

import NIOHTTP2

/// Notes that a connection has been given up with a GOAWAY that names an error.
///
/// The framing layer reports faults of one stream and of the whole connection alike; only the frame it writes tells them
/// apart. Used on one event loop only.
final class HTTP2FailureWatch: NIOHTTP2FrameDelegate {
    /// Whether the connection cannot be used any more.
    private(set) var hasFailed = false

    func wroteFrame(_ frame: HTTP2Frame) {
        if case .goAway(_, let code, _) = frame.payload, code != .noError { hasFailed = true }
    }
}
