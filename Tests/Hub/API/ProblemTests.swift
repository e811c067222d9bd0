// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Testing

@testable import Hub

@Suite("Errors as problems")
struct ProblemTests {
    @Test(
        "every kind of refusal has the status that its caller can act on",
        arguments: [
            (RefusalCode.invalid, 400), (.badProof, 400), (.unidentified, 401), (.noMandate, 403), (.wrongParty, 403),
            (.samePerson, 403),
            (.personNeeded, 403), (.unknown, 404), (.afterTerm, 409), (.notNow, 409), (.duplicate, 409), (.overloaded, 503),
        ]
    )
    func statuses(_ code: RefusalCode, _ status: Int) {
        let problem = Problem(Refusal(code, "Do something else."))

        #expect(problem.status == status)
        #expect(problem.code == code.rawValue)
        #expect(problem.detail == "Do something else.")
        #expect(!problem.title.isEmpty)
    }

    @Test("a code that this room does not know is a conflict, not a fault of the hub")
    func openCode() {
        #expect(Problem(Refusal("other-room", "No.")).status == 409)
    }

    @Test("a problem has type, title, status and detail, and faults only when there are any")
    func members() {
        let bare = Problem(Refusal(.notNow, "Wait.")).json
        let full = Problem(Refusal.field("naam", "Give a name.")).json

        #expect(bare == ["type": "urn:schakel:fout:not-now", "title": "Not now", "status": 409, "detail": "Wait."])
        #expect(full["fouten"] == [["veld": "naam", "reden": "Give a name."]])
    }

    @Test("more faults than the document promises are not shown")
    func bounded() {
        let faults = (0..<5_000).map { Fault("onderwerpen[\($0)]", "Wrong.") }

        let shown = Problem(Refusal(.invalid, "Mend them.", faults: faults)).json["fouten"]?.array

        #expect(shown?.count == 1_000)
        #expect(shown?.first?["veld"] == "onderwerpen[0]")
    }

    @Test("a store that fails is unavailable, and its own words stay inside")
    func store() {
        let problem = Problem(any: StoreError(.full, "SQLite code 13 at /var/lib/x"))

        #expect(problem.status == 503)
        #expect(problem.code == "store-full")
        #expect(!problem.json.canonicalText.contains("SQLite"))
    }

    @Test("an error nobody foresaw is a fault of the hub, and its words stay inside")
    func unforeseen() {
        struct Oops: Error { let secret = "geheim" }

        let problem = Problem(any: Oops())

        #expect(problem.status == 500)
        #expect(!problem.json.canonicalText.contains("geheim"))
    }

    @Test("a problem is passed on as it is")
    func itself() {
        #expect(Problem(any: Problem.notFound).json == Problem.notFound.json)
    }

    @Test("malformed JSON is a fault of the body, with the reader's reason")
    func malformed() {
        let problem = Problem.malformed("There is a comma too many.")

        #expect(problem.status == 400)
        #expect(problem.json["fouten"] == [["veld": "body", "reden": "There is a comma too many."]])
    }
}
