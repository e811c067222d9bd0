// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("Refusals")
struct RefusalTests {
    @Test("a refusal for one field has the field's reason as its sentence")
    func field() {
        let refusal = Refusal.field("naam", "Give a name.", code: .unknown)

        #expect(refusal == Refusal(.unknown, "Give a name.", faults: [Fault("naam", "Give a name.")]))
        #expect(Refusal.field("naam", "Give a name.").code == .invalid)
    }

    @Test("a refusal prints its code, its sentence and all its fields in one line")
    func description() {
        let refusal = Refusal(.invalid, "Mend the fields.", faults: [Fault("a", "Too long."), Fault("b[2]", "Missing.")])

        #expect(refusal.description == "invalid: Mend the fields. [a: Too long.; b[2]: Missing.]")
        #expect(Refusal(.notNow, "Wait.").description == "not-now: Wait.")
    }

    @Test("an open code is its text: read, printed, ordered and compared by it")
    func openCodes() {
        let code: RefusalCode = "made-up"

        #expect(code.rawValue == "made-up")
        #expect("\(code)" == "made-up")
        #expect(code == RefusalCode(rawValue: "made-up"))
        #expect([RefusalCode.unknown, .badProof, .duplicate].sorted() == [.badProof, .duplicate, .unknown])
        #expect(Role.citizen < .police && Right.comply < .report)
    }

    @Test("every role and right that is known has a name in both languages, and citizens are no party")
    func names() {
        for name in Array(Role.known.values) + Array(Right.known.values) {
            #expect(!name.dutch.isEmpty && !name.english.isEmpty)
        }
        #expect(Role.known[.citizen] == nil)
    }
}
