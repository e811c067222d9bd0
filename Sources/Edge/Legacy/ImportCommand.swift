// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Exchange
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Starts the operator's program for a run, without a shell, in a process group of its own, and waits for its exit status: 0 means that
/// the run is active in the network. The last line that it wrote is the reason of a failure.
struct ImportCommand: Sendable {
    /// The program and its arguments, everything filled in.
    let words: [String]
    /// How long it may take; then it is killed with all that it started.
    let timeout: Span

    /// How much of what it writes is kept.
    private static let mostKept = 1_024
    private static let environment = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"]

    /// Fills in what stands for the run.
    init(_ template: [String], for run: LegacyRun, in folder: LegacyFolder, timeout: Span) {
        let values: [(String, String)] = [
            ("%f", folder.fullList(of: run)), ("%d", folder.file(run.folder)), ("%r", "\(run.number)"), ("%v", "\(run.version)"),
        ]
        words = template.map { word in ImportCommand.filled(word, values) }
        self.timeout = timeout
    }

    /// One pass over the word: what is filled in is not looked at again.
    private static func filled(_ word: String, _ values: [(String, String)]) -> String {
        var text = ""
        var rest = word[...]
        while let first = rest.first {
            if let (sign, value) = values.first(where: { rest.hasPrefix($0.0) }) {
                text += value
                rest = rest.dropFirst(sign.count)
            } else {
                text.append(first)
                rest = rest.dropFirst()
            }
        }
        return text
    }

    /// Runs it. Blocks the thread.
    /// - Parameter mustStop: whether the edge stops: then the program is killed.
    /// - Returns: nil when it was stopped for that.
    /// - Throws: `command` when it cannot be started.
    func run(mustStop: () -> Bool) throws(LegacyError) -> ImportResult? {
        var pipes: [Int32] = [-1, -1]
        guard pipe(&pipes) == 0 else { throw ImportCommand.unstartable(words, errno) }
        defer { closeEnd(pipes[0]) }
        for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(pipes[0], F_SETFL, O_NONBLOCK)
        let started = spawn(output: pipes[1])
        closeEnd(pipes[1])
        let process: pid_t
        switch started {
        case .success(let number): process = number
        case .failure(let error): throw error
        }
        var tail: [UInt8] = []
        let deadline = ContinuousClock.now + timeout.duration
        while true {
            ImportCommand.read(pipes[0], into: &tail)
            var status: Int32 = 0
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process {
                // What it left running in its group would keep the files of a run that may be removed.
                kill(-process, SIGKILL)
                ImportCommand.read(pipes[0], into: &tail)
                return ImportCommand.meaning(of: status, lastLine: ImportCommand.lastLine(of: tail))
            }
            let isLate = ContinuousClock.now >= deadline
            if isLate || mustStop() {
                kill(-process, SIGKILL)
                while waitpid(process, &status, 0) < 0, errno == EINTR {}
                return isLate ? .failure("the program did not end within \(timeout.milliseconds / 1000) s") : nil
            }
            usleep(20_000)
        }
    }

    private func spawn(output: Int32) -> Result<pid_t, LegacyError> {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        ImportCommand.keepDescriptors()
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETPGROUP))
        var process: pid_t = 0
        let problem = ImportCommand.withPointers(words) { arguments in
            ImportCommand.withPointers(ImportCommand.environment) { environment in
                posix_spawn(&process, words.first ?? "", &actions, &attributes, arguments, environment)
            }
        }
        return problem == 0 ? .success(process) : .failure(ImportCommand.unstartable(words, problem))
    }

    /// No file and no socket of the edge is the program's. Those that were opened without saying so are marked here.
    private static func keepDescriptors() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for descriptor in names.compactMap({ Int32($0) }) where descriptor > 2 {
            let flags = fcntl(descriptor, F_GETFD)
            if flags >= 0, flags & FD_CLOEXEC == 0 { _ = fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC) }
        }
    }

    private static func withPointers<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }

    private static func unstartable(_ words: [String], _ number: Int32) -> LegacyError {
        LegacyError(
            .command,
            "The program \(words.first ?? "") of legacy.command cannot be started (error \(number)): check that it is there and may be run."
        )
    }

    private static func read(_ end: Int32, into tail: inout [UInt8]) {
        var piece = [UInt8](repeating: 0, count: 4_096)
        // Bounded: a program that writes without end is read on at the next look.
        for _ in 0..<64 {
            let got = readEnd(end, &piece, piece.count)
            guard got > 0 else { return }
            tail.append(contentsOf: piece[..<got])
            if tail.count > mostKept { tail.removeFirst(tail.count - mostKept) }
        }
    }

    private static func lastLine(of tail: [UInt8]) -> String {
        tail.split(whereSeparator: { $0 == 10 || $0 == 13 }).last.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private static func meaning(of status: Int32, lastLine: String) -> ImportResult {
        let signal = status & 0x7F
        let code = status >> 8 & 0xFF
        guard signal != 0 || code != 0 else { return .accepted }
        let end = signal != 0 ? "ended by signal \(signal)" : "exit status \(code)"
        return .failure(lastLine.isEmpty ? end : "\(end): \(lastLine)")
    }
}

private func closeEnd(_ descriptor: Int32) { _ = close(descriptor) }
private func readEnd(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int { read(descriptor, bytes, count) }
