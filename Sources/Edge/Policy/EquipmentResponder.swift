// SPDX-License-Identifier: EUPL-1.2

public import EquipmentIdentity
import Identifiers

/// Answers checks from the local list by the operator's policy.
///
/// Synchronous and without effects but for its counters and the hits it has noted, so the servers of every network protocol can
/// share one.
public final class EquipmentResponder: Sendable {
    /// What is answered when the list alone does not say; it may change meanwhile.
    public var policy: AnswerPolicy { livePolicy.value }

    /// What has been answered since the responder was made.
    public let counters: EquipmentCounters

    let lookup: any DeviceLookup
    private let hits: HitRecorder?
    private let livePolicy: LivePolicy

    /// A responder that looks devices up in `lookup`; several may share one `counters` and one `hits`.
    public convenience init(
        lookup: any DeviceLookup, policy: AnswerPolicy = AnswerPolicy(), counters: EquipmentCounters = .init(),
        hits: HitRecorder? = nil
    ) {
        self.init(lookup: lookup, livePolicy: LivePolicy(policy), counters: counters, hits: hits)
    }

    /// A responder whose policy can be changed from outside.
    init(
        lookup: any DeviceLookup, livePolicy: LivePolicy, counters: EquipmentCounters = .init(), hits: HitRecorder? = nil
    ) {
        self.lookup = lookup
        self.livePolicy = livePolicy
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
        answer(EquipmentDoor.read(method: method, target: target), area: area, isOverloaded: false, meter: counters.shared)
    }

    /// Answers what a request was read as, counted in `meter`; a check that comes while too much waits is answered by policy.
    func answer(
        _ reading: EquipmentDoor.Reading, area: String? = nil, isOverloaded: Bool, meter: LoopMeter
    ) -> EquipmentResponse {
        let freshness = lookup.freshness
        let verdict: Verdict =
            switch reading {
            case .problem(let answer): .refused(answer)
            case .query where isOverloaded, .malformedEquipment where isOverloaded: verdictOnOverload(meter)
            case .query(let query): verdict(on: query, freshness: freshness, area: area, meter: meter)
            case .malformedEquipment(let answer): verdictOnMalformed(answer, meter: meter)
            }
        let answer = verdict.answer
        meter.count(answer.kind)
        return EquipmentResponse(answer: answer, freshness: freshness)
    }

    /// Answers what never became a check, such as bytes that are not HTTP or a caller without the right; counted in `meter`.
    func refuse(with answer: EquipmentAnswer, meter: LoopMeter) -> EquipmentResponse {
        meter.count(answer.kind)
        return EquipmentResponse(answer: answer, freshness: lookup.freshness)
    }

    func verdict(
        on query: EquipmentStatusQuery, freshness: ListFreshness, area: String? = nil, meter: LoopMeter
    ) -> Verdict {
        verdict(on: query.pei.imei, imsi: query.supi?.imsi, freshness: freshness, area: area, meter: meter)
    }

    /// The verdict on a device; one without an IMEI is given as nil. The subscription is asked for only when the device is listed.
    func verdict(
        on imei: IMEI?, imsi: @autoclosure () -> IMSI?, freshness: ListFreshness, area: String? = nil, meter: LoopMeter
    ) -> Verdict {
        let policy = policy
        guard let imei else {
            meter.count(.otherEquipment)
            switch policy.otherEquipment {
            case .permitted: return .status(.permitted)
            case .unknownEquipment: return .unknown
            }
        }
        guard case .list(_, let age) = freshness else {
            meter.count(.unsynchronised)
            switch policy.unsynchronised {
            case .unavailable: return .unavailable(.listMissing)
            case .permitted: return .status(.permitted)
            }
        }
        if age > policy.staleAfter {
            meter.count(.stale)
            if policy.stale == .unavailable { return .unavailable(.listStale) }
        }
        var listed = lookup.status(of: imei)
        if listed != nil, let imsi = imsi() { listed = lookup.status(of: imei, imsi: imsi) }
        if let listed {
            hits?.note(imei, listed, area: area)
            return .status(listed)
        }
        meter.count(.unlisted)
        switch policy.unlisted {
        case .permitted: return .status(.permitted)
        case .tracking: return .status(.tracking)
        case .unknownEquipment: return .unknown
        }
    }

    func verdictOnMalformed(_ answer: EquipmentAnswer, meter: LoopMeter) -> Verdict {
        meter.count(.malformed)
        switch policy.malformed {
        case .badRequest: return .refused(answer)
        case .permitted: return .status(.permitted)
        case .unknownEquipment: return .unknown
        }
    }

    private func verdictOnOverload(_ meter: LoopMeter) -> Verdict {
        meter.count(.overload)
        switch policy.overload {
        case .unavailable: return .unavailable(.overloaded)
        case .slowDown: return .unavailable(.slowDown)
        case .permitted: return .status(.permitted)
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
