// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Foundation
import Testing

@Suite("Answers")
struct EquipmentAnswerTests {
    private static let problems: [(EquipmentAnswer, Int, String?)] = [
        (.unknownEquipment, 404, "ERROR_EQUIPMENT_UNKNOWN"),
        (.notFound, 404, "RESOURCE_URI_STRUCTURE_NOT_FOUND"),
        (.methodNotAllowed, 405, nil),
        (.uriTooLong, 414, nil),
        (.malformedMessage, 400, "INVALID_MSG_FORMAT"),
        (.contentTooLarge, 413, nil),
        (.headersTooLarge, 431, nil),
        (.versionNotSupported, 505, nil),
        (.overloaded, 503, "NF_CONGESTION"),
        (.listStale, 503, nil),
        (.listMissing, 503, nil),
    ]

    @Test(
        "a status is written as the enumeration of TS 29.511 says",
        arguments: [
            (EquipmentStatus.permitted, #"{"status":"WHITELISTED"}"#),
            (.prohibited, #"{"status":"BLACKLISTED"}"#),
            (.tracking, #"{"status":"GREYLISTED"}"#),
        ])
    func status(status: EquipmentStatus, json: String) {
        let answer = EquipmentAnswer.status(status)

        #expect(answer.status == 200)
        #expect(answer.contentType == "application/json")
        #expect(String(decoding: answer.body, as: UTF8.self) == json)
        #expect(answer.allow == nil)
    }

    @Test("every problem is problem+json that agrees with its HTTP status and says what to do", arguments: problems)
    func problem(answer: EquipmentAnswer, status: Int, cause: String?) throws {
        let document = try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])

        #expect(answer.status == status)
        #expect(answer.contentType == "application/problem+json")
        #expect(document["status"] as? Int == status)
        #expect(document["cause"] as? String == cause)
        #expect((document["title"] as? String)?.isEmpty == false)
        #expect((document["detail"] as? String)?.hasSuffix(".") == true)
        #expect(Set(document.keys).isSubset(of: ["title", "status", "detail", "cause"]))
    }

    @Test("only 405 carries Allow, and it names GET")
    func allow() {
        for (answer, status, _) in Self.problems {
            #expect(answer.allow == (status == 405 ? "GET" : nil))
        }
    }

    @Test("the body of a status is the same storage every time")
    func constantBodies() {
        let first = EquipmentAnswer.status(.prohibited).body.withUnsafeBufferPointer(\.baseAddress)
        let second = EquipmentAnswer.status(.prohibited).body.withUnsafeBufferPointer(\.baseAddress)

        #expect(first == second)
    }
}
