// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@Suite("JSON access")
struct JSONAccessTests {
    private let value: JSON = [
        "text": "woord", "whole": 3, "fraction": 3.5, "yes": true, "list": [1, 2], "nothing": .null, "object": ["inner": "x"],
    ]

    @Test("each accessor gives its own kind")
    func kinds() {
        #expect(value["text"]?.string == "woord")
        #expect(value["whole"]?.integer == 3)
        #expect(value["whole"]?.number == 3)
        #expect(value["fraction"]?.number == 3.5)
        #expect(value["yes"]?.bool == true)
        #expect(value["list"]?.array == [1, 2])
        #expect(value["object"]?.object?.count == 1)
        #expect(value["nothing"]?.isNull == true)
    }

    @Test("each accessor gives nil for every other kind")
    func otherKinds() {
        for (key, element) in value.object ?? [:] {
            #expect((element.string != nil) == (key == "text"))
            #expect((element.integer != nil) == (key == "whole"))
            #expect((element.number != nil) == (key == "whole" || key == "fraction"))
            #expect((element.bool != nil) == (key == "yes"))
            #expect((element.array != nil) == (key == "list"))
            #expect((element.object != nil) == (key == "object"))
            #expect(element.isNull == (key == "nothing"))
        }
    }

    @Test("members and elements that are not there are nil")
    func absent() {
        #expect(value["absent"] == nil)
        #expect(value["text"]?["inner"] == nil)
        #expect(value["object"]?["inner"] == "x")
        #expect(value["list"]?[0] == 1)
        #expect(value["list"]?[1] == 2)
        #expect(value["list"]?[2] == nil)
        #expect(value["list"]?[-1] == nil)
        #expect(value[0] == nil)
    }
}
