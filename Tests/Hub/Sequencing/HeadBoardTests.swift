// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Store
import Testing

@testable import Hub

@Suite("The board of heads", .timeLimit(.minutes(10)))
struct HeadBoardTests {
    private func head(_ size: UInt64) -> StoredHead {
        StoredHead(size: size, time: TrialHub.start, checkpoint: "checkpoint \(size)")
    }

    /// Whether a wait has ended within a short while.
    private func ends(_ task: Task<Void, Never>) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await task.value
                return true
            }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(60))
                // The first child cannot be cancelled: let it go by closing the task it waits for.
                task.cancel()
                return false
            }
            return await group.next() ?? false
        }
    }

    @Test("it is healthy once a state was shown, ill after a failure, and healthy again with the next state")
    func health() {
        let board = HeadBoard()
        var seen = [board.isHealthy]

        board.publish(registry: Registry(), heads: [:])
        seen.append(board.isHealthy)
        board.fail()
        seen.append(board.isHealthy)
        board.publish(registry: Registry(), heads: [:])
        seen.append(board.isHealthy)

        #expect(seen == [false, true, false, true])
    }

    @Test("a head stays until its own log has a new one")
    func heads() {
        let board = HeadBoard()

        board.publish(registry: Registry(), heads: [.devices: head(1), .parties: head(5)])
        board.publish(registry: Registry(), heads: [.devices: head(2)])

        #expect(board.head(of: .devices)?.size == 2)
        #expect(board.head(of: .parties)?.size == 5)
        #expect(board.head(of: "content") == nil)
    }

    @Test("whoever waits for what is there already does not wait")
    func there() async {
        let board = HeadBoard()
        board.publish(registry: Registry(), heads: [.devices: head(3)])

        await board.wait(for: .devices, beyond: 2)

        #expect(board.head(of: .devices)?.size == 3)
    }

    @Test("a longer log wakes whoever waits for it; an equally long one and another log do not")
    func wakes() async {
        let board = HeadBoard()
        board.publish(registry: Registry(), heads: [.devices: head(3)])
        let patient = Task { await board.wait(for: .devices, beyond: 4) }
        let waiting = Task { await board.wait(for: .devices, beyond: 3) }

        board.publish(registry: Registry(), heads: [.devices: head(3), .parties: head(9)])
        board.publish(registry: Registry(), heads: [.devices: head(4)])

        await waiting.value
        #expect(await !ends(patient))
    }

    @Test("everybody who waits is woken at once")
    func wakesAll() async {
        let board = HeadBoard()
        let woken = await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 { group.addTask { await board.wait(for: .devices, beyond: 0) } }
            board.publish(registry: Registry(), heads: [.devices: head(1)])
            return await group.reduce(0) { count, _ in count + 1 }
        }

        #expect(woken == 50)
    }

    @Test("cancelling ends a wait, before it begins as well as after")
    func cancel() async {
        let board = HeadBoard()
        let waiting = Task { await board.wait(for: .devices, beyond: 0) }
        let late = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            await board.wait(for: .devices, beyond: 0)
        }

        waiting.cancel()

        await waiting.value
        await late.value
    }

    @Test("closing wakes everybody for good")
    func close() async {
        let board = HeadBoard()
        let waiting = Task { await board.wait(for: .devices, beyond: 0) }

        board.close()

        await waiting.value
        await board.wait(for: .devices, beyond: 100)
        #expect(board.isClosed)
    }

    @Test("a wait with a limit tells whether the log grew")
    func limit() async {
        let board = HeadBoard()
        board.publish(registry: Registry(), heads: [.devices: head(1)])

        let tooShort = await board.grows(.devices, beyond: 1, within: .milliseconds(10))
        async let grows = board.grows(.devices, beyond: 1, within: .seconds(50))
        board.publish(registry: Registry(), heads: [.devices: head(2)])

        #expect(!tooShort)
        #expect(await grows)
    }
}
