// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Pages
import SignIn
import Testing

@testable import Hub

@Suite("Parts of the pages")
struct PagePartsTests {
    private static let words = FaultTranslation(messages: PagePartsTests.messages)
    private static let messages: Messages = (try? PageRenderer())?.messages(in: .english) ?? { preconditionFailure() }()

    @Test(
        "what is wrong with an IMEI is said by what is wrong",
        arguments: [
            ("", "Fill in the IMEI number."), ("1", "The IMEI number is too short. It has 15 digits."),
            (
                "356868000041419",
                "This IMEI number is not right: the last digit does not fit the others. Read it again."
            ), ("35686800004141x", "The IMEI number has something else than digits in it."),
        ])
    func imei(text: String, said: String) {
        #expect(PagePartsTests.words.imei(text, field: "imei2") == FormFault("imei2", said))
    }

    @Test("an IMEI that is right has no fault")
    func rightIMEI() { #expect(PagePartsTests.words.imei("35 686800 004141 8", field: "imei") == nil) }

    @Test("what the API finds wrong is said at the field in which it was typed, once for each field")
    func translated() {
        let faults = [
            Fault("onderwerpen[1]", "…"), Fault("gegevens.datum", "…"), Fault("gegevens.datum", "again"), Fault("soort", "…"),
            Fault("iets.anders", "…"),
        ]
        let imeis = [(field: "imei", text: "356868000041418"), (field: "imei2", text: "1")]
        let said = PagePartsTests.words.report(faults, imeis: imeis)
        #expect(said.map(\.field) == ["imei2", "datum", "soort", ""])
        #expect(said.last?.text == "Something is wrong in this form. Read it again.")
        #expect(PagePartsTests.words.report([Fault("onderwerpen", "…")], imeis: imeis).map(\.field) == ["imei"])
    }

    @Test("a token belongs to one visitor and one hub")
    func tokens() {
        func request(_ cookie: String?) -> Request {
            Request(
                head: HTTPRequest(
                    method: .get, scheme: nil, authority: "hub.example", path: "/nl",
                    headerFields: cookie.map { [.cookie: $0] } ?? [:]), body: RequestBody(buffer: ByteBuffer()))
        }
        let gate = FormGate(key: [UInt8](repeating: 1, count: 32), origin: nil)
        let other = FormGate(key: [UInt8](repeating: 2, count: 32), origin: nil)
        let first = PageVisitor(stranger: request(nil))
        #expect(first.newCookie != nil)
        #expect(!gate.accepts(gate.token(for: first), from: first, in: request(nil)), "he was never given a form")
        let again = PageVisitor(stranger: request(first.newCookie.map { String($0.prefix { $0 != ";" }) }))
        #expect(again.newCookie == nil && again.holder == first.holder)
        #expect(gate.accepts(gate.token(for: again), from: again, in: request(nil)))
        #expect(!gate.accepts(gate.token(for: PageVisitor(stranger: request(nil))), from: again, in: request(nil)))
        #expect(!gate.accepts(other.token(for: again), from: again, in: request(nil)))
        #expect(PageVisitor(stranger: request("__Host-schakel-visitor=x")).newCookie != nil)
    }

    @Test(
        "a form is ours by what the browser says",
        arguments: [
            ("same-origin", nil, true), ("none", nil, true), (nil, nil, true), ("cross-site", nil, false),
            ("same-origin", "null", true), (nil, "http://Hub.example:8080", true), (nil, "http://hub.example", false),
            (nil, "https://evil.example/hub.example:8080", false), (nil, "hub.example:8080", false), (nil, "", false),
        ] as [(String?, String?, Bool)])
    func origin(site: String?, origin: String?, isOurs: Bool) {
        let judged = RequestOrigin(site: site, origin: origin, own: nil, host: "hub.example:8080")
        #expect((judged != .foreign) == isOurs)
    }

    @Test("the monitor tells nothing that is a party's own")
    func monitor() async throws {
        try await TrialHub.run { hub in
            let monitor = try await hub.get("/v1/monitor")
            #expect(monitor.status == 200 && monitor.json["deelnemers"]?.array?.count == 2)
            #expect(monitor.json["deelnemers"]?[0]?["deelnemer"] == nil && monitor.json["deelnemers"]?[0]?["treffers"] == nil)
        }
    }
}
