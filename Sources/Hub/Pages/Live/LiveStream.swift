// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Synchronization

/// Tells pages that are open that something was entered, so that they can read themselves again (server-sent events, WHATWG HTML §9.2).
/// It says no more than the checkpoints that everybody can read: that a log has grown.
struct LiveStream: Sendable {
    let core: HubCore
    let proxies: Set<String>
    let seats = LiveSeats()

    /// Between two events there is so much time at least.
    static let pace = Duration.seconds(2)
    /// After so long without one, something is sent to see whether the page is still there.
    static let beat = Duration.seconds(20)
    /// A stream ends after so long; the browser begins a new one.
    static let life = Duration.seconds(600)

    func add(to router: Router<HubRequestContext>) {
        router.get(RouterPath(LivePart.path)) { request, context in try respond(to: request, context: context) }
    }

    private func respond(to request: Request, context: HubRequestContext) throws -> Response {
        let address =
            CallerAddress.key(
                remote: context.channel.remoteAddress?.ipAddress, forwarded: request.headers[.xForwardedFor], proxies: proxies)
            ?? ""
        guard seats.take(for: address) else { throw Problem.tooMany(seconds: 60) }
        let seat = Seat { [seats] in seats.leave(address) }
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store", .xAccelBuffering: "no"],
            body: ResponseBody { [core] writer in
                defer { seat.leave() }
                let end = ContinuousClock.now + LiveStream.life
                var sizes = core.board.sizes
                try await writer.write(ByteBuffer(string: "retry: 5000\n\n"))
                while !core.board.isClosed, !Task.isCancelled, .now < end {
                    await core.board.changes(from: sizes, within: LiveStream.beat)
                    let seen = core.board.sizes
                    try await writer.write(ByteBuffer(string: seen == sizes ? ":\n\n" : "event: change\ndata:\n\n"))
                    if seen != sizes { try await Task.sleep(for: LiveStream.pace) }
                    sizes = seen
                }
                try await writer.finish(nil)
            })
    }
}

/// A seat that is given back once, at the latest when nothing holds it any more.
private final class Seat: Sendable {
    private let giveBack: @Sendable () -> Void
    private let isTaken = Mutex(true)

    init(_ giveBack: @escaping @Sendable () -> Void) { self.giveBack = giveBack }

    deinit { leave() }

    func leave() {
        let wasTaken = isTaken.withLock { isTaken in
            defer { isTaken = false }
            return isTaken
        }
        if wasTaken { giveBack() }
    }
}
