// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Exchange
import Identifiers
import Ledger
import ListedDevices
import Logging
import Metrics

extension Follower {
    /// Delivered: it arrived and holds. Accepted: it is on disk. Carried out: it is what checks are answered from, and nothing that
    /// was to be erased can be read any more.
    func apply(_ batch: VerifiedBatch, heard: Instant?, arrived: Instant) throws {
        let changes = try DeviceChange.changes(in: batch.listings)
        let before = standing.kept
        let isNew = before?.position.version != batch.position.version
        let written = min(arrived, batch.written)
        var kept = ReplicaStore.Kept(
            position: batch.position, verifiedAt: min(arrived, max(before?.verifiedAt ?? written, written)),
            delivered: isNew ? arrived : before?.delivered ?? arrived,
            accepted: isNew ? timekeeper.now() : before?.accepted ?? arrived, heard: heard,
            owesErasure: batch.erases || before?.owesErasure ?? false
        )
        let mustWrite = isNew || !changes.isEmpty || kept.owesErasure
        if standing.isWriteDue(at: arrived, every: timing.writeEvery, mustWrite: mustWrite) {
            try store.apply(changes, kept: kept)
        }
        if isNew { kept.accepted = timekeeper.now() }
        index.apply(changes, version: batch.position.version, verifiedAt: kept.verifiedAt)
        keeper.compactIfDue()
        settle(kept, isNew: isNew)
        guard isNew else { return }
        logger.info(
            "A new version of the list is active.",
            metadata: ["version": "\(batch.position.version)", "changes": "\(changes.count)"])
    }

    /// Puts a snapshot in place of the list. What is not in it any more must be as if it was never there.
    func take(_ received: ColdStart.Received, heard: Instant?) throws {
        let arrived = timekeeper.now()
        let offer = received.offer
        let before = standing.kept
        let isNew = before?.position.version != offer.snapshot.version
        let written = min(arrived, offer.written)
        var kept = ReplicaStore.Kept(
            position: offer.position, verifiedAt: min(arrived, max(before?.verifiedAt ?? written, written)),
            delivered: isNew ? arrived : before?.delivered ?? arrived, accepted: isNew ? arrived : before?.accepted ?? arrived,
            heard: heard, owesErasure: before != nil
        )
        try keeper.replace(kept: kept) { writer in
            try received.each { imei, status, since in
                try writer.add(ListedDevice(imei: imei, status: ListedStatus(status), since: ListedDay(since)))
            }
        }
        if isNew { kept.accepted = timekeeper.now() }
        settle(kept, isNew: isNew)
        logger.info(
            "The list was taken from a snapshot.",
            metadata: ["version": "\(offer.snapshot.version)", "devices": "\(index.count)"])
    }

    /// Notes that the list was the newest at a moment.
    func confirm(_ moment: Instant, heard: Instant?, arrived: Instant, _ lastTouch: inout Instant) throws {
        index.touch(moment)
        standing.noteComplete()
        guard var kept = standing.kept else { return }
        if kept.owesErasure { settle(kept, isNew: false) }
        guard arrived - lastTouch > timing.touchEvery else { return }
        lastTouch = arrived
        kept = standing.kept ?? kept
        kept.verifiedAt = moment
        kept.heard = heard
        try store.touch(kept)
        standing.noteKept(kept, active: nil)
    }

    /// Shows whether the hub distributes. The list stays as it is, and checks are answered from it.
    func heed(_ stopped: Instant?) {
        guard standing.noteStopped(stopped) else { return }
        Gauge(label: "schakel_edge_distribution_stopped").record(stopped == nil ? 0 : 1)
        if let stopped {
            logger.warning(
                "The distribution of the list was stopped at the hub; the edge goes on with the list it has.",
                metadata: ["since": "\(stopped)"])
        } else {
            logger.notice("The list is distributed again.")
        }
    }

    /// Makes what is on disk and in memory the standing of this edge. When something must still be erased and cannot be, the list
    /// serves, but it is not stated as carried out.
    private func settle(_ kept: ReplicaStore.Kept, isNew: Bool) {
        var kept = kept
        let owed = standing.kept?.owesErasure ?? false
        if kept.owesErasure {
            do {
                try keeper.erase()
                kept.owesErasure = false
            } catch {
                Counter(label: "schakel_edge_erasure_failures_total").increment()
                logger.error(
                    "What was deleted is not erased from the edge's files yet; the version is not stated until it is.",
                    metadata: ["error": "\(error)"])
            }
        }
        standing.noteKept(kept, active: isNew || owed && !kept.owesErasure ? timekeeper.now() : nil)
        Gauge(label: "schakel_edge_list_version").record(Int64(kept.position.version))
        Gauge(label: "schakel_edge_list_devices").record(Int64(index.count))
    }
}
