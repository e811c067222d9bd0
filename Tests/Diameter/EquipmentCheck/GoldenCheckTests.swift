// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Testing

@Suite("Checks that another implementation wrote")
struct GoldenCheckTests {
    private let answers = EquipmentCheckAnswers(of: Sample.node)
    private let destinations = ServedDestinations(of: Sample.node)

    private func answer(_ outcome: EquipmentCheckOutcome, to message: [UInt8], room: Int = 4_096) throws -> [UInt8] {
        try message.withUnsafeBytes { raw in
            let view = try #require(MessageView(raw))
            let request = try EquipmentCheckRequest(reading: view, for: destinations)
            return [UInt8](unsafeUninitializedCapacity: room) { target, count in
                let raw = UnsafeMutableRawBufferPointer(start: target.baseAddress, count: room)
                count = answers.write(outcome, to: request, into: raw)
            }
        }
    }

    @Test("the check is read in place")
    func request() throws {
        try Golden.request.withUnsafeBytes { raw in
            let request = try EquipmentCheckRequest(reading: try #require(MessageView(raw)), for: destinations)

            #expect(request.imei.map { String(decoding: $0, as: UTF8.self) } == "49015420323751")
            #expect(request.imsi.map { String(decoding: $0, as: UTF8.self) } == "204010123456789")
            #expect(request.header.hopByHop == 0x1122_3344 && request.header.endToEnd == 0x5566_7788)
        }
    }

    @Test("its answers are written byte for byte")
    func written() throws {
        #expect(try answer(.prohibited, to: Golden.request) == Golden.prohibited)
        #expect(try answer(.unknown, to: Golden.request) == Golden.unknown)
    }

    @Test("the answers differ in the status only, and the status is the standard's")
    func statuses() throws {
        let status: [EquipmentCheckOutcome: UInt32] = [.permitted: 0, .prohibited: 1, .tracking: 2]
        for (outcome, number) in status {
            let message = try #require(Message(try answer(outcome, to: Golden.request)))

            #expect(message.number(.equipmentStatus) == number && message.result == 2001 && message[.experimentalResult] == nil)
        }
        let unknown = try #require(Message(try answer(.unknown, to: Golden.request)))
        #expect(unknown.result == nil && unknown[.equipmentStatus] == nil)
        #expect(unknown[.experimentalResult]?.suffix(4) == [0, 0, 0x15, 0x2E])
    }

    @Test("an answer has no more bytes beyond its request's than was foretold, and is not begun where there is no room for it")
    func room() throws {
        for outcome in EquipmentCheckOutcome.allCases {
            let length = try answer(outcome, to: Golden.request).count

            #expect(length <= Golden.request.count + answers.excess)
            #expect(try answer(outcome, to: Golden.request, room: length).count == length)
            #expect(try answer(outcome, to: Golden.request, room: length - 1).isEmpty)
        }
    }

    @Test("a Session-Id of any length comes first and is padded", arguments: 1...9)
    func session(count: Int) throws {
        var check = SampleCheck()
        let session = String(repeating: "s", count: count)
        check.set(.sessionID) { $0.text(session, as: .sessionID) }

        let answered = try #require(Message(try answer(.permitted, to: check.message)))

        #expect(answered.codes.first == .sessionID && answered.text(.sessionID) == session)
    }

    @Test("Proxy-Info comes back whole and in order, Route-Record does not, and the header answers the request's")
    func proxies() throws {
        var check = SampleCheck()
        check.insert(.proxyInfo, at: 1) { $0.octets([1, 2, 3], as: .proxyInfo) }
        check.add(.routeRecord) { $0.text("dra.example", as: .routeRecord) }
        check.add(.proxyInfo) { $0.octets([4], as: .proxyInfo) }
        check.add(.proxyInfo) { $0.octets([], as: .proxyInfo) }
        check.flags = [.request, .proxiable, .retransmitted]

        let answered = try #require(Message(try answer(.tracking, to: check.message)))

        #expect(answered.all(.proxyInfo) == [[1, 2, 3], [4], []])
        #expect(answered.codes.suffix(3) == [.proxyInfo, .proxyInfo, .proxyInfo])
        #expect(!answered.codes.contains(.routeRecord))
        #expect(answered.header.flags == .proxiable)
    }

    @Test("a check that may not be passed on gets an answer that may not")
    func notProxiable() throws {
        var check = SampleCheck()
        check.flags = .request

        #expect(try Message(answer(.permitted, to: check.message))?.header.flags == [])
    }
}
