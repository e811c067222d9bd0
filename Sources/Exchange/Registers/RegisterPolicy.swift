// SPDX-License-Identifier: EUPL-1.2

/// All rules of one register, as data: who may, on which basis, by which clock, how long kept, which escalation, who must confirm.
///
/// The deciders in this room know the lifecycle; a policy tells them how one register lives it. An eighth register is a new
/// policy and a new way to read subjects, nothing else.
public struct RegisterPolicy: Sendable {
    /// The register this policy governs.
    public let register: RegisterName
    /// Its name for people.
    public let title: Bilingual
    /// The purpose that a mandate must carry before any right in this register can be used (GDPR art. 5(1)(b)).
    public let purpose: String
    /// What can be reported, and by whom.
    public let reports: [ReportKind: ReportRule]
    /// What can be decided, by whom, and to what effect.
    public let decisions: [DecisionKind: DecisionRule]
    /// How long people have to decide on a report. Nothing follows by itself when it is over: worklists show it. nil when there is no term.
    public let decideWithin: Term?
    /// The lists derived from decisions, with the duties they lay on parties.
    public internal(set) var lists: [ListName: ListRule]
    /// The measures that a decision can lay on named parties directly.
    public let measures: [MeasureKind: MeasureRule]
    /// How somebody affected can object.
    public let objection: ObjectionRule
    /// How long a closed case is kept, by the decision that closed it.
    public let retention: RetentionRule
    /// What is taken in when a party saw a listed subject; nil when nothing is.
    public let hits: HitRule?
    /// What may be asked of parties where a report does not say what it is about.
    public let questions: [QuestionKind: QuestionRule]
    /// Which files may be added to a report; nil when none may.
    public let attachments: AttachmentRule?
    /// The members of a report's details that only who decides sees, such as where a device was.
    public let confidential: Set<String>
    /// How somebody has what was entered about him put right.
    public let rectification: RectificationRule
    /// How it is kept who read a case.
    public let readings: ReadingRule
    /// How whoever supervises may ask edges what they answer.
    public let samples: SampleRule
    /// How its reports are counted for the open figures.
    public let figures: FigureRule
    /// The roles that supervise compliance.
    public let supervisors: Set<Role>
    /// How many reports one party makes before they are dealt with as a whole; nil when that has no limit.
    public let flood: FloodRule?
    /// The roles that may check many subjects at once, privately.
    public let checkers: Set<Role>

    /// Gathers the rules of one register.
    public init(
        register: RegisterName,
        title: Bilingual,
        purpose: String,
        reports: [ReportKind: ReportRule],
        decisions: [DecisionKind: DecisionRule],
        decideWithin: Term? = nil,
        lists: [ListName: ListRule],
        measures: [MeasureKind: MeasureRule] = [:],
        objection: ObjectionRule,
        retention: RetentionRule,
        hits: HitRule? = nil,
        questions: [QuestionKind: QuestionRule] = [:],
        attachments: AttachmentRule? = nil,
        confidential: Set<String> = [],
        rectification: RectificationRule = RectificationRule(),
        readings: ReadingRule = ReadingRule(),
        samples: SampleRule = SampleRule(),
        figures: FigureRule = FigureRule(),
        supervisors: Set<Role> = [.regulator],
        checkers: Set<Role> = [],
        flood: FloodRule? = nil
    ) {
        self.register = register
        self.title = title
        self.purpose = purpose
        self.reports = reports
        self.decisions = decisions
        self.decideWithin = decideWithin
        self.lists = lists
        self.measures = measures
        self.objection = objection
        self.retention = retention
        self.hits = hits
        self.questions = questions
        self.attachments = attachments
        self.confidential = confidential
        self.rectification = rectification
        self.readings = readings
        self.samples = samples
        self.figures = figures
        self.supervisors = supervisors
        self.flood = flood
        self.checkers = checkers
    }
}
