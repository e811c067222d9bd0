// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Diameter

@Suite("The fast way of reading a check")
struct EquipmentCheckScanTests {
    private struct Reading: Equatable {
        var imei: [UInt8]?
        var imsi: [UInt8]?
        var session: [UInt8]
        var proxyBytes: Int
    }

    private func fast(_ message: MessageView, _ destinations: ServedDestinations) -> Reading? {
        EquipmentCheckScan(message, for: destinations).map { scan in
            Reading(
                imei: scan.imei.map { Array($0) }, imsi: scan.imsi.map { Array($0) }, session: Array(scan.session),
                proxyBytes: scan.proxyBytes)
        }
    }

    private func thorough(_ message: MessageView, _ destinations: ServedDestinations) -> Reading? {
        var reader = EquipmentCheckReader()
        var attributes = message.attributes
        do {
            while let attribute = try attributes.next() { try reader.take(attribute, for: destinations) }
            let session = try reader.complete()
            return Reading(
                imei: reader.imei.map { Array($0) }, imsi: reader.imsi.map { Array($0) }, session: Array(session),
                proxyBytes: reader.proxyBytes)
        } catch {
            return nil
        }
    }

    @Test("checks as networks send them go the fast way")
    func usual() {
        var check = SampleCheck()
        check.insert(.routingPriority, at: 1) { $0.uint32(10, as: .routingPriority, flags: []) }
        check.add(.destinationHost) { $0.identity(Sample.node.host, as: .destinationHost) }
        check.add(.routeRecord) { $0.text("dra.example", as: .routeRecord) }
        check.add(.proxyInfo) { $0.octets([1, 2, 3, 4, 5], as: .proxyInfo) }
        for message in [Golden.request, check.message] {
            message.withUnsafeBytes { raw in
                let view = MessageView(raw)
                #expect(view.flatMap { EquipmentCheckScan($0, for: ServedDestinations(of: Sample.node)) } != nil)
            }
        }
    }

    @Test("what the fast way takes, the thorough one takes, and reads the same in it")
    func same() {
        var random = SeededRandom(state: 29_272)
        let destinations = ServedDestinations(of: Sample.node)
        var check = SampleCheck()
        check.add(.proxyInfo) { $0.octets([1, 2, 3], as: .proxyInfo) }
        check.add(.destinationHost) { $0.identity(Sample.node.host, as: .destinationHost) }
        check.add(.routeRecord) { $0.text("dra.example", as: .routeRecord) }
        var (taken, left) = (0, 0)
        for _ in 0..<60_000 {
            var message = Bool.random(using: &random) ? Golden.request : check.message
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 20..<message.count, using: &random)
                message[place] =
                    Bool.random(using: &random)
                    ? message[place] ^ UInt8(1 << Int.random(in: 0..<8, using: &random)) : .random(in: 0...255, using: &random)
            }
            message.withUnsafeBytes { raw in
                guard let view = MessageView(raw) else { return }
                let (fast, thorough) = (fast(view, destinations), thorough(view, destinations))
                if fast != nil { taken += 1 } else { left += 1 }
                #expect(fast == nil || fast == thorough)
            }
        }
        #expect(taken > 5_000 && left > 5_000)
    }
}
