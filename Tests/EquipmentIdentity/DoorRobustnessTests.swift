// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Testing
import Trials

@Suite("Robustness of the door")
struct DoorRobustnessTests {
    private static let pieces = [
        "/n5g-eir-eic/v1/equipment-status", "?", "&", "=", "%", "pei", "supi", "gpsi", "supported-features", "imei-", "imeisv-",
        "490154203237518", "4901542032375186", "%2", "%00", "%ff", "#", "http://", "\u{0}", "é", "+", "a", "mac-", "\r\n",
    ]

    @Test("any sequence of plausible pieces is answered, with a status that fits and a body within 1 KiB")
    func pieces() {
        var generator = SeededGenerator(seed: 29_511)
        var kinds: Set<Int> = []
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...12, using: &generator)
            let tail = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
            let target = (Bool.random(using: &generator) ? Self.pieces[0] + "?pei=" : "") + tail

            switch EquipmentDoor.read(method: "GET", target: target) {
            case .query:
                kinds.insert(200)
            case .problem(let answer), .malformedEquipment(let answer):
                kinds.insert(answer.status)
                #expect(answer.body.count <= 1024)
            }
        }
        #expect(kinds == [200, 400, 404])
    }

    @Test("any bytes are answered")
    func bytes() {
        var generator = SeededGenerator(seed: 29_571)
        for _ in 0..<5_000 {
            let count = Int.random(in: 0...200, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            let target = EquipmentDoor.path + "?" + String(decoding: bytes, as: UTF8.self)

            switch EquipmentDoor.read(method: "GET", target: target) {
            case .query: Issue.record("random bytes made a check")
            case .problem(let answer), .malformedEquipment(let answer): #expect(answer.status == 400)
            }
        }
    }

    @Test("a target made of nothing but separators is answered in one pass")
    func separators() {
        for byte in ["&", "=", "?", "%", "pei&", "%70ei=&"] {
            let count = (EquipmentDoor.maximumTargetLength - 40) / byte.utf8.count
            let target = EquipmentDoor.path + "?" + String(repeating: byte, count: count)

            guard case .problem(let answer) = EquipmentDoor.read(method: "GET", target: target) else {
                Issue.record("\(byte) repeated was taken for a check")
                continue
            }
            #expect(answer.status == 400)
            #expect(answer.body.count <= 1024)
        }
    }
}
