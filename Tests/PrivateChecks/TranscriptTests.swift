// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Ledger
import Testing

@testable import PrivateChecks

/// What the register sees of a question does not depend on which IMEI of a bucket was asked.
///
/// The element is r·H(IMEI) with r drawn evenly. H(IMEI) generates the group, for its order is a prime, so each element but the
/// identity comes of each IMEI for exactly one r: that is proved, not measured. What is shown here is that the program keeps the
/// premises, and that what it sends cannot be told from points that belong to no IMEI at all.
@Suite("What the register sees")
struct TranscriptTests {
    private func request(_ imei: IMEI, bits: Int = PrivateCheck.mostBits) throws -> CheckRequest {
        let parameters = CheckParameters(epoch: Samples.epoch, key: try Samples.key().publicKey, bits: bits, statement: "x")
        return try PrivateQuestion(about: [imei], under: parameters).request
    }

    /// Multiplies an element by a number, as a key does.
    private func times(_ scalar: [UInt8], _ element: [UInt8]) throws -> [UInt8] {
        Array(try CheckKey(rawRepresentation: scalar).evaluate(BlindedElement(bytes: element)).element)
    }

    @Test("two IMEIs of one bucket are asked for in the same bytes, but for the element")
    func shape() throws {
        let (first, second) = try Samples.pair()
        var (one, two) = (try request(first).json.object, try request(second).json.object)

        #expect(try request(first).json.canonical().count == request(second).json.canonical().count)
        one?["elementen"] = nil
        two?["elementen"] = nil
        #expect(one?.keys == ["bits", "tijdvak", "vakken"])
        #expect(JSON.object(try #require(one)).canonical() == JSON.object(try #require(two)).canonical())
    }

    @Test("no part of the IMEI stands in what is sent, as digits or as a number")
    func digits() throws {
        for number in 0..<50 {
            let imei = try Samples.imei(number * 7_919)
            let request = try request(imei)
            let text = request.json.canonicalText
            let digits = imei.digits

            for part in [digits, String(digits.prefix(8)), String(digits.suffix(6)), String(imei.value, radix: 16)] {
                #expect(!text.contains(part))
                #expect(!String(decoding: request.elements[0].bytes, as: UTF8.self).contains(part))
            }
        }
    }

    @Test("an IMEI is never blinded twice the same")
    func fresh() throws {
        let imei = try Samples.imei(1)
        let elements = Set(try (0..<200).map { _ in try request(imei).elements[0] })

        #expect(elements.count == 200)
    }

    @Test("each element generates the whole group, so each comes of each IMEI by exactly one blind")
    func order() throws {
        let (first, second) = try Samples.pair()
        var less = CheckEvaluation.order
        less[47] -= 1

        for imei in [first, second] {
            let element = try request(imei).elements[0].bytes
            let opposite = try times(less, element)
            // (n - 1)·E = -E: n·E is the identity, and n is a prime.
            #expect(Array(opposite.dropFirst()) == Array(element.dropFirst()))
            #expect(opposite[0] == element[0] ^ 1)
        }
    }

    @Test("a blind of one point goes over into the blind of another point that gives the same element, and the same evaluation")
    func mapped() throws {
        // Of hashed IMEIs nobody knows how they stand to each other, so 2·G and 3·G stand for them: 3r·2G = 2r·3G for each r.
        let key = try Samples.key()
        let base = try CheckKey(rawRepresentation: Self.scalar(1)).publicKey.bytes
        let (one, two) = (try times(Self.scalar(2), base), try times(Self.scalar(3), base))
        var elements: Set<[UInt8]> = []
        for blind in UInt8(1)...20 {
            let (first, second) = (try times(Self.scalar(3 * blind), one), try times(Self.scalar(2 * blind), two))
            #expect(first == second)
            let (evaluated, other) = (
                try key.evaluate(BlindedElement(bytes: first)).element, try key.evaluate(BlindedElement(bytes: second)).element
            )
            #expect(evaluated == other)
            elements.insert(first)
        }
        #expect(elements.count == 20, "each blind gives another element")
    }

    private static func scalar(_ value: UInt8) -> [UInt8] { Array(repeating: 0, count: 47) + [value] }

    @Test("blinding an element of an IMEI once more gives another one of it, and the register's work goes along")
    func blindedAnew() throws {
        let key = try Samples.key()
        let (first, second) = try Samples.pair()
        for element in [try request(first).elements[0].bytes, try request(second).elements[0].bytes] {
            let evaluated = Array(try key.evaluate(BlindedElement(bytes: element)).element)
            for seed in UInt8(1)...5 {
                let scalar = Array(repeating: seed, count: 48)
                let other = try times(scalar, element)
                #expect(other != element)
                #expect(try Array(key.evaluate(BlindedElement(bytes: other)).element) == times(scalar, evaluated))
            }
        }
    }

    @Test("elements of two IMEIs, and points that belong to none, are spread alike")
    func spread() throws {
        let (first, second) = try Samples.pair()
        let count = 400
        var generator = SystemRandomNumberGenerator()
        let ones = try (0..<count).map { _ in try request(first).elements[0].bytes }
        let twos = try (0..<count).map { _ in try request(second).elements[0].bytes }
        // A register that sees only these has seen no IMEI.
        let none = try (0..<count).map { _ in
            try CheckKey(rawRepresentation: (0..<48).map { $0 == 0 ? 0x7F : UInt8.random(in: 0...255, using: &generator) })
                .publicKey.bytes
        }

        for place in [1, 2, 24, 48] {
            for (left, right) in [(ones, twos), (ones, none), (twos, none)] {
                let distance = Self.distance(left.map { Int($0[place] >> 4) }, right.map { Int($0[place] >> 4) })
                // Chi-square with 15 degrees of freedom: above 90 once in 10^12 when they are alike.
                #expect(distance < 90, "byte \(place)")
            }
        }
        for (left, right) in [(ones, twos), (ones, none)] {
            #expect(Self.distance(left.map { Int($0[0] & 1) }, right.map { Int($0[0] & 1) }) < 60)
        }
        // The measure finds what is not alike: an element that is not blinded anew is always the same.
        #expect(Self.distance(ones.map { Int($0[1] >> 4) }, ones.map { _ in Int(ones[0][1] >> 4) }) > 90)
    }

    /// Chi-square of two samples of equal size.
    private static func distance(_ left: [Int], _ right: [Int]) -> Double {
        var counts: [Int: (Double, Double)] = [:]
        for value in left { counts[value, default: (0, 0)].0 += 1 }
        for value in right { counts[value, default: (0, 0)].1 += 1 }
        return counts.values.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / ($1.0 + $1.1) }
    }

    @Test("who asks for every bucket sends nothing that depends on the IMEI")
    func everything() throws {
        let parameters = CheckParameters(epoch: Samples.epoch, key: try Samples.key().publicKey, bits: 5, statement: "x")
        let question = try PrivateQuestion(about: [Samples.imei(1)], under: parameters, asksBuckets: false)

        #expect(question.request.buckets.isEmpty)
        #expect(question.request.elements.count == 1)
    }
}
