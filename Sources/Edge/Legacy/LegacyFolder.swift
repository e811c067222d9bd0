// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Exchange
import FoundationEssentials
import Ledger
import Operations

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The folder in which runs appear. It is the whole memory of what was written: what is in it under its own name is complete.
///
///     listgen__20261121_040820__runid_12/   one run
///     latest                                a link to the newest run
///     12.result                             what the importing side says of run 12
///     .new-…, .old-…                        what is being made or removed
final class LegacyFolder: Sendable {
    let path: String
    /// Which list its runs are of: log and list. Runs of another are not looked at.
    let origin: String
    private let lock: FolderLock

    /// What is being made, and what is being removed.
    private static let making = ".new-"
    private static let removing = ".old-"
    /// The link to the newest run.
    static let latest = "latest"

    /// Takes the folder and clears away what an earlier process left half done.
    init(opening path: String, for origin: String) throws(LegacyError) {
        self.path = path
        self.origin = origin
        do {
            lock = try FolderLock(folder: path)
        } catch {
            throw LegacyError(error.isTaken ? .taken : .folder, error.description)
        }
        for name in names where name.hasPrefix(LegacyFolder.making) || name.hasPrefix(LegacyFolder.removing) { remove(name) }
        if let newest = runs().last { link(newest) }
    }

    private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] }

    /// A path in the folder.
    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// The full list of a run.
    func fullList(of run: LegacyRun) -> String { file("\(run.folder)/\(run.name.full)") }

    /// The runs that are there, in ascending order of their numbers.
    func runs() -> [LegacyRun] {
        var runs: [LegacyRun] = []
        for name in names where name.hasPrefix("listgen__") {
            guard let file = try? PlainFile(reading: self.file("\(name)/\(LegacyRun.manifest)")),
                let bytes = try? file.next(most: 65_536),
                let json = try? JSON(parsing: bytes), let run = LegacyRun(json: json), run.folder == name,
                json["list"]?.string == origin
            else { continue }
            runs.append(run)
        }
        return runs.sorted { $0.number < $1.number }
    }

    /// The highest number that was ever used here, as far as can be seen: a removed run may have left its result.
    func highestNumber() -> Int {
        let numbers = names.compactMap { name -> Int? in
            if name.hasSuffix(".result") { return Int(name.dropLast(".result".count)) }
            return name.split(separator: "_").last.flatMap { name.hasPrefix("listgen__") ? Int($0) : nil }
        }
        return numbers.filter { $0 < 1 << 52 }.max() ?? 0
    }

    /// Makes a run: everything or nothing of it appears.
    /// - Parameter fill: writes files into a folder that nobody looks into yet, and returns the run.
    func make(_ fill: (_ folder: String) throws -> LegacyRun?) throws -> LegacyRun? {
        let temporary = LegacyFolder.making + "run"
        remove(temporary)
        let place = file(temporary)
        guard mkdir(place, 0o750) == 0 else { throw DurableFile.failure(errno, place) }
        _ = chmod(place, 0o750)
        do {
            guard let run = try fill(place) else {
                remove(temporary)
                return nil
            }
            LegacyFolder.synchronise(place)
            guard rename(place, file(run.folder)) == 0 else { throw DurableFile.failure(errno, file(run.folder)) }
            LegacyFolder.synchronise(path)
            link(run)
            return run
        } catch {
            remove(temporary)
            throw error
        }
    }

    /// Removes a run with its result: it is gone at once, or is still there as a whole.
    func remove(_ run: LegacyRun) {
        let aside = LegacyFolder.removing + run.folder
        guard rename(file(run.folder), file(aside)) == 0 else { return }
        remove(aside)
        unlink(file(run.result))
    }

    /// What the importing side says of a run, and when it did; nil as long as it said nothing that can be understood.
    func result(of run: LegacyRun) -> (result: ImportResult, at: Instant)? {
        guard let file = try? PlainFile(reading: self.file(run.result)),
            let bytes = try? file.next(most: ImportResult.mostBytes + 1), let result = ImportResult(parsing: bytes)
        else { return nil }
        return (result, Instant(milliseconds: file.modified))
    }

    /// Writes what became of a run, for the program that was started for it.
    func write(_ result: ImportResult, of run: LegacyRun) throws(LegacyError) {
        let temporary = file(LegacyFolder.making + run.result)
        unlink(temporary)
        let written = try DurableFile(making: temporary)
        written.buffer = Array(result.description.utf8)
        try written.finish()
        guard rename(temporary, file(run.result)) == 0 else { throw DurableFile.failure(errno, file(run.result)) }
        LegacyFolder.synchronise(path)
    }

    /// Has `latest` lead to a run; a moment without the link there is not.
    private func link(_ run: LegacyRun) {
        let temporary = file(LegacyFolder.making + LegacyFolder.latest)
        unlink(temporary)
        if symlink(run.folder, temporary) == 0 { _ = rename(temporary, file(LegacyFolder.latest)) }
    }

    private func remove(_ name: String) { try? FileManager.default.removeItem(atPath: file(name)) }

    /// Makes names durable. Not every file system can: then they become so in their own time.
    private static func synchronise(_ folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        _ = close(descriptor)
    }
}
