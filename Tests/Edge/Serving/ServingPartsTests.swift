// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import NIOCore
import NIOHTTP1
import Testing

@testable import Edge

@Suite("Fields of an answer")
struct ResponseFieldsTests {
    private func fields(_ answer: EquipmentAnswer, _ freshness: ListFreshness) -> [String: String] {
        var fields: [String: String] = [:]
        ResponseFields.add(EquipmentResponse(answer: answer, freshness: freshness)) { fields[$0] = $1 }
        return fields
    }

    @Test("an answer from a list tells its version and age")
    func list() {
        let fields = fields(.status(.prohibited), .list(version: .max, ageMilliseconds: 86_400_001))

        #expect(
            fields == [
                "content-type": "application/json", "content-length": "24", "cache-control": "no-store",
                "schakel-list-version": "18446744073709551615", "schakel-list-age": "86400001",
            ])
    }

    @Test("an age below zero, from a clock set back, is told as zero")
    func negativeAge() {
        #expect(fields(.status(.permitted), .list(version: 1, ageMilliseconds: -5))["schakel-list-age"] == "0")
    }

    @Test("without a list nothing is told of it; a 405 names what is allowed")
    func problem() {
        let fields = fields(.methodNotAllowed, .never)

        #expect(fields["content-type"] == "application/problem+json" && fields["allow"] == "GET")
        #expect(fields["schakel-list-version"] == nil && fields["schakel-list-age"] == nil)
    }
}

@Suite("Heads of HTTP/1.1 requests")
struct HTTP1RequestTests {
    private func request(
        _ fields: [(String, String)], version: HTTPVersion = .http1_1, method: HTTPMethod = .GET
    ) -> HTTP1Request {
        HTTP1Request(HTTPRequestHead(version: version, method: method, uri: "/", headers: HTTPHeaders(fields)))
    }

    @Test("one Host is needed in HTTP/1.1 and none in HTTP/1.0")
    func host() {
        #expect(request([("Host", "a")]).namesItsHost && request([("HOST", "a")]).namesItsHost)
        #expect(!request([]).namesItsHost && !request([("Hos", "a")]).namesItsHost)
        #expect(!request([("Host", "a"), ("hOST", "a")]).namesItsHost)
        #expect(request([], version: .http1_0).namesItsHost)
    }

    @Test("another request may follow unless the caller closes, upgrades or connects")
    func next() {
        #expect(request([("Host", "a")]).allowsNext)
        #expect(!request([("Connection", "close")]).allowsNext)
        #expect(!request([("upgrade", "h2c")]).allowsNext)
        #expect(!request([], method: .CONNECT).allowsNext)
        #expect(!request([], version: .http1_0).allowsNext)
        #expect(request([("Connection", "keep-alive")], version: .http1_0).allowsNext)
    }

    @Test("only Expect makes a caller wait")
    func expect() {
        #expect(request([("expect", "100-continue")]).expectsContinue)
        #expect(!request([("Except", "100-continue")]).expectsContinue)
    }
}

@Suite("Errors of listening")
struct ListenErrorTests {
    @Test("an error of the resolver or of anything else keeps the place and says what to check")
    func unknownCause() {
        struct Strange: Error {}

        let strange = ListenError(Strange(), host: "eir.example", port: 7)
        let unresolved = ListenError(SocketAddressError.unsupported, host: "eir.example", port: 7)
        let other = ListenError(IOError(errnoCode: 5, reason: "bind"), host: "eir.example", port: 7)

        #expect(strange.code == .failed && unresolved.code == .invalidAddress && other.code == .failed)
        #expect(other.reason.contains("system error 5"))
        for error in [strange, unresolved, other] { #expect(error.reason.contains("eir.example port 7")) }
    }

    @Test("a description begins with the code")
    func description() {
        #expect(ListenError(code: .addressInUse, reason: "R.").description == "address-in-use: R.")
    }
}
