// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import NIOCore

/// Answers the requests of one connection, whichever HTTP it speaks: looks at the right to ask, at the load, and counts.
///
/// Used on the connection's event loop only.
struct ServiceDesk {
    /// Whether the connection is one too many: its checks are answered as in overload, and then it is closed.
    let isSurplus: Bool

    private let responder: EquipmentResponder
    private let gate: TokenGate?
    private let meter: LoopMeter
    private let load: LoopLoad
    private let eventLoop: any EventLoop
    private var memory = TokenMemory()
    private var begun: NIODeadline?
    private var answered = 0
    private var isLate = false

    /// The desk of one connection on `eventLoop`; with a `gate`, for callers that show a token.
    init(
        responder: EquipmentResponder, gate: TokenGate?, load: LoopLoad, isSurplus: Bool, eventLoop: any EventLoop
    ) {
        self.responder = responder
        self.gate = gate
        self.load = load
        self.isSurplus = isSurplus
        self.eventLoop = eventLoop
        meter = responder.counters.meter(for: eventLoop)
    }

    /// Whether the `authorization` field of a request matters.
    var wantsToken: Bool { gate != nil }

    /// Answers one complete request.
    mutating func answer(method: String, target: String, authorization: String?) -> EquipmentResponse {
        answer(EquipmentDoor.read(method: method, target: target), authorization: authorization)
    }

    /// As ``answer(method:target:authorization:)`` for a GET of which the target stands in `target`.
    mutating func answer(target: UnsafeBufferPointer<UInt8>, authorization: String?) -> EquipmentResponse {
        answer(EquipmentDoor.read(target: target), authorization: authorization)
    }

    private mutating func answer(_ reading: @autoclosure () -> EquipmentDoor.Reading, authorization: String?) -> EquipmentResponse {
        begin()
        if let refusal = gate?.refusal(of: authorization, memory: &memory) { return responder.refuse(with: refusal, meter: meter) }
        return responder.answer(reading(), isOverloaded: isSurplus || isLate, meter: meter)
    }

    /// Answers what never became a request.
    mutating func refuse(with answer: EquipmentAnswer) -> EquipmentResponse {
        begin()
        return responder.refuse(with: answer, meter: meter)
    }

    /// Notes that all answers given were handed to the system.
    mutating func flushed() {
        guard let begun else { return }
        meter.record(answered, took: (NIODeadline.now() - begun).nanoseconds)
        self.begun = nil
        answered = 0
    }

    private mutating func begin() {
        answered += 1
        guard begun == nil else { return }
        let now = NIODeadline.now()
        begun = now
        isLate = load.isLate(at: now, on: eventLoop)
    }
}
