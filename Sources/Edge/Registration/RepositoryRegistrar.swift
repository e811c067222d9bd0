// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Logging
import ServiceLifecycle

/// Keeps a 5G-EIR registered with the network's repository (Nnrf_NFManagement, TS 29.510 §5.2): registers once it can answer, sends
/// heartbeats, registers anew where it was forgotten, and takes its leave when it closes.
final class RepositoryRegistrar: Service {
    private let addresses: [RepositoryAddress]
    private let client: RepositoryClient
    private let standing: RegistrationStanding
    private let profile: @Sendable () async -> NFProfile
    private let isReady: @Sendable () -> Bool
    private let logger: Logger

    /// A registrar.
    /// - Parameters:
    ///   - addresses: the repositories in the order in which they are tried.
    ///   - isReady: whether the service can answer; it does not register before it can.
    ///   - profile: what it tells; asked once the door is open.
    init(
        addresses: [RepositoryAddress], client: RepositoryClient, standing: RegistrationStanding, logger: Logger,
        isReady: @escaping @Sendable () -> Bool, profile: @escaping @Sendable () async -> NFProfile
    ) {
        self.addresses = addresses
        self.client = client
        self.standing = standing
        self.logger = logger
        self.isReady = isReady
        self.profile = profile
    }

    func run() async throws {
        guard !addresses.isEmpty else {
            try? await gracefulShutdown()
            return
        }
        let profile = await profile()
        let path = "/nnrf-nfm/v1/nf-instances/\(profile.instance)"
        await cancelWhenGracefulShutdown { await self.keep(profile, path) }
        guard let holder = standing.holder.flatMap({ RepositoryAddress($0) }) else { return }
        standing.noteGone()
        let answer = try? await client.send("DELETE", path, to: holder)
        logger.info("The NRF was told that this 5G-EIR leaves.", metadata: ["status": "\(answer?.status ?? 0)"])
    }

    private func keep(_ profile: NFProfile, _ path: String) async {
        var machine = RegistrationMachine(count: addresses.count, interval: profile.heartbeat)
        while !Task.isCancelled, !isReady() { try? await Task.sleep(for: .milliseconds(200)) }
        while !Task.isCancelled {
            switch machine.step() {
            case .rest(let span): try? await Task.sleep(for: span)
            case .register(let index):
                let outcome = await register(profile, path, at: addresses[index])
                machine.registered(at: index, outcome)
            case .heartbeat(let index, let span):
                guard (try? await Task.sleep(for: span)) != nil else { return }
                let outcome = await beat(path, at: addresses[index])
                // A request that the shutdown cut off says nothing of the repository.
                guard !Task.isCancelled else { return }
                machine.beaten(outcome)
                if machine.holder == nil { standing.noteGone() }
            }
        }
    }

    private func register(_ profile: NFProfile, _ path: String, at address: RepositoryAddress) async -> RegistrationMachine.Outcome
    {
        let answer: RepositoryClient.Answer
        do {
            answer = try await client.send(
                "PUT", path, to: address, type: "application/json", body: Array(profile.json.canonical()))
        } catch {
            return fail(error.description)
        }
        guard answer.status == 201 || answer.status == 200 else {
            return fail(
                "The NRF at \(address) refuses the registration with status \(answer.status): check the settings below nrf.")
        }
        standing.noteRegistered(at: address.description)
        logger.info("This 5G-EIR is registered.", metadata: ["nrf": "\(address)"])
        return .done(interval: Self.interval(answer.body))
    }

    private func beat(_ path: String, at address: RepositoryAddress) async -> RegistrationMachine.Outcome {
        let patch: JSON = [["op": "replace", "path": "/nfStatus", "value": "REGISTERED"]]
        let answer: RepositoryClient.Answer
        do {
            answer = try await client.send(
                "PATCH", path, to: address, type: "application/json-patch+json", body: Array(patch.canonical()))
        } catch {
            return fail(error.description)
        }
        switch answer.status {
        case 204, 200:
            standing.noteBeat()
            return .done(interval: Self.interval(answer.body))
        case 404:
            _ = fail("The NRF at \(address) does not know this 5G-EIR any more; it registers again.")
            return .unknown
        default:
            return fail("The NRF at \(address) refuses the heartbeat with status \(answer.status): see what it logs.")
        }
    }

    private func fail(_ trouble: String) -> RegistrationMachine.Outcome {
        guard !Task.isCancelled else { return .failed }
        standing.noteFailure(trouble)
        logger.warning("\(trouble)")
        return .failed
    }

    /// The interval the repository wants, from the profile it answers with.
    private static func interval(_ body: [UInt8]) -> Int? {
        guard !body.isEmpty, let json = try? JSON(parsing: body, limits: JSONLimits(bytes: RepositoryClient.mostBytes, depth: 32))
        else { return nil }
        return json["heartBeatTimer"]?.integer.flatMap { Int(exactly: $0) }
    }
}
