// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

@testable import EquipmentIdentity

@Suite("Problem details")
struct ProblemDetailsTests {
    private func text(_ problem: ProblemDetails) -> String {
        String(decoding: problem.encoded(), as: UTF8.self)
    }

    @Test("without cause and parameters the document has three members")
    func shortest() {
        #expect(text(ProblemDetails(status: 405, title: "T", detail: "D.")) == #"{"title":"T","status":405,"detail":"D."}"#)
    }

    @Test("cause and parameters follow, the parameters in order and separated by commas")
    func longest() {
        let problem = ProblemDetails(
            status: 400,
            title: "T",
            detail: "D.",
            cause: .invalidMessageFormat,
            invalidParameters: [.init(param: "query a", reason: "r"), .init(param: "query b", reason: "s")]
        )

        #expect(
            text(problem) == #"{"title":"T","status":400,"detail":"D.","cause":"INVALID_MSG_FORMAT","#
                + #""invalidParams":[{"param":"query a","reason":"r"},{"param":"query b","reason":"s"}]}"#
        )
    }

    @Test("texts that need escaping arrive as they were")
    func escaping() throws {
        let awkward = "\"quoted\" \\ and\n\u{1}é€😀/"
        let problem = ProblemDetails(
            status: 500,
            title: awkward,
            detail: awkward,
            invalidParameters: [.init(param: awkward, reason: awkward)]
        )

        let document = try #require(try JSONSerialization.jsonObject(with: Data(problem.encoded())) as? [String: Any])
        let fault = try #require((document["invalidParams"] as? [[String: String]])?.first)

        #expect(document["title"] as? String == awkward && document["detail"] as? String == awkward)
        #expect(fault == ["param": awkward, "reason": awkward])
    }

    @Test("an answer with a problem repeats its status and carries Allow only when given")
    func answer() {
        let problem = ProblemDetails(status: 405, title: "T", detail: "D.")

        let bare = EquipmentAnswer(problem, .methodNotAllowed)

        #expect(bare.status == 405 && bare.allow == nil && bare.fields.isEmpty)
        #expect(EquipmentAnswer(problem, .methodNotAllowed, field: ("allow", "GET")).allow == "GET")
    }
}
