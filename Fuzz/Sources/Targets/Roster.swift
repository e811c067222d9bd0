// SPDX-License-Identifier: EUPL-1.2

/// All readers that are attacked.
enum Roster {
    static let targets: [any FuzzTarget] = [
        NoteTarget(), CheckpointTarget(), KeyTarget(),
        TilePathTarget(), TileTarget(), BundleTarget(),
        LeafTarget(), ProofTarget(), ReceiptTarget(),
        JSONTarget(), ClockTarget(),
        RequestTarget(), PolicyTarget(), KnownLogsTarget(), CosignatureTarget(),
        ListTextTarget(), SnapshotTarget(), ListingTarget(), TombstoneTarget(), StatementTarget(),
        EventStreamTarget(), FollowTarget(), OfferTarget(),
        QueryTarget(), HeadTarget(), DiameterTarget(),
    ]

    static func target(named name: String) -> (any FuzzTarget)? { targets.first { $0.name == name } }
}
