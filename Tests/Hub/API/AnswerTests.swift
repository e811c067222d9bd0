// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Hummingbird
import Ledger
import Testing

@testable import Hub

@Suite("What every answer has")
struct AnswerTests {
    private func expectHeaders(_ answer: TrialAnswer, _ what: String) {
        #expect(answer.fields[.cacheControl] == "no-store", "\(what)")
        #expect(answer.fields[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true, "\(what)")
        #expect(answer.fields[.strictTransportSecurity]?.hasPrefix("max-age=31536000") == true, "\(what)")
        #expect(answer.fields[.xContentTypeOptions] == "nosniff", "\(what)")
        #expect(answer.fields[.frameOptions] == "DENY", "\(what)")
        #expect(answer.fields[.referrerPolicy] == "no-referrer", "\(what)")
        #expect(answer.fields[.apiVersion] == OpenAPIDocument.version, "\(what)")
        #expect(answer.fields[.contentType] != nil, "\(what)")
    }

    private func expectProblem(_ answer: TrialAnswer, _ status: Int, _ code: String) {
        #expect(answer.status == status, "\(answer.text)")
        #expect(answer.fields[.contentType] == "application/problem+json")
        #expect(answer.json["status"] == .integer(Int64(status)))
        #expect(answer.json["title"]?.string?.isEmpty == false)
        #expect(answer.json["detail"]?.string?.isEmpty == false)
        #expect(answer.code == code)
    }

    @Test("a good answer and every kind of error carry the version and the security fields")
    func headers() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)

            expectHeaders(try await hub.get("/v1/knooppunt"), "200")
            expectHeaders(try await hub.get("/logboek/devices/checkpoint"), "200 text")
            expectHeaders(try await hub.post("/v1/meldingen", TrialHub.theft(of: [2])), "201")
            expectHeaders(try await hub.post("/v1/meldingen", [:]), "400")
            expectHeaders(try await hub.call(.get, "/v1/zaken", as: nil, through: .locked), "401")
            expectHeaders(try await hub.get("/v1/zaken", as: Cast.network), "403")
            expectHeaders(try await hub.get("/v1/nergens"), "404")
            expectHeaders(try await hub.call(.delete, "/v1/meldingen"), "405")
            expectHeaders(try await hub.propose("unblock", in: reported.caseID), "409")
            expectHeaders(try await hub.call(.post, "/v1/meldingen", fields: [.contentType: "text/csv"]), "415")
        }
    }

    @Test("a stream carries them too")
    func streamHeaders() async throws {
        try await TrialHub.run { hub in
            let response = try await hub.respond(.get, "/logboek/devices/stroom", as: Cast.network)

            #expect(response.status == .ok)
            #expect(response.headers[.contentType] == "text/event-stream")
            #expect(response.headers[.apiVersion] == OpenAPIDocument.version)
            #expect(response.headers[.cacheControl] == "no-store")
        }
    }

    @Test(
        "a path that is not there is a problem, not an empty page",
        arguments: ["/onbekend", "/v1", "/v2/knooppunt", "/v1/zaken/x/y/z", "/.env"])
    func notFound(_ path: String) async throws {
        try await TrialHub.run(peopled: false) { hub in
            expectProblem(try await hub.get(path), 404, "unknown")
        }
    }

    @Test(
        "a slash too many leads nowhere, and is not sent on",
        arguments: [
            "/v1/knooppunt/", "/v1/meldingen/", "//v1/knooppunt", "/v1//knooppunt", "/v1/openapi.json/",
            "/logboek/devices/checkpoint/",
        ]
    )
    func trailingSlash(_ path: String) async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.get(path)

            expectProblem(answer, 404, "unknown")
            #expect(answer.fields[.location] == nil)
        }
    }

    @Test("a slash in the query is no slash in the path")
    func slashInQuery() async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.get("/v1/zaken?register=devices/", as: Cast.first)

            #expect(answer.status == 404)
            #expect(answer.faultFields == ["register"])
        }
    }

    @Test("a slash too many does not even tell on the parties' door that nobody is known")
    func slashAtPartyDoor() async throws {
        try await TrialHub.run { hub in
            expectProblem(try await hub.call(.get, "/v1/zaken/", as: nil, through: .locked), 404, "unknown")
        }
    }

    @Test(
        "another method on a known path is 405 with the methods there are",
        arguments: [HTTPRequest.Method.put, .patch, .delete, .head, .options, .trace]
    )
    func otherMethods(_ method: HTTPRequest.Method) async throws {
        try await TrialHub.run(peopled: false) { hub in
            let write = try await hub.call(method, "/v1/meldingen")
            let read = try await hub.call(method, "/v1/knooppunt")

            expectProblem(write, 405, "method")
            #expect(write.fields[.allow] == "POST")
            #expect(read.fields[.allow] == "GET")
        }
    }

    @Test("a path with two methods allows both, and reading where one can only act is 405")
    func allow() async throws {
        try await TrialHub.run { hub in
            let both = try await hub.call(.put, "/v1/mandaten", as: Cast.admin)
            let acting = try await hub.call(.get, "/v1/meldingen")
            let reading = try await hub.call(.post, "/v1/knooppunt")

            #expect(both.fields[.allow] == "GET, POST")
            expectProblem(acting, 405, "method")
            expectProblem(reading, 405, "method")
            #expect(reading.fields[.allow] == "GET")
        }
    }

    @Test(
        "what only parties may use is for nobody at the door for everybody",
        arguments: ["/v1/zaken", "/v1/mandaten", "/v1/deelnemers"])
    func partiesOnly(_ path: String) async throws {
        try await TrialHub.run { hub in
            expectProblem(try await hub.call(.get, path, as: .citizen, through: .open), 401, "unidentified")
        }
    }

    @Test("a connection without a certificate is told how to come in")
    func unidentified() async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.call(.get, "/v1/deelnemer", as: nil, through: .locked)

            expectProblem(answer, 401, "unidentified")
            #expect(answer.json["detail"] == "Connect with the certificate of a registered party.")
        }
    }

    @Test("the description of the API may be read by any page on the web, everything else by none")
    func crossOrigin() async throws {
        try await TrialHub.run(peopled: false) { hub in
            let description = try await hub.get("/v1/openapi.json")
            let others = [try await hub.get("/v1/knooppunt"), try await hub.get("/v1/nergens")]

            #expect(description.fields[.accessControlAllowOrigin] == "*")
            #expect(others.allSatisfy { $0.fields[.accessControlAllowOrigin] == nil })
        }
    }
}
