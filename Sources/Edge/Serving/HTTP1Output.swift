// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import NIOCore
import NIOHTTP1

/// The answers of one HTTP/1.1 connection that were not sent yet, as bytes.
///
/// Answers collect while a read is worked off and leave together, so pipelined checks cost one system call.
struct HTTP1Output {
    /// How long a caller gets to read the last answer before the connection is cut, so that it is not lost in a reset.
    private static let linger: TimeAmount = .seconds(1)

    private var bytes = ByteBuffer()

    /// How an answer is written and what it says of the connection.
    struct Form: Hashable {
        /// Whether the connection stays open.
        var keepAlive = true
        /// Whether the request was of HTTP/1.0, where staying is said.
        var isFirstVersion = false
        /// Whether the content is left out, as for HEAD.
        var omitsContent = false
    }

    /// Whether there is nothing to send.
    var isEmpty: Bool { bytes.readableBytes == 0 }

    /// Adds an answer.
    mutating func add(_ response: EquipmentResponse, form: Form = Form()) {
        if form == Form(), let start = Self.start(of: response.answer.kind), case .list(let version, let age) = response.freshness {
            bytes.writeBytes(start)
            bytes.writeString(String(version))
            bytes.writeStaticString("\r\nschakel-list-age: ")
            bytes.writeString(String(max(0, age)))
            bytes.writeStaticString("\r\n\r\n")
            bytes.writeBytes(response.answer.body)
            return
        }
        let status = HTTPResponseStatus(statusCode: response.answer.status)
        bytes.writeString("HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n")
        ResponseFields.add(response) { field($0, $1) }
        if !form.keepAlive {
            field("connection", "close")
        } else if form.isFirstVersion {
            field("connection", "keep-alive")
        }
        bytes.writeStaticString("\r\n")
        if !form.omitsContent { bytes.writeBytes(response.answer.body) }
    }

    /// Hands over what was added.
    mutating func send(_ context: ChannelHandlerContext) {
        guard !isEmpty else { return context.flush() }
        context.writeAndFlush(NIOAny(bytes), promise: nil)
        // The storage is used again when the system took all of it at once.
        bytes.clear()
    }

    /// Hands over what was added and ends the connection gently: nothing more is sent, and what still arrives is thrown away for a moment.
    mutating func finish(_ context: ChannelHandlerContext) {
        send(context)
        context.close(mode: .output, promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.linger) { context.close(promise: nil) }
    }

    private mutating func field(_ name: String, _ value: String) {
        bytes.writeString(name)
        bytes.writeStaticString(": ")
        bytes.writeString(value)
        bytes.writeStaticString("\r\n")
    }

    /// What the answers to nearly every check begin with, up to the version of the list: one for each status, in order.
    private static let starts = EquipmentStatus.allCases.map { status in
        Array(
            ("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: \(EquipmentAnswer.status(status).body.count)\r\n"
                + "cache-control: no-store\r\n\(ResponseFields.listVersion): ").utf8)
    }

    private static func start(of kind: EquipmentAnswer.Kind) -> [UInt8]? {
        switch kind {
        case .permitted: starts[0]
        case .prohibited: starts[1]
        case .tracking: starts[2]
        default: nil
        }
    }
}
