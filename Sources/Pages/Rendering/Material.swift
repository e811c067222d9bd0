// SPDX-License-Identifier: EUPL-1.2

/// The files of the pages, which are in the binary: it has none beside it.
enum Material {
    /// The templates by name.
    static let templates: [String: [UInt8]] = [
        "about": PackageResources.about_mustache, "case-file": PackageResources.case_file_mustache,
        "correction": PackageResources.correction_mustache,
        "correction-file": PackageResources.correction_file_mustache, "insight": PackageResources.insight_mustache,
        "processing": PackageResources.processing_mustache,
        "bulk": PackageResources.bulk_mustache, "work-row": PackageResources.work_row_mustache,
        "worklist": PackageResources.worklist_mustache,
        "chart": PackageResources.chart_mustache,
        "check": PackageResources.check_mustache, "choice": PackageResources.choice_mustache,
        "decision": PackageResources.decision_mustache, "facts": PackageResources.facts_mustache,
        "evidence": PackageResources.evidence_mustache, "field": PackageResources.field_mustache,
        "follow": PackageResources.follow_mustache, "home": PackageResources.home_mustache,
        "layout": PackageResources.layout_mustache, "letter": PackageResources.letter_mustache,
        "live": PackageResources.live_mustache,
        "monitor": PackageResources.monitor_mustache,
        "measure-file": PackageResources.measure_file_mustache, "measures": PackageResources.measures_mustache,
        "sheet": PackageResources.sheet_mustache,
        "notice": PackageResources.notice_mustache, "objection": PackageResources.objection_mustache,
        "objection-file": PackageResources.objection_file_mustache, "proposal": PackageResources.proposal_mustache,
        "recovered": PackageResources.recovered_mustache, "report": PackageResources.report_mustache,
        "reported": PackageResources.reported_mustache, "statement": PackageResources.statement_mustache,
        "status": PackageResources.status_mustache,
        "desk-form": PackageResources.desk_form_mustache,
        "sections": PackageResources.sections_mustache, "select": PackageResources.select_mustache,
        "summary": PackageResources.summary_mustache, "table": PackageResources.table_mustache,
    ]

    /// The messages of a language.
    static func messages(_ language: Language) -> [UInt8] {
        switch language {
        case .dutch: PackageResources.nl_messages
        case .english: PackageResources.en_messages
        }
    }

    static let style = PackageResources.schakel_css
    static let script = PackageResources.schakel_js
    static let icon = PackageResources.schakel_svg
}
