// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Exchange
import Foundation
import GRDB
import Identifiers
import Ledger
import Logging
import Testing

@testable import Edge

/// Devices and hits for tests.
enum HitSample {
    static let now = Instant(milliseconds: 1_795_230_500_123)
    /// A device, plainly no one's.
    static func device(_ number: UInt64 = 0) throws -> IMEI { try #require(IMEI(value: 35_209_900_176_148 + number)) }

    static func noted(
        _ number: UInt64 = 0, at moment: Instant = now, status: EquipmentStatus = .tracking, area: String? = nil
    ) throws -> HitRecorder.Noted {
        HitRecorder.Noted(imei: try device(number).value, status: status, at: moment.milliseconds, area: area)
    }

    /// The bytes by which a device could stand in a file: its digits, and its number as SQLite writes it in a row and as a key.
    static func traces(of device: IMEI) -> [[UInt8]] {
        let number = withUnsafeBytes(of: device.value.bigEndian) { Array($0.suffix(6)) }
        let key = (0..<7).reversed().map { place -> UInt8 in
            let bits = UInt8(truncatingIfNeeded: device.value >> UInt64(7 * place)) & 0x7F
            return place > 0 ? bits | 0x80 : bits
        }
        return [Array(device.digits.utf8), number, key]
    }

    /// In how many files of a folder a device stands.
    static func files(in folder: ScratchFolder, with device: IMEI) throws -> Int {
        try folder.contents.count { name in
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))
            return traces(of: device).contains { bytes.range(of: Data($0)) != nil }
        }
    }
}

/// An edge's hits with a hub that does as the test says.
final class HitTrial: Sendable {
    let folder: ScratchFolder
    let clock = ManualTimekeeper(at: HitSample.now)
    let store: HitStore
    let index: DeviceIndex
    let recorder: HitRecorder
    let standing = EdgeStanding()
    let door: HostileDoor
    private let connection: HubConnection
    private let task: Task<Void, any Error>

    static let quick = HitTiming(longestWait: .milliseconds(40), later: .milliseconds(40), diskPause: .milliseconds(20))

    /// Begins with devices 0 to 9 on the list, tracked.
    init(
        in folder: ScratchFolder? = nil, policy: HitPolicy = HitPolicy(delay: .zero), listed: Range<UInt64> = 0..<10,
        _ behaviour: @escaping HostileDoor.Behaviour
    ) async throws {
        let folder = try folder ?? ScratchFolder()
        self.folder = folder
        store = try HitStore(path: folder.file("hits.sqlite"))
        index = try DeviceIndex(in: folder.path, timekeeper: clock)
        recorder = HitRecorder(policy: policy, timekeeper: clock)
        door = try await HostileDoor(behaviour)
        connection = try HubConnection(to: door.address, with: nil)
        index.apply(
            try listed.map { DeviceChange(imei: try HitSample.device($0), status: "tracking") }, version: 1, verifiedAt: clock.now()
        )
        let service = HitService(
            hub: connection, register: "devices", edge: "rand-1", recorder: recorder, store: store, index: index,
            standing: standing, logger: Logger(label: "proef") { _ in SwiftLogNoOpLogHandler() }, timing: HitTrial.quick)
        task = Task { try await service.run() }
    }

    /// Notes that a device was asked about, as an answer does.
    func see(_ number: UInt64) throws {
        let imei = try HitSample.device(number)
        if let status = index.status(of: imei) { recorder.note(imei, status) }
    }

    /// A device leaves the list.
    func release(_ number: UInt64) throws {
        index.apply([DeviceChange(imei: try HitSample.device(number), status: nil)], version: 2, verifiedAt: clock.now())
        standing.noteMeasure(nil, origin: "hub.example/devices")
    }

    /// The rows of all messages that came, in order.
    var rows: [JSON] {
        door.requests.flatMap { (try? JSON(parsing: $0.body))?["treffers"]?.array ?? [] }
    }

    func wait(_ what: String, until condition: () throws -> Bool) async throws {
        for _ in 0..<6_000 {
            if try condition() { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record("\(what) did not come")
        throw CancellationError()
    }

    func end() async throws {
        task.cancel()
        try await task.value
        await door.close()
        await connection.close()
    }

    /// A hub that settles every row with one outcome.
    static func settling(_ outcome: HitOutcome = .entered) -> HostileDoor.Behaviour {
        { request in
            let count = try JSON(parsing: request.body)["treffers"]?.array?.count ?? 0
            return .json([
                "vastgelegd": 0, "uitkomsten": .array(Array(repeating: .string(outcome.rawValue), count: count)),
            ])
        }
    }
}
