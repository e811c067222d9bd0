// SPDX-License-Identifier: EUPL-1.2

public import EquipmentIdentity
import Identifiers

/// Answers checks from the local list by the operator's policy.
///
/// Synchronous and without effects but for its counters, so the servers of every network protocol can share one.
public struct EquipmentResponder: Sendable {
    /// What is answered when the list alone does not say; it may change meanwhile.
    public var policy: AnswerPolicy { livePolicy.value }

    /// What has been answered since the responder was made.
    public let counters: EquipmentCounters

    private let lookup: any DeviceLookup
    private let livePolicy: LivePolicy

    /// A responder that looks devices up in `lookup`; several may share one `counters`.
    public init(lookup: any DeviceLookup, policy: AnswerPolicy = AnswerPolicy(), counters: EquipmentCounters = .init()) {
        self.init(lookup: lookup, livePolicy: LivePolicy(policy), counters: counters)
    }

    /// A responder whose policy can be changed from outside.
    init(lookup: any DeviceLookup, livePolicy: LivePolicy, counters: EquipmentCounters = .init()) {
        self.lookup = lookup
        self.livePolicy = livePolicy
        self.counters = counters
    }

    /// Answers one request to the equipment-status resource.
    ///
    /// A request that is no check is refused whatever the state of the list, and what does not depend on the list is
    /// answered without it.
    ///
    /// - Parameters:
    ///   - method: the HTTP method.
    ///   - target: path and query, still percent-encoded.
    public func answer(method: some StringProtocol, target: some StringProtocol) -> EquipmentResponse {
        let freshness = lookup.freshness
        let verdict: Verdict =
            switch EquipmentDoor.read(method: method, target: target) {
            case .query(let query): verdict(on: query, freshness: freshness)
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

    private func verdict(on query: EquipmentStatusQuery, freshness: ListFreshness) -> Verdict {
        let policy = policy
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
        if let status = lookup.status(of: imei) { return .status(status) }
        switch policy.unlisted {
        case .permitted: return .status(.permitted)
        case .tracking: return .status(.tracking)
        case .unknownEquipment: return .unknown
        }
    }

    private func verdictOnMalformed(_ answer: EquipmentAnswer) -> Verdict {
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
