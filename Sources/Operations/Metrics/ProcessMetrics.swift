// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    @preconcurrency import Glibc
#elseif canImport(Musl)
    @preconcurrency import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the kernel says about this process (proc(5)), under the names every Prometheus client library uses.
///
/// A figure that cannot be read (another system, a closed `/proc`) is left out rather than shown as zero.
struct ProcessMetrics: Equatable {
    static let names = [
        "process_cpu_seconds_total", "process_open_fds", "process_resident_memory_bytes", "process_start_time_seconds",
    ]

    var cpuSeconds: Double?
    var openFiles: Int?
    var residentBytes: Int?
    /// Seconds since 1970.
    var startSeconds: Double?

    /// Reads `/proc` now.
    static func current() -> ProcessMetrics {
        ProcessMetrics(
            stat: ProcessFiles.read("/proc/self/stat"),
            system: ProcessFiles.read("/proc/stat"),
            openFiles: ProcessFiles.openDescriptors(),
            ticksPerSecond: Int(sysconf(Int32(_SC_CLK_TCK))),
            pageBytes: Int(sysconf(Int32(_SC_PAGESIZE)))
        )
    }

    /// - Parameters:
    ///   - stat: the text of `/proc/self/stat`.
    ///   - system: the text of `/proc/stat`, for the moment the machine started.
    init(stat: String?, system: String?, openFiles: Int?, ticksPerSecond: Int, pageBytes: Int) {
        self.openFiles = openFiles
        guard let stat, ticksPerSecond > 0, pageBytes > 0, let name = stat.lastIndex(of: ")") else { return }
        // The second field is the program's name in brackets and may hold anything; the third starts behind the last bracket.
        let fields = stat[stat.index(after: name)...].split(whereSeparator: { $0 == " " || $0 == "\n" })
        guard fields.count > 21 else { return }
        if let user = Int(fields[11]), let kernel = Int(fields[12]) {
            cpuSeconds = (Double(user) + Double(kernel)) / Double(ticksPerSecond)
        }
        if let start = Int(fields[19]), let boot = Self.bootSeconds(system) {
            startSeconds = Double(boot) + Double(start) / Double(ticksPerSecond)
        }
        if let pages = Int(fields[21]) {
            let (bytes, overflow) = pages.multipliedReportingOverflow(by: pageBytes)
            residentBytes = overflow ? nil : bytes
        }
    }

    func write(to text: inout ExpositionText) {
        if let cpuSeconds {
            text.family(Self.names[0], type: "counter", help: "Processor time used, user and system, in seconds.")
            text.sample(Self.names[0], value: ExpositionText.number(cpuSeconds))
        }
        if let openFiles {
            text.family(Self.names[1], type: "gauge", help: "Open file descriptors.")
            text.sample(Self.names[1], value: String(openFiles))
        }
        if let residentBytes {
            text.family(Self.names[2], type: "gauge", help: "Resident memory in bytes.")
            text.sample(Self.names[2], value: String(residentBytes))
        }
        if let startSeconds {
            text.family(Self.names[3], type: "gauge", help: "When the process started, in seconds since 1970.")
            text.sample(Self.names[3], value: ExpositionText.number(startSeconds))
        }
    }

    private static func bootSeconds(_ system: String?) -> Int? {
        for line in system?.split(separator: "\n") ?? [] where line.hasPrefix("btime ") {
            return Int(line.dropFirst(6))
        }
        return nil
    }
}
