// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Testing

@Suite("Robustness")
struct RobustnessTests {
    private static let seeds = [
        Golden.request, Golden.prohibited, Golden.unknown, Sample.capabilities(), Sample.watchdog(), Sample.disconnect(),
        Sample.message(.deviceWatchdog, flags: []) { _ in },
    ]

    /// The message with a few bytes changed, and its length kept true, so that the reader looks at what is inside.
    private func spoil(_ message: [UInt8], with random: inout SeededRandom) -> [UInt8] {
        var spoiled = message
        for _ in 0...Int.random(in: 0..<6, using: &random) {
            let place = Int.random(in: 4..<spoiled.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: spoiled[place] = .random(in: 0...255, using: &random)
            case 1: spoiled[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2: spoiled.replaceSubrange(place..<place, with: spoiled[max(4, place - 12)..<place])
            default: spoiled.removeSubrange(place..<min(spoiled.count, place + 4))
            }
            while spoiled.count < 20 || spoiled.count % 4 != 0 { spoiled.append(0) }
        }
        let length = UInt32(spoiled.count)
        spoiled.replaceSubrange(0..<4, with: [1, UInt8(length >> 16 & 255), UInt8(length >> 8 & 255), UInt8(length & 255)])
        return spoiled
    }

    @Test(
        "whatever is done to a message, the answer is one, bounded by the request, and of the same identifiers"
    )
    func mutations() {
        var random = SeededRandom(state: 6_733)
        var results: Set<UInt32> = []
        for _ in 0..<20_000 {
            let seed = Self.seeds.randomElement(using: &random) ?? Golden.request
            let message = spoil(seed, with: &random)
            var trial = Bool.random(using: &random) ? Trial.opened() : Trial()

            let actions = trial.receive(message)

            #expect(actions.count <= 3)
            for case .send(let bytes) in actions {
                guard let answer = Message(bytes) else {
                    Issue.record("no message: \(bytes)")
                    continue
                }
                #expect(bytes.count <= 2 * message.count + 700)
                #expect(Array(bytes[12..<20]) == Array(message[12..<20]))
                #expect(!answer.header.flags.contains(.request))
                if let result = answer.result { results.insert(result) }
            }
        }
        #expect(results.isSuperset(of: [2001, 3001, 3003, 3007, 3008, 3009, 5001, 5004, 5005, 5009, 5014]))
    }

    @Test("any bytes are cut and read within bounds")
    func noise() {
        var random = SeededRandom(state: 3_539)
        for _ in 0..<20_000 {
            var bytes = (0..<Int.random(in: 0..<120, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            if bytes.count >= 4, Bool.random(using: &random) {
                bytes.replaceSubrange(0..<4, with: [1, 0, 0, UInt8(bytes.count & 0xFC)])
            }

            bytes.withUnsafeBytes { raw in
                switch FrameSplitter().next(in: raw) {
                case .message(let length): #expect(length <= raw.count && length >= 20)
                case .incomplete(let needed): #expect(needed > raw.count)
                case .fault: break
                }
            }
            _ = fault(in: bytes) { attribute in
                var members = try attribute.group()
                while let member = try members.next() { _ = try? member.text() }
            }
        }
    }

    @Test("a message of the largest size made of the smallest attributes is read in bounded work")
    func largest() {
        var check = SampleCheck()
        check.add(.routeRecord) { writer in
            for _ in 0..<8_000 { writer.octets([], as: .routeRecord, flags: []) }
        }
        var trial = Trial.opened()

        let answer = trial.answer(to: check.message)

        #expect(answer?.result == 5012 && answer?[.failedAVP] == nil)
    }
}
