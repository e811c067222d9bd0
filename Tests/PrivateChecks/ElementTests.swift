// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import PrivateChecks

@Suite("Elements and evaluations from outside")
struct ElementTests {
    private func element() throws -> [UInt8] { try BlindedCheck(Samples.imei(1), under: Samples.key().publicKey).element.bytes }

    private func code(of bytes: [UInt8]) -> PrivateCheckError.Code? {
        Samples.code { () throws(PrivateCheckError) in _ = try BlindedElement(bytes: bytes) }
    }

    @Test("an element is read as it was written")
    func whole() throws {
        let bytes = try element()

        #expect(bytes.count == 49)
        #expect(try BlindedElement(bytes: bytes).bytes == bytes)
    }

    @Test("the identity is refused, in each form that somebody may try")
    func identity() {
        #expect(code(of: [0]) == .malformedElement)
        #expect(code(of: Array(repeating: 0, count: 49)) == .malformedElement)
        #expect(code(of: [0] + Array(repeating: 0xFF, count: 48)) == .malformedElement)
    }

    @Test("another length is refused")
    func length() throws {
        let bytes = try element()

        for count in [0, 1, 48] { #expect(code(of: Array(bytes.prefix(count))) == .malformedElement) }
        #expect(code(of: bytes + [0]) == .malformedElement)
        #expect(code(of: [4] + bytes.dropFirst() + bytes.dropFirst()) == .malformedElement, "the form that is not compressed")
    }

    @Test("a leading byte of another form is refused")
    func form() throws {
        let bytes = try element()

        for lead in [0, 1, 4, 5, 6, 7, 0x82, 0xFF] as [UInt8] { #expect(code(of: [lead] + bytes.dropFirst()) == .malformedElement) }
    }

    @Test("a point that is not on the curve is refused, and a coordinate beyond the field")
    func offCurve() throws {
        let bytes = try element()
        // About half of all coordinates belong to no point.
        let codes = (0..<64).map { number in code(of: Array(bytes.dropLast()) + [UInt8(number)]) }

        #expect(codes.contains(.malformedElement) && codes.contains(nil))
        #expect(code(of: [2] + Array(repeating: 0xFF, count: 48)) == .malformedElement)
    }

    @Test("random bytes never do harm, and those that are read are written the same")
    func random() {
        var generator = SeededGenerator(seed: 1)
        var read = 0
        for _ in 0..<500 {
            let bytes =
                [[UInt8(2), 3, 4, 0][Int(generator.next() % 4)]] + generator.bytes(Int.random(in: 46...50, using: &generator))
            guard let element = try? BlindedElement(bytes: bytes) else { continue }
            read += 1
            #expect(element.bytes == bytes)
        }
        #expect(read > 10)
    }

    @Test("an evaluation of another length, of no element, or with a scalar beyond the order is refused")
    func evaluations() throws {
        let key = try Samples.key()
        let bytes = try key.evaluate(BlindedElement(bytes: try element())).bytes
        func code(of bytes: [UInt8]) -> PrivateCheckError.Code? {
            Samples.code { () throws(PrivateCheckError) in _ = try CheckEvaluation(bytes: bytes) }
        }

        #expect(code(of: bytes) == nil)
        #expect(code(of: Array(bytes.dropLast())) == .malformedEvaluation)
        #expect(code(of: bytes + [0]) == .malformedEvaluation)
        #expect(code(of: [0] + bytes.dropFirst()) == .malformedEvaluation)
        let order = CheckEvaluation.order
        #expect(code(of: Array(bytes.prefix(49)) + order + bytes.suffix(48)) == .malformedEvaluation)
        #expect(code(of: Array(bytes.prefix(97)) + Array(repeating: 0xFF, count: 48)) == .malformedEvaluation)
    }

    @Test("a key is a number from 1 to the order")
    func keys() throws {
        func code(of bytes: [UInt8]) -> PrivateCheckError.Code? {
            Samples.code { () throws(PrivateCheckError) in _ = try CheckKey(rawRepresentation: bytes) }
        }
        let order = CheckEvaluation.order

        #expect(code(of: Array(repeating: 0, count: 48)) == .unusableKey)
        #expect(code(of: order) == .unusableKey)
        #expect(code(of: order.dropLast() + [0x74]) == .unusableKey)
        #expect(code(of: order.dropLast() + [0x72]) == nil)
        #expect(code(of: Array(repeating: 1, count: 47)) == .unusableKey)
        let wrong = Samples.code { () throws(PrivateCheckError) in _ = try CheckPublicKey(bytes: Array(repeating: 0, count: 49)) }
        #expect(wrong == .unusableKey)
    }
}
