// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Foundation
import Ledger
import Store
import Testing

@testable import Hub

@Suite("What was signed before")
struct SignedHeadsTests {
    /// The error with which a start fails.
    private func refusal(in place: TrialPlace) async -> StoreError? {
        do {
            try await TrialHub.run(in: place) { _ in }
            return nil
        } catch {
            return error as? StoreError
        }
    }

    /// Puts the store's files elsewhere, or back.
    private func copy(_ place: TrialPlace, to other: String, back: Bool = false) throws {
        let (from, to) = back ? (other, place.folder) : (place.folder, other)
        try? FileManager.default.removeItem(atPath: to)
        try FileManager.default.copyItem(atPath: from, toPath: to)
    }

    @Test("a store that is older than what was signed stops the start, says how much is missing, and serves once that is accepted")
    func older() async throws {
        let place = try TrialPlace()
        let older = place.folder + "-older"
        defer { try? FileManager.default.removeItem(atPath: older) }
        let oldest = try await TrialHub.run(in: place) { hub in
            _ = try await hub.blocked(1)
            return hub.size()
        }
        try copy(place, to: older)
        let newest = try await TrialHub.run(in: place) { hub in
            _ = try await hub.blocked(2)
            return hub.size()
        }
        try copy(place, to: older, back: true)

        let refused = await refusal(in: place)

        #expect(refused?.code == .corrupt)
        #expect(refused?.reason.contains("had \(newest) entries and has \(oldest).") == true, "\(refused?.reason ?? "it starts")")
        #expect(refused?.reason.contains("--accept-older-store") == true)
        let signed = try SignedHeads(folder: place.signed)
        try signed.forget(.devices)
        #expect(await refusal(in: place) == nil)
    }

    @Test("a store with as many entries but another history stops the start too")
    func other() async throws {
        let place = try TrialPlace()
        let first = place.folder + "-first"
        defer { try? FileManager.default.removeItem(atPath: first) }
        try await TrialHub.run(in: place) { _ in }
        try copy(place, to: first)
        try await TrialHub.run(in: place) { _ = try await $0.blocked(1) }
        let signed = try SignedHeads(folder: place.signed)
        let kept = try Data(contentsOf: URL(filePath: place.signed + "/devices"))
        try signed.forget(.devices)
        try copy(place, to: first, back: true)
        try await TrialHub.run(in: place) { _ = try await $0.blocked(2, 3) }
        try kept.write(to: URL(filePath: place.signed + "/devices"))

        let refused = await refusal(in: place)

        #expect(refused?.code == .corrupt)
        #expect(refused?.reason.contains("another history") == true, "\(refused?.reason ?? "it starts")")
    }

    @Test(
        "what was noted and cannot be read, or was signed by nobody, holds nobody up",
        arguments: ["", "garbage", "hub.example/devices\n9\nAAAA\n\n\u{2014} hub.example/devices AAAA\n"])
    func garbage(content: String) async throws {
        let place = try TrialPlace()
        try await TrialHub.run(in: place) { _ = try await $0.blocked(1) }
        try Data(content.utf8).write(to: URL(filePath: place.signed + "/devices"))

        #expect(await refusal(in: place) == nil)
    }

    @Test("a start, a batch and a start again find what was signed last")
    func last() async throws {
        let place = try TrialPlace()

        let (size, noted) = try await TrialHub.run(in: place) { hub in
            _ = try await hub.blocked(1)
            return (hub.size(), try SignedHeads(folder: place.signed).noted(of: .devices, by: hub.core.signer))
        }

        #expect(noted?.size == size)
        #expect(noted?.origin == "hub.example/devices")
        #expect(await refusal(in: place) == nil)
    }
}
