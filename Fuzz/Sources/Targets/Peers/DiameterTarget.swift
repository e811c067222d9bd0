// SPDX-License-Identifier: EUPL-1.2

import Diameter

/// What a peer sends over Diameter. The input: what has happened before, then the bytes of the connection.
struct DiameterTarget: FuzzTarget {
    let name = "diameter"
    let longest = 4_096
    let words = ["\u{1}\u{0}\u{0}", "490154203237518", "epc.example", "\u{0}\u{0}\u{5}y", "\u{0}\u{0}\u{1}\u{7}@"]

    private static let node: LocalNode? =
        if let host = DiameterIdentity("eir.epc.example"), let realm = DiameterIdentity("epc.example") {
            LocalNode(host: host, realm: realm, originStateID: 1)
        } else {
            nil
        }

    func seeds() throws -> [[UInt8]] {
        let introduction = message(.capabilitiesExchange, .base) { writer in
            writer.octets([0, 1, 127, 0, 0, 1], as: .hostIPAddress)
            writer.uint32(10_415, as: .vendorID)
            writer.text("MME", as: .productName, flags: [])
            application(&writer)
        }
        let check = message(.identityCheck, .equipmentCheck) { writer in
            writer.text("mme;1;2", as: .sessionID)
            application(&writer)
            writer.uint32(1, as: .authSessionState)
            writer.text("epc.example", as: .destinationRealm)
            writer.group(.terminalInformation) { writer in
                writer.text("49015420323751", as: .imei)
                writer.text("86", as: .softwareVersion)
            }
            writer.text("204010123456789", as: .userName)
            writer.octets([1, 2, 3], as: .proxyInfo)
        }
        let watchdog = message(.deviceWatchdog, .base) { _ in }
        let goodbye = message(.disconnectPeer, .base) { $0.uint32(0, as: .disconnectCause) }
        return [[0] + introduction + check + watchdog, [1] + check + goodbye, [1] + watchdog + check]
    }

    func attempt(_ bytes: [UInt8]) {
        var input = FuzzInput(bytes)
        let isOpen = input.byte() & 1 == 1
        guard let node = Self.node else { return }
        let answers = EquipmentCheckAnswers(of: node)
        var machine = PeerMachine(node: node, policy: PeerPolicy(), answers: answers, at: 0, jitter: 0, identifier: 0)
        if isOpen, let introduction = try? seeds().first { take(Array(introduction[1...]), &machine, answers, most: 1) }
        take(Array(input.rest), &machine, answers, most: .max)
    }

    private func take(_ stream: [UInt8], _ machine: inout PeerMachine, _ answers: EquipmentCheckAnswers, most: Int) {
        stream.withUnsafeBytes { raw in
            var offset = 0
            var count = 0
            while offset < raw.count, count < most {
                let rest = UnsafeRawBufferPointer(rebasing: raw[offset...])
                guard case .message(let length) = FrameSplitter().next(in: rest) else { return }
                claim(length >= 20 && length <= rest.count, "a message lies within what has come")
                let frame = UnsafeRawBufferPointer(rebasing: rest[..<length])
                guard let message = MessageView(frame) else { return }
                let actions = machine.receive(
                    message, at: 0, admit: { _ in nil },
                    check: { request in
                        let room = length + answers.excess
                        let answer = [UInt8](unsafeUninitializedCapacity: room) { target, written in
                            let target = UnsafeMutableRawBufferPointer(start: target.baseAddress, count: room)
                            written = answers.write(.tracking, to: request, into: target)
                        }
                        claim(!answer.isEmpty, "there is room for an answer")
                        check(answer, answers: frame)
                        claim(request.malformedIMEI.result == .invalidAVPValue || request.imei == nil, "an IMEI can be shown")
                    })
                claim(actions.count <= 3, "a message has few consequences")
                for case .send(let answer) in actions { check(answer, answers: frame) }
                offset += length
                count += 1
            }
        }
    }

    /// What is sent is a message, has the identifiers of the request, and is not much larger.
    private func check(_ answer: [UInt8], answers request: UnsafeRawBufferPointer) {
        answer.withUnsafeBytes { raw in
            var limits = ReadLimits()
            limits.messageBytes = 1 << 20
            claim(FrameSplitter(limits: limits).next(in: raw) == .message(length: raw.count), "an answer is a message")
            claim(raw[12..<20].elementsEqual(request[12..<20]), "an answer has the identifiers of its request")
            claim(raw.count <= 2 * request.count + 700, "an answer is not much larger than its request")
            var attributes = MessageView(raw)?.attributes
            while must("an answer can be read", { try attributes?.next() }) != nil {}
        }
    }

    private func message(
        _ command: CommandCode, _ application: ApplicationID, _ write: (inout AVPWriter) -> Void
    ) -> [UInt8] {
        var writer = AVPWriter()
        writer.text("mme.epc.example", as: .originHost)
        writer.text("epc.example", as: .originRealm)
        write(&writer)
        return MessageHeader(flags: .request, command: command, application: application, hopByHop: 1, endToEnd: 2).message(writer)
    }

    private func application(_ writer: inout AVPWriter) {
        writer.group(.vendorSpecificApplicationID) { writer in
            writer.uint32(10_415, as: .vendorID)
            writer.uint32(16_777_252, as: .authApplicationID)
        }
    }
}
