// SPDX-License-Identifier: EUPL-1.2

import NIOCore
import NIOHTTP1

/// The head of an HTTP/1.1 request, and what its header fields ask of the connection.
struct HTTP1Request {
    /// Method, target and header fields.
    let head: HTTPRequestHead

    /// Whether the caller holds its body back until it is told to go on (RFC 9110 §10.1.1).
    let expectsContinue: Bool

    /// Whether `Host` is there exactly once, as HTTP/1.1 requires (RFC 9112 §3.2); HTTP/1.0 does not know it.
    let namesItsHost: Bool

    /// Whether another request may follow on the connection.
    ///
    /// Not after an offer to upgrade or a CONNECT: the parser then takes what follows for another protocol, though the
    /// offer was not accepted. The caller simply connects again.
    let allowsNext: Bool

    /// Reads the fields of `head` once.
    init(_ head: HTTPRequestHead) {
        var hosts = 0
        var expects = false
        var offersUpgrade = false
        for (name, _) in head.headers {
            switch name.utf8.count {
            case 4 where name.lowercased() == "host": hosts += 1
            case 6 where name.lowercased() == "expect": expects = true
            case 7 where name.lowercased() == "upgrade": offersUpgrade = true
            default: break
            }
        }
        self.head = head
        expectsContinue = expects
        namesItsHost = hosts == 1 || head.version.minor == 0
        allowsNext = head.isKeepAlive && !offersUpgrade && head.method != .CONNECT
    }
}
