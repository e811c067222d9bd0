// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

extension CaseView {
    /// When and where the case's subjects were seen, the newest first: for who decides, and nobody else.
    func hits(_ state: Case) -> JSON {
        .array(
            state.hits.sorted { $0.sighting.seenAt > $1.sighting.seenAt }.map { hit in
                let name = hit.party.map { registry.parties[$0]?.name ?? $0.description }
                return .object(
                    JSONObject([
                        ("onderwerp", .string(hit.sighting.subject.value)), ("gezien", .string(hit.sighting.seenAt.description)),
                        ("gebied", hit.sighting.area.map { .string($0) }), ("door", name.map { .string($0) }),
                        ("randknoop", .string(hit.sighting.edge)), ("vastgelegd", .string(hit.at.description)),
                    ])
                )
            })
    }
}
