// SPDX-License-Identifier: EUPL-1.2

public import EquipmentIdentity
import Identifiers

/// Answers checks from the local list by the operator's policy.
///
/// Synchronous and without effects but for its counters and the hits it has noted, so the servers of every network protocol can share one.
public struct EquipmentResponder: Sendable {
    /// What is answered when the list alone does not say.
    public let policy: AnswerPolicy

    /// What has been answered since the responder was made.
    public let counters: EquipmentCounters

    let lookup: any DeviceLookup
    private let hits: HitRecorder?

    /// A responder that looks devices up in `lookup`; several may share one `counters` and one `hits`.
    public init(
        lookup: any DeviceLookup, policy: AnswerPolicy = AnswerPolicy(), counters: EquipmentCounters = .init(),
        hits: HitRecorder? = nil
    ) {
        self.lookup = lookup
        self.policy = policy
        self.counters = counters
        self.hits = hits
    }

    /// Answers one request to the equipment-status resource.
    ///
    /// A request that is no check is refused whatever the state of the list, and what does not depend on the list is
    /// answered without it.
    ///
    /// - Parameters:
    ///   - method: the HTTP method.
    ///   - target: path and query, still percent-encoded.
    ///   - area: the area of the network that asks, when the door knows it.
    public func answer(
        method: some StringProtocol, target: some StringProtocol, area: String? = nil
    ) -> EquipmentResponse {
        let freshness = lookup.freshness
        let verdict: Verdict =
            switch EquipmentDoor.read(method: method, target: target) {
            case .query(let query): verdict(on: query, freshness: freshness, area: area)
            case .malformedEquipment(let answer): verdictOnMalformed(answer)
            case .problem(let answer): .refused(answer)
            }
        counters.count(verdict)
        return EquipmentResponse(answer: verdict.answer, freshness: freshness)
    }

    /// Answers a message that never became a request, such as bytes that are not HTTP; counted as refused.
    func refuse(with answer: EquipmentAnswer) -> EquipmentResponse {
        counters.count(.refused(answer))
        return EquipmentResponse(answer: answer, freshness: lookup.freshness)
    }

    func verdict(on query: EquipmentStatusQuery, freshness: ListFreshness, area: String? = nil) -> Verdict {
        guard let imei = query.pei.imei else {
            switch policy.otherEquipment {
            case .permitted: return .status(.permitted)
            case .unknownEquipment: return .unknown
            }
        }
        guard case .list(_, let age) = freshness else {
            switch policy.unsynchronised {
            case .unavailable: return .unavailable(.listMissing)
            case .permitted: return .status(.permitted)
            }
        }
        if age > policy.staleAfter, policy.stale == .unavailable { return .unavailable(.listStale) }
        if let status = lookup.status(of: imei) {
            hits?.note(imei, status, area: area)
            return .status(status)
        }
        switch policy.unlisted {
        case .permitted: return .status(.permitted)
        case .tracking: return .status(.tracking)
        case .unknownEquipment: return .unknown
        }
    }

    func verdictOnMalformed(_ answer: EquipmentAnswer) -> Verdict {
        switch policy.malformed {
        case .badRequest: .refused(answer)
        case .permitted: .status(.permitted)
        case .unknownEquipment: .unknown
        }
    }
}

/// An answer, and the list it was given by.
public struct EquipmentResponse: Hashable, Sendable {
    /// What to send.
    public let answer: EquipmentAnswer

    /// Version and age of the list at the moment of answering, for the response headers.
    public let freshness: ListFreshness
}
