// SPDX-License-Identifier: EUPL-1.2

import Edge
import Exchange
import Identifiers
import Ledger
import PrivateChecks

/// Asks a hub privately: it learns how many devices are asked about, and of each a few bits of a hash.
struct PrivateCheckCall {
    /// The list that is asked about.
    private static let list = "stolen"
    /// The most devices of one request of a party, and of one at the open door.
    private static let mostDevices = (party: 100, everybody: 1)
    /// The most buckets of one request, and the most bytes of outcomes that are asked for at once.
    private static let mostBuckets = (count: 100, bytes: 8 << 20)

    /// What came back.
    struct Outcome {
        /// For each device, in order, whether it is listed.
        let listed: [Bool]
        /// The answer that is the oldest of all.
        let oldest: JSON
        let parameters: CheckParameters
    }

    let connection: HubConnection
    /// Whether it comes as a party that may check many.
    let isParty: Bool
    /// The keys of logs that are trusted; nil when whatever key the hub shows is taken.
    let trusted: [NoteVerifier]?
    /// Whether all buckets are asked for, so that the hub is told nothing at all.
    let asksEverything: Bool

    /// Asks. When the key or the number of bits becomes another meanwhile, it begins again, once.
    func ask(about imeis: [IMEI]) async throws -> Outcome {
        do {
            return try await askOnce(about: imeis)
        } catch let failure as HubFailure where failure.code == "other-parameters" {
            return try await askOnce(about: imeis)
        }
    }

    private func askOnce(about imeis: [IMEI]) async throws -> Outcome {
        let parameters = try CheckParameters(json: try await connection.get("/v1/toestellen/_prive"))
        if let trusted {
            try parameters.verify(by: trusted, list: PrivateCheckCall.list, at: SystemTimekeeper().now().milliseconds)
        }
        let path = isParty ? "/v1/toestellen/_prive-reeks" : "/v1/toestellen/_prive"
        let most = isParty ? PrivateCheckCall.mostDevices.party : PrivateCheckCall.mostDevices.everybody
        var (answers, listed): ([JSON], [Bool]) = ([], [])
        let buckets = asksEverything ? try await everything(under: parameters, at: path, &answers) : [:]
        for start in stride(from: 0, to: imeis.count, by: most) {
            let question = try PrivateQuestion(
                about: Array(imeis[start..<min(imeis.count, start + most)]), under: parameters, asksBuckets: !asksEverything)
            let json = try await connection.post(path, question.request.json)
            listed += try question.isListed(by: try CheckAnswer(json: json, bits: parameters.bits), with: buckets)
            if !asksEverything { answers.append(json) }
        }
        let oldest = answers.min { ($0["versie"]?.integer ?? 0) < ($1["versie"]?.integer ?? 0) } ?? [:]
        return Outcome(listed: listed, oldest: oldest, parameters: parameters)
    }

    /// All buckets there are.
    private func everything(
        under parameters: CheckParameters, at path: String, _ answers: inout [JSON]
    ) async throws -> [CheckBucket: CheckOutcomes] {
        let all = (0..<(1 << parameters.bits)).compactMap { CheckBucket(number: $0, bits: parameters.bits) }
        var known: [CheckBucket: CheckOutcomes] = [:]
        // The first tells how long each is.
        var (start, count) = (0, 1)
        while start < all.count {
            let wanted = Array(all[start..<min(all.count, start + count)])
            let request = CheckRequest(epoch: parameters.epoch, bits: parameters.bits, elements: [], buckets: wanted)
            let json = try await connection.post(path, request.json)
            let buckets = try CheckAnswer(json: json, bits: parameters.bits).buckets
            known.merge(buckets) { $1 }
            answers.append(json)
            start += wanted.count
            let length = max(1, (buckets.values.map(\.count).max() ?? 0) * PrivateCheck.outcomeBytes)
            count = min(PrivateCheckCall.mostBuckets.count, max(1, PrivateCheckCall.mostBuckets.bytes / length))
        }
        return known
    }
}
