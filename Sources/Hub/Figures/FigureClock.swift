// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Logging
import ServiceLifecycle
import Store

/// Counts for the figures what was entered without being counted: by a version of the program that did not count yet. The log is
/// read beside the sequencer; only what comes of it goes through.
struct FigureClock: Service {
    let core: HubCore

    /// How many entries are looked at in one go.
    private static let most: UInt64 = 4_096
    /// How often it looks whether there is anything to count.
    private static let every = Duration.seconds(5)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    if core.sequencer.isReigning {
                        for name in core.registers.names { while try await count(name) {} }
                    }
                } catch is CancellationError {
                    return
                } catch {
                    core.logger.warning(
                        "Earlier entries could not be counted yet; it is tried again.", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: FigureClock.every)
            }
        }
    }

    /// Counts some entries of a register.
    /// - Returns: whether there were any.
    func count(_ name: RegisterName, most: UInt64 = FigureClock.most) async throws -> Bool {
        let register = try core.register(name)
        guard let piece = try await core.store.read({ try FigurePiece(of: register, most: most, reading: $0) }) else {
            return false
        }
        _ = try await core.sequencer.submit(
            Act("figures") { scope in
                try scope.keep(piece)
                return [:]
            }
        )
        return true
    }
}
