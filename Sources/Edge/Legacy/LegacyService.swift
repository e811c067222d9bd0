// SPDX-License-Identifier: EUPL-1.2

import Logging
import NIOPosix
import ServiceLifecycle
import Synchronization

/// Keeps the files for other equipment registers up to date for as long as the edge runs. They are written on a thread of their own, so
/// that no check waits for a disk.
struct LegacyService: Service {
    /// How often is looked for changes and results.
    static let pulse = Duration.milliseconds(500)

    /// Tells the thread that the edge stops.
    final class Stop: Sendable {
        private let flag = Atomic(false)
        var isSet: Bool { flag.load(ordering: .relaxed) }
        func set() { flag.store(true, ordering: .relaxed) }
    }

    let desk: LegacyDesk
    let stop: Stop
    var pulse = LegacyService.pulse

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var course = LegacyDesk.Course()
            var wait = Backoff(longest: .seconds(30))
            while !Task.isCancelled {
                var pause = pulse
                let (next, isDone) = await step(course)
                course = next
                if isDone { wait.reset() } else { pause = wait.next() + pulse }
                try? await Task.sleep(for: pause)
            }
        }
    }

    private func step(_ course: LegacyDesk.Course) async -> (LegacyDesk.Course, Bool) {
        await withTaskCancellationHandler {
            let done = try? await NIOThreadPool.singleton.runIfActive { [desk] in
                var course = course
                do {
                    try desk.step(&course)
                    return (course, true)
                } catch {
                    return (course, false)
                }
            }
            return done ?? (course, false)
        } onCancel: {
            stop.set()
        }
    }
}
