// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

@testable import Edge

extension HostileHub {
    /// Behaves as a hub should: streams, offers its newest snapshot if it has one, and takes in what edges say.
    func honest(_ clock: ManualTimekeeper) -> HostileDoor.Behaviour {
        { request in try at(clock.now()).honestly(request) }
    }

    /// The honest answer to a request.
    func honestly(_ request: HostileDoor.Request) throws -> HostileDoor.Reply {
        switch request.subject {
        case .stream: request.from <= size ? .held(try stream(from: request.from)) : .problem(409)
        case .offer: try offer(after: request.from).map { .json($0.json) } ?? .problem(404)
        case .text: texts[texts.keys.max() ?? 0].map { .whole($0) } ?? .problem(404)
        case .act: .json([:])
        }
    }
}
