// SPDX-License-Identifier: EUPL-1.2

import Edge
import NIOCore
import NIOHPACK
import NIOPosix
import Testing

@Suite("Starting, idling and stopping", .timeLimit(.minutes(10)))
struct ServerLifecycleTests {
    private func server(limits: ServingLimits = ServingLimits()) -> EquipmentServer {
        EquipmentServer(
            responder: EquipmentResponder(lookup: SampleList()), group: MultiThreadedEventLoopGroup.singleton, limits: limits)
    }

    @Test("a port in use is reported as such, with the port in the reason")
    func portInUse() async throws {
        try await withServer { port, _ in
            let error = await #expect(throws: ListenError.self) { try await server().start(host: "127.0.0.1", port: port) }

            #expect(error?.code == .addressInUse)
            #expect(error?.reason.contains(String(port)) == true)
        }
    }

    @Test("addresses that cannot be listened at are reported as what they are")
    func badAddresses() async {
        let foreign = await #expect(throws: ListenError.self) { try await server().start(host: "192.0.2.1", port: 0) }
        let nameless = await #expect(throws: ListenError.self) { try await server().start(host: "no.such.host.invalid", port: 0) }
        let numberless = await #expect(throws: ListenError.self) { try await server().start(host: "127.0.0.1", port: 65_536) }

        #expect(foreign?.code == .addressNotAvailable)
        #expect(nameless != nil)
        #expect(numberless?.code == .invalidAddress)
    }

    @Test("a server is started once")
    func startedTwice() async throws {
        try await withServer { _, server in
            let error = await #expect(throws: ListenError.self) { try await server.start(host: "127.0.0.1", port: 0) }

            #expect(error?.code == .alreadyStarted)
        }
    }

    @Test("after shutdown the port is free again, and a second shutdown does nothing")
    func portFreed() async throws {
        let first = server()
        let port = try await first.start(host: "127.0.0.1", port: 0)
        await first.shutdown()
        await first.shutdown()
        let second = server()

        let again = try await second.start(host: "127.0.0.1", port: port)
        await second.shutdown()

        #expect(again == port)
    }

    @Test("a server shut down before it was started cannot be started")
    func shutDownFirst() async {
        let early = server()
        await early.shutdown()

        let error = await #expect(throws: ListenError.self) { try await early.start(host: "127.0.0.1", port: 0) }

        #expect(error?.code == .alreadyStarted)
    }

    @Test("shutdown closes waiting connections of either kind without waiting for the grace", .timeLimit(.minutes(10)))
    func closesWaiting() async throws {
        var limits = ServingLimits()
        limits.shutdownGrace = .hours(1)
        let stopping = server(limits: limits)
        let port = try await stopping.start(host: "127.0.0.1", port: 0)
        let silent = try await RawConnection.open(port: port)
        let plain = try await RawConnection.open(port: port)
        try await plain.send("GET \(SampleList.prohibited) HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = await plain.read { $0.contains("}") }
        let framed = try await HTTP2Client.open(port: port)
        _ = try await framed.request("GET", SampleList.prohibited)

        await stopping.shutdown()

        #expect(await silent.readToEnd().isEmpty)
        #expect(await plain.readToEnd().hasSuffix("}"))
        try await framed.channel.closeFuture.get()
    }

    /// A request answered, and in the same bytes the start of one whose body is yet to come.
    private static let oneAndAHalf =
        "GET \(SampleList.tracked) HTTP/1.1\r\nHost: a\r\n\r\n"
        + "GET \(SampleList.prohibited) HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na"

    @Test("a request in hand is completed during shutdown, and the connection then closed")
    func completesRequest() async throws {
        var limits = ServingLimits()
        limits.shutdownGrace = .seconds(30)
        let stopping = server(limits: limits)
        let port = try await stopping.start(host: "127.0.0.1", port: 0)
        let witness = try await RawConnection.open(port: port)
        let connection = try await RawConnection.open(port: port)
        try await connection.send(Self.oneAndAHalf)
        _ = await connection.read { $0.contains("GREYLISTED") }

        async let stopped: Void = stopping.shutdown()
        _ = await witness.readToEnd()
        try await Task.sleep(for: .milliseconds(200))
        try await connection.send("b")
        let text = await connection.readToEnd()
        await stopped

        #expect(text.hasSuffix("connection: close\r\n\r\n" + #"{"status":"BLACKLISTED"}"#))
    }

    @Test("a caller that does not let go is cut off after the grace")
    func cutOff() async throws {
        var limits = ServingLimits()
        limits.shutdownGrace = .milliseconds(200)
        let stopping = server(limits: limits)
        let port = try await stopping.start(host: "127.0.0.1", port: 0)
        let connection = try await RawConnection.open(port: port)
        try await connection.send(Self.oneAndAHalf)
        _ = await connection.read { $0.contains("GREYLISTED") }

        let elapsed = await ContinuousClock().measure { await stopping.shutdown() }

        #expect(elapsed >= .milliseconds(150))
        #expect(await connection.readToEnd().contains("BLACKLISTED") == false)
    }

    @Test(
        "a connection that gets nothing answered is closed when idle, however busily it trickles",
        arguments: ["", "PRI * HTTP", "GET / HTTP/1.1\r\nHost: a\r\n"])
    func idle(start: String) async throws {
        var limits = ServingLimits()
        limits.idleTimeout = .milliseconds(200)
        try await withServer(limits: limits) { port, _ in
            let connection = try await RawConnection.open(port: port)
            let trickle = Task {
                if !start.isEmpty { try await connection.send(start) }
                while start.hasPrefix("GET") {
                    try await connection.send("X: y\r\n")
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
            let text = await connection.readToEnd()
            trickle.cancel()

            #expect(text.isEmpty)
        }
    }

    @Test("an HTTP/2 connection that has become idle is closed")
    func idleHTTP2() async throws {
        var limits = ServingLimits()
        limits.idleTimeout = .seconds(1)
        try await withServer(limits: limits) { port, _ in
            let client = try await HTTP2Client.open(port: port)
            try await client.channel.closeFuture.get()
        }
    }

    @Test(
        "a check over a connection beyond the maximum is answered as in overload and closed, and room that is left is given again")
    func maximumConnections() async throws {
        var limits = ServingLimits()
        limits.maximumConnections = 1
        limits.surplusTimeout = .seconds(60)
        try await withServer(limits: limits) { port, _ in
            let request = "GET \(SampleList.prohibited) HTTP/1.1\r\nHost: a\r\n\r\n"
            let first = try await RawConnection.open(port: port)
            try await first.send(request)
            _ = await first.read { $0.contains("}") }
            let second = try await RawConnection.open(port: port)
            try await second.send(request)
            let refusal = await second.readToEnd()
            let framed = try await HTTP2Client.open(port: port)
            let framedRefusal = try await framed.request("GET", SampleList.prohibited)
            try await framed.channel.closeFuture.get()
            await first.close()
            var answer = ""
            for _ in 0..<50 where !answer.contains("BLACKLISTED") {
                try await Task.sleep(for: .milliseconds(50))
                let third = try await RawConnection.open(port: port)
                try? await third.send(request)
                answer = await third.read { $0.contains("}") }
                await third.close()
            }

            #expect(
                refusal.hasPrefix("HTTP/1.1 503") && refusal.contains("retry-after: 2\r\n") && refusal.contains("NF_CONGESTION"))
            #expect(refusal.contains("connection: close"))
            #expect(framedRefusal.status == "503" && framedRefusal.headers.first(name: "retry-after") == "2")
            #expect(answer.contains("BLACKLISTED"))
        }
    }

    @Test("beyond the connections that are told so, further ones are closed at once")
    func noRoomAtAll() async throws {
        let counters = EquipmentCounters()
        var limits = ServingLimits()
        limits.maximumConnections = 1
        try await withServer(counters: counters, limits: limits) { port, _ in
            var open: [RawConnection] = []
            for _ in 0..<17 { open.append(try await RawConnection.open(port: port)) }
            // The system accepts before the server does: only who is let in is told anything.
            let late = try await RawConnection.open(port: port)
            let nothing = await late.readToEnd()
            for connection in open { await connection.close() }

            #expect(nothing.isEmpty && counters.snapshot.total == 0)
        }
    }
}
