// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Exchange
import Logging
import Metrics

/// Makes runs, looks what became of them, and tells. One step at a time; a step blocks its thread.
struct LegacyDesk: Sendable {
    let source: any ListedDevicesSource
    let list: ListName
    /// Log and list.
    let origin: String
    let standing: EdgeStanding
    let legacy: LegacyStanding
    let timekeeper: any Timekeeper
    let logger: Logger
    /// Whether the edge stops.
    let mustStop: @Sendable () -> Bool

    /// What is remembered from step to step.
    struct Course: Sendable {
        var folder: LegacyFolder?
        /// The version of which there is no run yet, and when it was first seen.
        var change: (version: UInt64, at: Instant)?
        /// How often the program was started for which run.
        var attempts = (run: 0, count: 0)
        /// The failure that was told last.
        var told: String?
        /// The highest number that was used.
        var highest = 0
    }

    /// How long after a failure of the program it is started again, at first; twice as long each time, up to an hour.
    static let firstRetry: Span = .minutes(1)
    private static let longestRetry: Span = .minutes(60)

    /// Does what is due.
    /// - Throws: what stands in the way; it was told.
    func step(_ course: inout Course) throws {
        guard let configuration = legacy.configuration else {
            course = Course()
            standing.noteImporting(false)
            return
        }
        standing.noteImporting(configuration.acknowledgement == .import)
        do {
            let folder = try open(configuration, &course)
            try judge(folder, &course)
            try makeRun(configuration, in: folder, &course)
            try startProgram(configuration, in: folder, &course)
            try judge(folder, &course)
            if legacy.trouble != nil { logger.notice("Files for other registers are made again.") }
            legacy.note(nil as LegacyError?)
        } catch is LegacyComposer.Stopped {
            return
        } catch {
            let trouble = error as? LegacyError ?? LegacyError(.folder, "A run cannot be made: \(error)")
            if legacy.trouble != trouble {
                Counter(label: "schakel_edge_legacy_failures_total", dimensions: [("code", trouble.code.rawValue)]).increment()
                logger.error("No files can be made for other registers.", metadata: ["reason": "\(trouble)"])
            }
            legacy.note(trouble)
            throw trouble
        }
    }

    private func open(_ configuration: LegacyConfiguration, _ course: inout Course) throws(LegacyError) -> LegacyFolder {
        if let folder = course.folder, folder.path == configuration.folder { return folder }
        course = Course()
        let folder = try LegacyFolder(opening: configuration.folder, for: origin)
        course.folder = folder
        return folder
    }

    /// Looks what the importing side said.
    private func judge(_ folder: LegacyFolder, _ course: inout Course) throws(LegacyError) {
        var progress = LegacyStanding.Progress()
        let runs = folder.runs()
        progress.newest = runs.last
        for run in runs.reversed() {
            guard let (result, at) = folder.result(of: run) else { continue }
            switch result {
            case .accepted:
                progress.imported = run
                progress.importedAt = min(max(at, run.at), max(run.at, timekeeper.now()))
            case .failed(let reason):
                if run == runs.last { progress.failure = reason.isEmpty ? "no reason was given" : reason }
            }
            if progress.imported != nil { break }
        }
        tell(progress, &course)
        legacy.note(progress)
        if let imported = progress.imported, let at = progress.importedAt {
            standing.noteImported(imported.version, at: at)
        } else {
            standing.noteImported(nil, at: .epoch)
        }
    }

    private func tell(_ progress: LegacyStanding.Progress, _ course: inout Course) {
        let before = legacy.progress
        if let newest = progress.newest { Gauge(label: "schakel_edge_legacy_version").record(Int64(newest.version)) }
        if let imported = progress.imported { Gauge(label: "schakel_edge_legacy_imported_version").record(Int64(imported.version)) }
        Gauge(label: "schakel_edge_legacy_import_failed").record(progress.failure == nil ? 0 : 1)
        if let imported = progress.imported, imported != before.imported {
            logger.info("A run was imported.", metadata: ["run": "\(imported.number)", "version": "\(imported.version)"])
        }
        let failure = progress.failure.map { "\(progress.newest?.number ?? 0) \(progress.importedAt?.milliseconds ?? 0) \($0)" }
        guard failure != course.told else { return }
        course.told = failure
        guard let reason = progress.failure, let run = progress.newest else { return }
        Counter(label: "schakel_edge_legacy_import_failures_total").increment()
        logger.error(
            "The import of a run failed: the network does not block by it, so its version is not stated as carried out.",
            metadata: ["run": "\(run.number)", "version": "\(run.version)", "reason": "\(reason)"])
    }

    private func makeRun(_ configuration: LegacyConfiguration, in folder: LegacyFolder, _ course: inout Course) throws {
        guard let version = standing.kept?.position.version, version > 0 else { return }
        let now = timekeeper.now()
        if course.change?.version != version { course.change = (version, now) }
        let runs = folder.runs()
        let schedule = LegacySchedule(occasion: configuration.occasion, keepFor: configuration.keepFor)
        guard schedule.isDue(at: now, newest: runs.last, version: version, changedAt: course.change?.at ?? now) else { return }
        let composer = LegacyComposer(
            source: source, list: list, spelling: configuration.hasCheckDigits ? .checkDigit : .digits, mustStop: mustStop)
        course.highest = max(course.highest, folder.highestNumber()) + 1
        let imported = legacy.progress.imported?.number
        // Devices that are off the list longer than a run may be kept are in no delta either.
        let bases = runs.filter { now - $0.at < configuration.keepFor }
        let made: LegacyRun?
        do {
            made = try composer.compose(course.highest, at: now, deltasFrom: bases, in: folder)
        } catch let error as LegacyError where error.code == .damaged {
            logger.error("A damaged run is removed.", metadata: ["reason": "\(error)"])
            for run in runs where !LegacyDesk.isSound(run, in: folder) { folder.remove(run) }
            throw error
        }
        guard let made else { return }
        Counter(label: "schakel_edge_legacy_runs_total").increment()
        logger.info(
            "A run was made.",
            metadata: ["run": "\(made.number)", "version": "\(made.version)", "devices": "\(made.devices)"])
        let all = folder.runs()
        for run in schedule.superfluous(all, keep: configuration.keep, imported: imported, at: now) { folder.remove(run) }
    }

    /// Whether the list of a run is what was written.
    private static func isSound(_ run: LegacyRun, in folder: LegacyFolder) -> Bool {
        do {
            let file = try ListedFile(of: run, in: folder)
            while try file.next() != nil {}
            return true
        } catch {
            return false
        }
    }

    /// Starts the operator's program for the newest run, when it has no result yet, or failed a while ago.
    private func startProgram(_ configuration: LegacyConfiguration, in folder: LegacyFolder, _ course: inout Course) throws {
        guard let template = configuration.command, let run = folder.runs().last else { return }
        if course.attempts.run != run.number { course.attempts = (run.number, 0) }
        if let (result, at) = folder.result(of: run) {
            guard case .failed = result else { return }
            let doublings = min(course.attempts.count, 6)
            let wait = min(LegacyDesk.longestRetry, LegacyDesk.firstRetry * (1 << doublings))
            guard timekeeper.now() - at >= wait else { return }
        }
        course.attempts.count += 1
        let command = ImportCommand(template, for: run, in: folder, timeout: configuration.timeout)
        guard let result = try command.run(mustStop: mustStop) else { throw LegacyComposer.Stopped() }
        try folder.write(result, of: run)
    }
}
