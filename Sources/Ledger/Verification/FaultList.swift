// SPDX-License-Identifier: EUPL-1.2

/// Faults in the order in which they were found, no more than a report lists.
struct FaultList {
    private(set) var faults: [LogFault] = []
    /// Whether there were more than fit.
    private(set) var overflowed = false

    /// Whether another one would not fit, so that there is no use in searching on.
    var isFull: Bool { faults.count >= LogVerifier.mostFaults }

    mutating func add(_ fault: LogFault) {
        if isFull {
            overflowed = true
        } else {
            faults.append(fault)
        }
    }
}
