// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import Glibc

/// The reader that this process attacks: the one that the environment names, so that processes which libFuzzer starts know it too.
private let attacked = ProcessInfo.processInfo.environment["FUZZ_TARGET"].flatMap { Roster.target(named: $0) }

/// Called by libFuzzer before anything else.
///
///     fuzz seeds FOLDER                      writes the seeds, and prints each target with the most bytes of an input
///     FUZZ_TARGET=NAME fuzz [OPTION…] …      attacks; the options are those of libFuzzer
@_cdecl("LLVMFuzzerInitialize")
public func begin(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
    let words = CommandLine.arguments
    if words.count == 3, words[1] == "seeds" {
        do {
            try SeedFolder(path: words[2]).write(Roster.targets)
            exit(0)
        } catch {
            stop("The seeds cannot be written: \(error)")
        }
    }
    if attacked == nil {
        stop("Set FUZZ_TARGET to one of: \(Roster.targets.map(\.name).joined(separator: " "))")
    }
    return 0
}

/// Called by libFuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func attempt(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    attacked?.attempt(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

private func stop(_ reason: String) -> Never {
    let line = "\(reason)\n".input
    _ = write(STDERR_FILENO, line, line.count)
    exit(1)
}
