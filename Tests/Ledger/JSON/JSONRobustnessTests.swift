// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@Suite("JSON robustness")
struct JSONRobustnessTests {
    @Test("random bytes are read or refused, never more")
    func noise() {
        var random = SeededGenerator(seed: 1)
        var refused = 0
        for _ in 0..<20_000 {
            let bytes = random.bytes(Int.random(in: 0...64, using: &random))
            if jsonFault(bytes) != nil { refused += 1 }
        }
        #expect(refused > 19_000)
    }

    @Test("random strings of JSON's own characters are read or refused, and what is read is stable")
    func grammarNoise() throws {
        var random = SeededGenerator(seed: 2)
        let alphabet = Array("{}[]:,\"\\/bfnrtu0123456789abcdefABCDEF+-.eE truefalsn\u{E9}".utf8)
        var accepted = 0
        for _ in 0..<60_000 {
            let bytes = (0..<Int.random(in: 0...8, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) }
            guard jsonFault(bytes) == nil else { continue }
            accepted += 1
            let value = try JSON(parsing: bytes)
            #expect(try JSON(parsing: value.canonical()) == value)
        }
        #expect(accepted > 100)
    }

    @Test("damaged documents are read or refused, and what is read is stable")
    func damage() throws {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<10_000 {
            let bytes = random.damaged(JSON.random(depth: 3, using: &random).canonical())
            guard jsonFault(bytes) == nil else { continue }
            let value = try JSON(parsing: bytes)
            #expect(try JSON(parsing: value.canonical()) == value)
        }
    }

    @Test("every beginning of a document is refused")
    func beginnings() {
        let bytes = Array(#"{"a":[1,-2.5e3,"\ud83d\ude00é",true,null],"b":{}}"#.utf8)
        #expect(jsonFault(bytes) == nil)
        for end in 0..<bytes.count {
            #expect(jsonFault(Array(bytes[..<end])) != nil, "\(end)")
        }
    }

    @Test("a fault lies within the bytes")
    func offsets() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<5_000 {
            let bytes = random.damaged(Array(#"{"a":[1,"\n"],"b":{"c":1.5}}"#.utf8))
            do throws(JSONError) {
                _ = try JSON(parsing: bytes)
            } catch {
                #expect((0...bytes.count).contains(error.offset))
                #expect(error.reason.hasSuffix("."))
            }
        }
    }

    @Test("a document of a hundred thousand members is read in order of its size")
    func large() throws {
        // setup: names in descending order, so that reading must sort
        let members = (0..<100_000).reversed().map { "\"\($0 + 100_000)\":0" }
        let text = "{" + members.joined(separator: ",") + "}"

        // act
        let value = try JSON(parsing: text, limits: JSONLimits(bytes: 4 << 20))

        // check
        #expect(value.object?.count == 100_000)
        #expect(value.object?.keys.first == "100000")
    }
}
