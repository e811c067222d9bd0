// SPDX-License-Identifier: EUPL-1.2

public import Exchange

/// What a worklist shows and sorts by, beside a case's bare row.
public struct CaseWork: Hashable, Sendable {
    /// What the case waits for.
    public let tasks: Set<CaseTask>
    /// Until when people have for the first of it; nil when it waits for nothing, or the policy sets no term.
    public let due: Instant?
    /// The kind of its first report; nil when that was erased before it was noted.
    public let kind: ReportKind?
    /// How many objections nobody decided on yet.
    public let openObjections: Int
    /// What stands for who made the open proposal; nil when there is none. It names nobody: only the hub can make it of a person.
    public let proposer: String?

    /// Whether something was seen that is on a list in order to be seen, and nobody has looked yet.
    public let isAlert: Bool

    /// Describes the work in a case.
    public init(
        tasks: Set<CaseTask>, due: Instant?, kind: ReportKind?, openObjections: Int, proposer: String?, isAlert: Bool = false
    ) {
        self.tasks = tasks
        self.due = due
        self.kind = kind
        self.openObjections = openObjections
        self.proposer = proposer
        self.isAlert = isAlert
    }

    /// Where a case without a term stands in an order of terms: behind all others.
    public static let noTerm = Int64.max

    /// What stands in the place of the moment a row was described at, in a row that was not. No moment has it.
    package static let undescribed: Int64 = -1_000_000_000_000_000_000

    /// The tasks as one number, a bit each, as stores keep them, with a bit for an alert.
    public var taskBits: Int64 { tasks.reduce(isAlert ? CaseWork.alertBit : 0) { $0 | CaseWork.bit(of: $1) } }

    /// The bit of an alert. It is beyond those of tasks: no question is asked by it.
    private static let alertBit: Int64 = 1 << 16

    /// Whether a number stands for an alert, among others.
    public static func isAlert(_ bits: Int64) -> Bool { bits & alertBit != 0 }

    /// The bit of a task.
    public static func bit(of task: CaseTask) -> Int64 {
        switch task {
        case .decide: 1
        case .confirm: 2
        case .objection: 4
        case .rectification: 8
        case .clearance: 16
        }
    }

    /// The tasks that a number stands for.
    public static func tasks(of bits: Int64) -> Set<CaseTask> { Set(CaseTask.allCases.filter { bits & bit(of: $0) != 0 }) }
}
