// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@Suite("JSON objects")
struct JSONObjectTests {
    @Test("members are set, replaced and removed by name")
    func members() {
        // setup
        var object: JSONObject = ["b": 2, "a": 1]

        // act
        object["c"] = 3
        object["a"] = "nieuw"
        object["b"] = nil
        object["nooit"] = nil

        // check
        #expect(object.keys == ["a", "c"])
        #expect(object["a"] == "nieuw")
        #expect(object["b"] == nil)
        #expect(object.count == 2)
    }

    @Test("null is a value, nil is its absence")
    func nullAndNil() {
        // setup
        let members: [(String, JSON?)] = [("kept", JSON.null), ("left out", nil), ("value", 1)]

        // act
        var object = JSONObject(members)

        // check
        #expect(object.keys == ["kept", "value"])
        #expect(object["kept"]?.isNull == true)
        object["value"] = .null
        #expect(object["value"]?.isNull == true)
        #expect(object.count == 2)
    }

    @Test("of members with one name the last one counts")
    func lastCounts() {
        #expect(JSONObject([("a", 1), ("a", 2)] as [(String, JSON)])["a"] == 2)
        #expect((["a": 1, "a": 2] as JSON)["a"] == 2)
    }

    @Test(
        "however many members there are and in whatever order, an object is that of its names, the last value of each",
        arguments: 0..<80)
    func manyMembers(count: Int) {
        // setup
        var random = SeededGenerator(seed: UInt64(count))
        let members = (0..<count).map { place in
            (String(Int.random(in: 0..<max(1, count * 2 / 3), using: &random)), JSON.integer(Int64(place)))
        }
        let optional: [(String, JSON?)] = members.map { ($0, $1 == 7 ? nil : $1) }

        // act
        let object = JSONObject(members)
        let sparse = JSONObject(optional)

        // check
        let expected = Dictionary(members) { $1 }
        #expect(object.keys == expected.keys.sorted())
        #expect(expected.allSatisfy { object[$0] == $1 })
        #expect(sparse == JSONObject(members.filter { $0.1 != 7 }))
    }

    @Test("an object of a hundred thousand members in falling order is made without moving each aside for the next")
    func fallingOrder() {
        let members = (0..<100_000).map { (String(1_000_000 - $0), JSON.integer(Int64($0))) }

        let object = JSONObject(members)

        #expect(object.count == 100_000)
        #expect(object["1000000"] == 0 && object["900001"] == 99_999)
    }

    @Test("an object behaves as a dictionary through ten thousand random changes")
    func model() {
        // setup
        var random = SeededGenerator(seed: 42)
        let names = (0..<40).map { "name\($0 * 7919 % 40)" }
        var object = JSONObject()
        var model: [String: Int64] = [:]

        for step in 0..<10_000 {
            // act
            let name = names.randomElement(using: &random) ?? ""
            if Bool.random(using: &random) {
                object[name] = .integer(Int64(step))
                model[name] = Int64(step)
            } else {
                object[name] = nil
                model[name] = nil
            }

            // check
            #expect(object[name]?.integer == model[name])
        }
        #expect(object.count == model.count)
        #expect(object.keys == model.keys.sorted())
        #expect(Dictionary(uniqueKeysWithValues: object.map { ($0.key, $0.value.integer ?? -1) }) == model)
    }

    @Test("an empty object is empty")
    func empty() {
        #expect(JSONObject().isEmpty)
        #expect(JSONObject().count == 0)
        #expect(JSONObject()["a"] == nil)
        #expect(!JSONObject([("a", JSON.null)] as [(String, JSON)]).isEmpty)
        #expect(JSON.object(JSONObject()).canonicalText == "{}")
    }

    @Test("the order in which members were added makes no difference")
    func orderOfAdding() {
        let names = ["d", "a", "c", "b", "e"]
        let forward = JSONObject(names.map { ($0, JSON.string($0)) })
        let backward = JSONObject(names.reversed().map { ($0, JSON.string($0)) })
        #expect(forward == backward)
        #expect(forward.hashValue == backward.hashValue)
        #expect(forward.keys == ["a", "b", "c", "d", "e"])
    }

    @Test("objects that differ in a name, a value or the number of members are not equal")
    func difference() {
        let object: JSONObject = ["a": 1, "b": 2]
        #expect(object != ["a": 1, "c": 2])
        #expect(object != ["a": 1, "b": 3])
        #expect(object != ["a": 1])
        #expect(object != ["a": 1, "b": 2, "c": 3])
    }
}
