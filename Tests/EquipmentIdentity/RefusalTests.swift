// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Identifiers
import Testing

@Suite("Refusing what is no check")
struct RefusalTests {
    private static let base = "/n5g-eir-eic/v1/equipment-status"
    private static let good = "pei=imei-490154203237518"

    /// The problem a request is refused with, and its body as text.
    private func problem(method: String = "GET", _ target: String) -> (answer: EquipmentAnswer, text: String)? {
        switch EquipmentDoor.read(method: method, target: target) {
        case .problem(let answer), .malformedEquipment(let answer): (answer, String(decoding: answer.body, as: UTF8.self))
        case .query: nil
        }
    }

    @Test(
        "another path is 404 with the cause for it, whatever the method",
        arguments: [
            "", "/", "*", "?pei=imei-490154203237518", "/n5g-eir-eic/v1", "/n5g-eir-eic/v2/equipment-status",
            "/n5g-eir-eic/v1/equipment-status/", "//n5g-eir-eic/v1/equipment-status", "/n5g-eir-eic/v1/Equipment-Status",
            "http://eir.example", "https://", "ftp://eir.example/n5g-eir-eic/v1/equipment-status", "host:443",
            "/n5g-eir-eic/v1/equipment-status#pei", "\u{0}", "é",
        ])
    func otherPath(target: String) {
        for method in ["GET", "POST", "OPTIONS"] {
            #expect(EquipmentDoor.read(method: method, target: target) == .problem(.notFound))
        }
    }

    @Test(
        "every method but GET is 405, even where the query is wrong",
        arguments: ["HEAD", "OPTIONS", "TRACE", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "get", "Get", "", "GETT", "QUERY"])
    func otherMethods(method: String) {
        #expect(EquipmentDoor.read(method: method, target: "\(Self.base)?\(Self.good)") == .problem(.methodNotAllowed))
        #expect(EquipmentDoor.read(method: method, target: Self.base) == .problem(.methodNotAllowed))
    }

    @Test("a target of 8192 bytes is read, one of 8193 is 414")
    func targetLength() {
        let start = "\(Self.base)?\(Self.good)&x="
        let longest = start + String(repeating: "y", count: EquipmentDoor.maximumTargetLength - start.utf8.count)

        #expect(problem(longest) == nil)
        #expect(EquipmentDoor.read(method: "GET", target: longest + "y") == .problem(.uriTooLong))
        #expect(EquipmentDoor.read(method: "POST", target: String(repeating: "/", count: 1_000_000)) == .problem(.uriTooLong))
    }

    @Test("a check without pei names the missing parameter as TS 29.500 wants", arguments: ["", "?", "?supi=imsi-20401", "?PEI=x"])
    func missing(query: String) throws {
        let (answer, text) = try #require(problem(Self.base + query))

        #expect(answer.status == 400)
        #expect(answer.contentType == "application/problem+json")
        #expect(
            text == #"{"title":"Invalid query","status":400,"detail":"Correct the query parameters named in invalidParams.","#
                + #""cause":"MANDATORY_QUERY_PARAM_MISSING","#
                + #""invalidParams":[{"param":"query pei","reason":"required and absent"}]}"#
        )
    }

    @Test(
        "fourteen, fifteen or sixteen digits are that IMEI, bare or behind either prefix: a blocked phone has no way round",
        arguments: ["49015420323751", "490154203237518", "4901542032375186"], ["", "imei-", "imeisv-"])
    func otherSpellings(digits: String, prefix: String) {
        guard case .query(let query) = EquipmentDoor.read(method: "GET", target: "\(Self.base)?pei=\(prefix)\(digits)") else {
            Issue.record("\(prefix)\(digits) was not read")
            return
        }
        #expect(query.pei.imei?.digits == "49015420323751")
    }

    @Test(
        "a pei that claims to be an IMEI and is none is told apart, for policy decides on it",
        arguments: [
            "imei-", "imei-4901542032375", "imei-49015420323751801", "imei-49015420323751A", "imei-4901 5420323751", "imeisv-1",
            "imeisv-4901542032375", "imei-49015420323751٨", "", "mac-%00", "%ff%fe",
        ])
    func malformedEquipment(pei: String) {
        let encoded = pei.utf8.map { $0 > 0x20 && $0 < 0x7F ? String(UnicodeScalar($0)) : "%" + hex($0) }.joined()

        guard case .malformedEquipment(let answer) = EquipmentDoor.read(method: "GET", target: "\(Self.base)?pei=\(encoded)")
        else {
            Issue.record("\(pei) was not seen as malformed equipment")
            return
        }
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(answer.status == 400)
        #expect(text.contains(#""cause":"MANDATORY_QUERY_PARAM_INCORRECT""#))
        #expect(text.contains(#"{"param":"query pei","reason":"not a permanent equipment identifier"#))
    }

    @Test(
        "a repeated parameter is refused, even with the same value",
        arguments: [
            ("pei=imei-490154203237518&pei=imei-490154203237518", "MANDATORY_QUERY_PARAM_INCORRECT", "query pei"),
            ("pei=imei-490154203237518&p%65i=imei-490154203237518", "MANDATORY_QUERY_PARAM_INCORRECT", "query pei"),
            ("pei=imei-490154203237518&supi=a&supi=b", "OPTIONAL_QUERY_PARAM_INCORRECT", "query supi"),
            ("pei=imei-490154203237518&gpsi=a&gpsi=b", "OPTIONAL_QUERY_PARAM_INCORRECT", "query gpsi"),
            (
                "pei=imei-490154203237518&supported-features=1&supported-features=1&supported-features=1",
                "OPTIONAL_QUERY_PARAM_INCORRECT", "query supported-features"
            ),
        ])
    func repeated(query: String, cause: String, parameter: String) throws {
        let (answer, text) = try #require(problem("\(Self.base)?\(query)"))

        #expect(answer.status == 400)
        #expect(text.contains(#""cause":"\#(cause)""#))
        #expect(text.hasSuffix(#""invalidParams":[{"param":"\#(parameter)","reason":"given more than once; send it once"}]}"#))
    }

    @Test(
        "an optional parameter with a wrong value is refused by name",
        arguments: [
            ("supi=", "query supi"), ("supi", "query supi"), ("supi=a%0Ab", "query supi"), ("supi=%E2%80%A8", "query supi"),
            ("supi=%ff", "query supi"), ("supi=%", "query supi"), ("gpsi=", "query gpsi"), ("gpsi=%0d", "query gpsi"),
            ("gpsi=%4", "query gpsi"), ("gpsi=%g0", "query gpsi"), ("gpsi=a#b", "query gpsi"),
            ("supported-features=xyz", "query supported-features"), ("supported-features=%20", "query supported-features"),
            ("supported-features=0x1", "query supported-features"),
        ])
    func wrongOptional(parameter: String, name: String) throws {
        let (answer, text) = try #require(problem("\(Self.base)?\(Self.good)&\(parameter)"))

        #expect(answer.status == 400)
        #expect(text.contains(#""cause":"OPTIONAL_QUERY_PARAM_INCORRECT""#))
        #expect(text.contains(#""invalidParams":[{"param":"\#(name)","#))
    }

    @Test("a badly encoded parameter nobody knows makes the message malformed", arguments: ["x=%", "x=%zz", "%=1", "x=a b", "x=é"])
    func badlyEncodedUnknown(parameter: String) throws {
        let (answer, text) = try #require(problem("\(Self.base)?\(Self.good)&\(parameter)&\(parameter)"))

        #expect(answer.status == 400)
        #expect(text.contains(#""cause":"INVALID_MSG_FORMAT""#))
        #expect(text.hasSuffix(#"[{"param":"query","reason":"not valid percent-encoding (RFC 3986 section 2.1)"}]}"#))
    }

    @Test("all faults are told at once, and the gravest gives the cause")
    func allAtOnce() throws {
        let (_, text) = try #require(problem("\(Self.base)?supi=&gpsi=%zz&supported-features=q"))

        #expect(text.contains(#""cause":"MANDATORY_QUERY_PARAM_MISSING""#))
        #expect(text.split(separator: #"{"param":"#).count == 5)
        for name in ["pei", "supi", "gpsi", "supported-features"] { #expect(text.contains("query \(name)\"")) }
    }

    @Test("a wrong pei beside another fault is no longer a matter of policy")
    func malformedAndMore() {
        let reading = EquipmentDoor.read(method: "GET", target: "\(Self.base)?pei=imei-1&supi=")

        guard case .problem(let answer) = reading else {
            Issue.record("two faults were not read as a problem")
            return
        }
        #expect(String(decoding: answer.body, as: UTF8.self).contains(#""cause":"MANDATORY_QUERY_PARAM_INCORRECT""#))
    }

    @Test(
        "no answer repeats what was sent",
        arguments: ["pei=imei-SECRET", "pei=imei-1&SECRET=%", "pei=x&supi=SECRET%", "pei=SECRET%"])
    func noEcho(query: String) throws {
        let (_, text) = try #require(problem("\(Self.base)?\(query)"))

        #expect(!text.contains("SECRET"))
    }

    private func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }
}
