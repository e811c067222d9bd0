// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import PrivateChecks

/// The private check: who asks learns whether a device is listed, and the hub does not learn which device it was
/// (`docs/private-check.md`).
///
/// Nothing is entered and nothing is kept, so any hub of the store answers by itself.
struct PrivateCheckDoors {
    let core: HubCore

    /// The most devices of one request of a party that may check many.
    static let mostDevices = 100
    /// The most buckets of one request.
    static let mostBuckets = 100
    /// The most bytes of outcomes in one answer.
    private static let mostBytes = 8 << 20
    /// How long a request waits for the newest version before an older one answers.
    private static let patience = Duration.seconds(1)

    var endpoints: [Endpoint] { [parameters, check, series] }

    private var parameters: Endpoint {
        Endpoint(
            id: "toonPriveControle", method: .get, path: "/v1/toestellen/_prive", access: .everybody, tag: "Controles",
            summary: "Wat nodig is om een toestel te controleren zonder te laten weten welk",
            answer: .init(
                status: 200, text: "De sleutel van nu en hoeveel bits worden verteld.", schema: PrivateCheckDoors.parametersShape)
        ) { _ in
            let edition = try await core.privateChecks.edition(within: PrivateCheckDoors.patience)
            let statement = core.privateChecks.statement(of: edition)
            let told = CheckParameters(
                epoch: edition.epoch, key: edition.key.publicKey, bits: edition.bits,
                statement: try core.signer.statement(statement.text, of: .devices))
            let from = Instant(milliseconds: edition.epoch.start).description
            let until = Instant(milliseconds: edition.epoch.end).description
            return .json(
                200, aged(told.json, edition, ["lijst": .string(statement.list), "van": .string(from), "tot": .string(until)]))
        }
    }

    private var check: Endpoint {
        var endpoint = Endpoint(
            id: "controleerPrive", method: .post, path: "/v1/toestellen/_prive", access: .everybody, tag: "Controles",
            summary: "Een toestel controleren zonder te laten weten welk",
            body: PrivateCheckDoors.question(of: 1), answer: PrivateCheckDoors.answer, mostBytes: 8 << 10
        ) { call in
            // At the open door each request is counted under its address before it comes here.
            if let party = call.actor.party { try core.limits.admit(.acts, "private/\(party)", at: core.timekeeper.now()) }
            return try await answer(call)
        }
        endpoint.isAnsweredAnywhere = true
        return endpoint
    }

    private var series: Endpoint {
        var endpoint = Endpoint(
            id: "controleerPriveReeks", method: .post, path: "/v1/toestellen/_prive-reeks", access: .rights(.check, in: .field),
            tag: "Controles", summary: "Een reeks toestellen controleren zonder te laten weten welke, voor winkels",
            body: PrivateCheckDoors.question(of: PrivateCheckDoors.mostDevices), answer: PrivateCheckDoors.answer,
            mostBytes: 32 << 10
        ) { call in
            let count = max(1, call.body["elementen"]?.array?.count ?? 0)
            let party = call.actor.party?.description ?? ""
            try core.limits.admit(.evaluations, party, count: count, at: core.timekeeper.now())
            return try await answer(call)
        }
        endpoint.isAnsweredAnywhere = true
        return endpoint
    }

    private func answer(_ call: Call) async throws -> Reply {
        let request: CheckRequest
        switch CheckRequest.read(call.body) {
        case .success(let read): request = read
        case .failure(let faults):
            throw Refusal(
                .invalid, "The request cannot be handled like this: mend the fields named.",
                faults: faults.list.map { Fault($0.member, $0.reason) })
        }
        let edition = try await core.privateChecks.edition(within: PrivateCheckDoors.patience)
        guard request.epoch == edition.epoch, request.buckets.isEmpty || request.bits == edition.bits else {
            throw Problem.otherParameters
        }
        let most = max(1, PrivateCheckDoors.mostBytes / max(1, edition.length * PrivateCheck.outcomeBytes))
        guard request.buckets.count <= most else {
            throw Refusal.field("vakken", "Ask for at most \(most) buckets at once: the list is long.")
        }
        var evaluations: [CheckEvaluation] = []
        for element in request.elements {
            evaluations.append(try edition.key.evaluate(element))
            await Task.yield()
        }
        var buckets: [CheckBucket: CheckOutcomes] = [:]
        for bucket in request.buckets { buckets[bucket] = edition.table.outcomes(in: bucket, filledTo: edition.length) }
        let answer = CheckAnswer(epoch: edition.epoch, evaluations: evaluations, buckets: buckets)
        return .json(200, aged(answer.json, edition))
    }

    /// An answer with which version of the list it is of, and how old.
    private func aged(_ json: JSON, _ edition: PrivateCheckEdition, _ more: [String: JSON] = [:]) -> JSON {
        guard case .object(var members) = json else { return json }
        members["versie"] = .integer(Int64(clamping: edition.version))
        if let changed = edition.changed { members["gewijzigd"] = .string(changed.description) }
        members["gevraagd"] = .string(core.timekeeper.now().description)
        for (name, value) in more { members[name] = value }
        return .object(members)
    }
}

extension Problem {
    /// The key or the buckets are others by now.
    fileprivate static let otherParameters = Problem(
        status: 409, code: "other-parameters", title: "Other parameters",
        detail: "The key or the number of bits is another by now: read /v1/toestellen/_prive again, and blind anew.")
}
