// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

@testable import EquipmentIdentity

@Suite("Kinds of answers")
struct AnswerKindTests {
    private static let answers: [EquipmentAnswer] = [
        .status(.permitted), .status(.prohibited), .status(.tracking), .unknownEquipment, .notFound, .methodNotAllowed, .uriTooLong,
        .malformedMessage, .contentTooLarge, .headersTooLarge, .versionNotSupported, .tokenMissing, .tokenInvalid,
        .scopeInsufficient,
        .keysMissing, .listStale, .listMissing, .overloaded, .slowDown,
    ]

    @Test("each answer's kind tells its status and cause as they are sent", arguments: answers)
    func truthful(answer: EquipmentAnswer) throws {
        let document = try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])

        #expect(answer.kind.status == answer.status)
        #expect(document["cause"] as? String == answer.kind.cause)
        #expect(answer.status == 200 || document["status"] as? Int == answer.status)
        #expect(answer.contentType == (answer.status == 200 ? "application/json" : "application/problem+json"))
    }

    @Test("kinds are numbered without gaps, and the constant answers and the four kinds of 400 make all of them")
    func numbers() {
        #expect(EquipmentAnswer.Kind.allCases.map(\.rawValue) == Array(0..<UInt8(EquipmentAnswer.Kind.allCases.count)))
        let queries: Set<EquipmentAnswer.Kind> = [.parameterMissing, .parameterIncorrect, .optionalIncorrect]
        #expect(Set(Self.answers.map(\.kind)).union(queries) == Set(EquipmentAnswer.Kind.allCases))
    }

    @Test(
        "a faulty query is counted under its gravest fault",
        arguments: [
            ("", EquipmentAnswer.Kind.parameterMissing), ("?pei=imei-1&supi=", .parameterIncorrect),
            ("?pei=imei-490154203237518&supi=", .optionalIncorrect), ("?pei=imei-490154203237518&%=", .malformedMessage),
        ])
    func queries(query: String, kind: EquipmentAnswer.Kind) {
        switch EquipmentDoor.read(method: "GET", target: EquipmentDoor.path + query) {
        case .problem(let answer), .malformedEquipment(let answer): #expect(answer.kind == kind && answer.kind.cause != nil)
        case .query: Issue.record("this is no check")
        }
    }

    @Test("a 401 and a 403 challenge as RFC 6750 wants, a 503 and a 429 for overload tell when to try again")
    func fields() {
        #expect(EquipmentAnswer.tokenMissing.fields.map(\.name) == ["www-authenticate"])
        #expect(EquipmentAnswer.tokenMissing.fields[0].value == #"Bearer realm="n5g-eir-eic""#)
        #expect(EquipmentAnswer.tokenInvalid.fields[0].value.contains(#"error="invalid_token""#))
        #expect(EquipmentAnswer.scopeInsufficient.fields[0].value.contains(#"error="insufficient_scope", scope="n5g-eir-eic""#))
        for answer in [EquipmentAnswer.overloaded, .slowDown] {
            #expect(answer.fields == [EquipmentAnswer.Field(name: "retry-after", value: "2")])
        }
    }
}
