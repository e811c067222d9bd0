// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Identifiers
import Logging
import Metrics
import ServiceLifecycle

/// Brings hits from memory to disk and from there to the hub, and drops those of devices that left the list.
struct HitService: Service {
    let hub: HubConnection
    let register: RegisterName
    let edge: String
    let recorder: HitRecorder
    let store: HitStore
    let index: DeviceIndex
    let standing: EdgeStanding
    let logger: Logger
    var timing = HitTiming()

    /// Tells the sender that there is something on disk.
    private let kept = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    init(
        hub: HubConnection, register: RegisterName, edge: String, recorder: HitRecorder, store: HitStore, index: DeviceIndex,
        standing: EdgeStanding, logger: Logger, timing: HitTiming = HitTiming()
    ) {
        self.hub = hub
        self.register = register
        self.edge = edge
        self.recorder = recorder
        self.store = store
        self.index = index
        self.standing = standing
        self.logger = logger
        self.timing = timing
    }

    func run() async throws {
        begin()
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                group.addTask { await keepNews() }
                group.addTask { await followList() }
                group.addTask {
                    await HitSender(
                        hub: hub, register: register, edge: edge, store: store, delay: recorder.policy.delay, news: kept.stream,
                        logger: logger, timing: timing, dropReleased: dropReleased, show: showWaiting
                    ).run()
                }
            }
        }
        keep()
    }

    /// What an earlier run kept, under the policy and the list of now.
    private func begin() {
        if recorder.policy.reported == .none { drop("off") { _ in false } }
        dropReleased()
        showWaiting()
    }

    /// Brings what is noted to disk as soon as it is.
    private func keepNews() async {
        var news = recorder.news.makeAsyncIterator()
        while !Task.isCancelled, await news.next() != nil {
            while !keep(), !Task.isCancelled { try? await Task.sleep(for: timing.diskPause) }
        }
    }

    /// - Returns: whether the disk took it.
    @discardableResult
    private func keep() -> Bool {
        let noted = recorder.take()
        do {
            let overflow = recorder.takeOverflow()
            try store.noteDropped(overflow, "overflow")
            HitService.countDropped(overflow, "overflow")
            guard !noted.isEmpty else { return true }
            let (kept, dropped) = try store.keep(noted, under: recorder.policy)
            for (status, count) in kept {
                Counter(label: "schakel_edge_hits_total", dimensions: [("status", status)]).increment(by: Int64(count))
            }
            HitService.countDropped(dropped, "room")
            if dropped > 0 {
                logger.error(
                    "More hits wait than there is room for; the oldest were dropped: see why the hub does not take them.",
                    metadata: ["dropped": "\(dropped)"])
            }
            showWaiting()
            self.kept.continuation.yield()
            return true
        } catch {
            recorder.putBack(noted)
            logger.error("Hits cannot be written to disk; it is tried again.", metadata: ["error": "\(error)"])
            return false
        }
    }

    /// Drops the hits of devices that left the list, whenever the list may have changed.
    private func followList() async {
        var seen: UInt64 = 0
        while !Task.isCancelled {
            seen = await standing.changed(after: seen)
            dropReleased()
        }
    }

    private func dropReleased() {
        // Without a list nothing is known to have left it.
        guard recorder.policy.reported != .none, index.freshness != .never else { return }
        recorder.forget { index.status(of: $0) == nil }
        drop("released") { index.status(of: $0) != nil }
    }

    private func drop(_ why: String, unless stays: (IMEI) -> Bool) {
        do {
            let dropped = try store.drop(why, unless: stays)
            guard dropped > 0 else { return }
            HitService.countDropped(dropped, why)
            showWaiting()
            logger.info("Hits were dropped.", metadata: ["count": "\(dropped)", "reason": "\(why)"])
        } catch {
            logger.error("Hits cannot be dropped; it is tried again.", metadata: ["error": "\(error)"])
        }
    }

    private func showWaiting() {
        guard let count = try? store.count() else { return }
        Gauge(label: "schakel_edge_hits_waiting").record(Int64(count))
    }

    private static func countDropped(_ count: Int, _ why: String) {
        guard count > 0 else { return }
        Counter(label: "schakel_edge_hits_dropped_total", dimensions: [("reason", why)]).increment(by: Int64(count))
    }
}

/// How long what waits.
struct HitTiming: Sendable {
    /// The longest wait before a message is sent again.
    var longestWait = Duration.seconds(60)
    /// The wait after the hub said that it wants hits later.
    var later = Duration.seconds(600)
    /// The wait after the disk took nothing.
    var diskPause = Duration.seconds(1)
}
