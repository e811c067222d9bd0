// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Testing

@testable import Hub

@Suite("What is for parties, asked at the open door")
struct OtherDoorTests {
    @Test("it is there, for nobody: 401, and by which door to come; nothing is entered")
    func there() async throws {
        try await TrialHub.run { hub in
            let sizes = [hub.size(), hub.size(of: .parties)]
            for endpoint in hub.core.endpoints where !endpoint.doors.contains(.open) {
                let request = TrialRequest(of: endpoint, naming: .init(party: Cast.police, caseID: "DV-7K3M-Q9TX-2HRA"))
                let answer = try await hub.call(
                    request.method, request.path, as: .citizen, bytes: request.bytes, fields: [.contentType: "application/json"],
                    through: .open)

                #expect(answer.status == 401 && answer.code == "unidentified", "\(endpoint.id)")
                #expect(answer.text.contains("parties' door"), "\(endpoint.id)")
            }
            #expect([hub.size(), hub.size(of: .parties)] == sizes)
        }
    }

    @Test(
        "a method that a path does not have is told which it has, one that is new in HTTP too",
        arguments: ["QUERY", "PUT", "PATCH"])
    func methods(name: String) async throws {
        try await TrialHub.run { hub in
            let method = try #require(HTTPRequest.Method(name))
            let open = try await hub.call(method, "/v1/zaken", as: .citizen, through: .open)
            let parties = try await hub.call(method, "/v1/zaken", as: Cast.first)
            let own = try await hub.call(method, "/v1/meldingen", as: .citizen, through: .open)

            #expect([open.status, parties.status, own.status] == [405, 405, 405])
            #expect(open.fields[.allow] == "GET" && own.fields[.allow] == "POST")
        }
    }
}
