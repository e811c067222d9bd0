// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import ListedDevices

@Suite("Subscribers")
struct SubscriberTests {
    @Test(
        "six to fifteen digits are read and printed as they were",
        arguments: ["204040", "001010123456789", "204081234567890", "000000"])
    func roundTrip(digits: String) throws {
        let subscriber = try #require(Subscriber(digits: digits.utf8))
        #expect(subscriber.digits == digits && subscriber.description == digits)
    }

    @Test(
        "anything else is refused",
        arguments: ["", "20404", "2040812345678901", "20408123456789x", " 204081234567890", "20408-1234567", "٢٠٤٠٨١"])
    func refused(text: String) { #expect(Subscriber(digits: text.utf8) == nil) }

    @Test("leading zeros make another subscriber")
    func zeros() throws {
        let short = try Sample.subscriber("123456")
        let long = try Sample.subscriber("0123456")
        #expect(short != long && short < long)
        let (early, late) = (try Sample.subscriber("001010000000001"), try Sample.subscriber("204080000000000"))
        #expect(early < late)
    }

    @Test("bytes of any kind are read in bounded time or refused")
    func random() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2_000 {
            let bytes = random.bytes(Int.random(in: 0...40, using: &random))
            if let subscriber = Subscriber(digits: bytes) { #expect(Array(subscriber.digits.utf8) == bytes) }
        }
    }
}
