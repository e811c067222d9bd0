// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Identifiers
import Ledger
import PrivateChecks
import Testing

@testable import Hub

/// Somebody who asks a trial hub privately, through its doors.
struct TrialAsker {
    let hub: TrialHub
    var actor = Actor.citizen
    /// Whether it asks as a party that may check many.
    var isSeries = false

    static let path = "/v1/toestellen/_prive"
    static let seriesPath = "/v1/toestellen/_prive-reeks"

    static func phone(_ number: Int) throws -> IMEI { try IMEI(TrialHub.imei(number)) }

    func parameters() async throws -> CheckParameters {
        let answer = try await hub.get(TrialAsker.path, as: actor)
        try #require(answer.status == 200, "\(answer.text)")
        return try CheckParameters(json: answer.json)
    }

    /// The question about phones, under what the hub tells now.
    func question(_ phones: [Int]) async throws -> PrivateQuestion {
        try PrivateQuestion(about: try phones.map(TrialAsker.phone), under: try await parameters())
    }

    func send(_ body: JSON) async throws -> TrialAnswer {
        try await hub.post(isSeries ? TrialAsker.seriesPath : TrialAsker.path, body, as: actor)
    }

    /// Asks, and tells what each phone is.
    func isListed(_ phones: Int...) async throws -> [Bool] {
        let question = try await question(phones)
        let answer = try await send(question.request.json)
        try #require(answer.status == 200, "\(answer.text)")
        return try question.isListed(by: CheckAnswer(json: answer.json, bits: question.request.bits))
    }
}
