// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import Synchronization
import Testing

@testable import Edge

@Suite("Registering with an NRF", .timeLimit(.minutes(10)))
struct RepositoryRegistrarTests {
    private static let path = "/nnrf-nfm/v1/nf-instances/11111111-2222-4333-8444-555555555555"
    private let standing = RegistrationStanding()
    /// One that waits as long as a busy machine needs.
    private static let patient = RepositoryClient(timeout: .seconds(60))

    /// Runs a registrar until `body` is done, then has it close.
    private func run(
        _ addresses: [String], client: RepositoryClient = patient, isReady: @escaping @Sendable () -> Bool = { true },
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let registrar = RepositoryRegistrar(
            addresses: addresses.compactMap { RepositoryAddress($0) }, client: client, standing: standing,
            logger: Logger(label: "proef") { _ in SwiftLogNoOpLogHandler() }, isReady: isReady,
            profile: { NFProfileTests.profile(heartbeat: 1) })
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: registrar)], logger: Logger(label: "proef") { _ in SwiftLogNoOpLogHandler() }))
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            do {
                try await body()
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test("it registers, sends heartbeats, and takes its leave")
    func whole() async throws {
        let nrf = try await TrialRepository { request, _ in
            request.method == "PUT" ? (201, #"{"heartBeatTimer":1}"#) : (204, "")
        }
        let standing = standing
        try await run([nrf.address()]) {
            let requests = await nrf.wait(for: 3)
            #expect(requests.count >= 3)
            #expect(standing.holder == nrf.address())
        }
        let requests = nrf.requests
        await nrf.close()

        #expect(requests.allSatisfy { $0.path == Self.path })
        #expect(requests[0].method == "PUT" && requests[0].type == "application/json")
        #expect(try JSON(parsing: Array(requests[0].body.utf8))["nfType"]?.string == "5G_EIR")
        #expect(requests[1].method == "PATCH" && requests[1].type == "application/json-patch+json")
        #expect(requests[1].body == #"[{"op":"replace","path":"/nfStatus","value":"REGISTERED"}]"#)
        #expect(requests.last?.method == "DELETE" && requests.filter { $0.method == "DELETE" }.count == 1)
        #expect(standing.holder == nil && standing.beats >= 1)
    }

    @Test("an NRF that forgot it is told again")
    func forgotten() async throws {
        let nrf = try await TrialRepository { request, count in
            request.method == "PUT" ? (201, "") : (count == 2 ? 404 : 204, "")
        }
        try await run([nrf.address()]) { _ = await nrf.wait(for: 4) }
        let methods = nrf.requests.map(\.method)
        await nrf.close()

        #expect(methods.prefix(4) == ["PUT", "PATCH", "PUT", "PATCH"])
    }

    @Test("where the first refuses and the second is away, the third has it; the standing tells")
    func several() async throws {
        let refusing = try await TrialRepository { _, _ in (503, "") }
        let taking = try await TrialRepository { request, _ in request.method == "PUT" ? (200, "{}") : (204, "") }
        let standing = standing
        try await run([refusing.address(), "http://127.0.0.1:1", taking.address()]) {
            _ = await taking.wait(for: 2)
            #expect(standing.json["registered"]?.bool == true && standing.json["nrf"]?.string == taking.address())
            let text = String(decoding: standing.exposition, as: UTF8.self)
            #expect(text.contains("schakel_edge_nrf_registered 1\n") && text.contains("schakel_edge_nrf_failures_total 2\n"))
        }
        let (refused, taken) = (refusing.requests, taking.requests)
        await refusing.close()
        await taking.close()

        #expect(refused.map(\.method) == ["PUT"] && taken.first?.method == "PUT" && taken.last?.method == "DELETE")
    }

    @Test("it does not register before it can answer, and then leaves nothing to take back")
    func notReady() async throws {
        let nrf = try await TrialRepository { _, _ in (201, "") }
        let never: @Sendable () -> Bool = { false }
        try await run([nrf.address()], isReady: never) { try await Task.sleep(for: .milliseconds(500)) }
        let requests = nrf.requests
        await nrf.close()

        #expect(requests.isEmpty)
    }

    @Test("over TLS the NRF must be who it says it is, and may ask for a certificate")
    func secure() async throws {
        let (ours, theirs) = (try TrialAuthority("Netwerk"), try TrialAuthority("Ander"))
        let pair = try ours.issue("localhost")
        var server = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(pair.certificate).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: pair.key, format: .pem)))
        server.applicationProtocols = ["h2"]
        server.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(try ours.pem))
        server.certificateVerification = .noHostnameVerification
        let nrf = try await TrialRepository(tls: try NIOSSLContext(configuration: server)) { _, _ in (201, "") }
        func client(trusting authority: TrialAuthority) throws -> RepositoryClient {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(try authority.pem))
            let own = try ours.issue("eir")
            tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(own.certificate).map { .certificate($0) }
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: own.key, format: .pem))
            return RepositoryClient(tls: tls, timeout: .seconds(60))
        }
        let address = try #require(RepositoryAddress(nrf.address("localhost")))
        let right = try await client(trusting: ours).send("PUT", "/x", to: address, type: "application/json", body: [1])
        await #expect(throws: RepositoryClient.Failure.self) { try await client(trusting: theirs).send("PUT", "/x", to: address) }
        await #expect(throws: RepositoryClient.Failure.self) { try await Self.patient.send("PUT", "/x", to: address) }
        let count = nrf.requests.count
        await nrf.close()

        #expect(right.status == 201 && count == 1)
    }

    @Test("an answer larger than anybody needs is no answer")
    func large() async throws {
        let nrf = try await TrialRepository { _, _ in (200, String(repeating: "x", count: 300_000)) }
        let address = try #require(RepositoryAddress(nrf.address()))

        await #expect(throws: RepositoryClient.Failure.self) { try await Self.patient.send("GET", "/", to: address) }
        await nrf.close()
    }
}
