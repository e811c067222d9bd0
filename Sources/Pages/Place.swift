// SPDX-License-Identifier: EUPL-1.2

/// A page, and where it is in each language.
public enum Place: String, CaseIterable, Sendable {
    // MARK: For everybody

    /// What one can do here.
    case home
    /// Reporting a device.
    case report
    /// The answer to a report: number, secret, what to do now.
    case reported
    /// Number and secret, to follow a report.
    case follow
    /// How it is with a report.
    case status
    /// The proof of a report, as a file.
    case receipt
    /// Telling that the device is back, or that the report was a mistake.
    case recovered
    /// Objecting to a decision.
    case objection
    /// Everything that there is of an own report, to read and to print.
    case insight
    /// The same, as a file for programs.
    case insightFile
    /// Asking to put something right.
    case correction
    /// Adding a proof of purchase.
    case evidence
    /// No longer following in this browser.
    case stop
    /// Checking a second-hand device.
    case check
    /// The open monitor.
    case monitor
    /// Its figures, as CSV.
    case figuresCSV
    /// Its figures, as JSON.
    case figuresJSON
    /// About the service: data, cookies, accessibility, checking a receipt.
    case about

    // MARK: For people of parties

    /// The cases that wait for somebody.
    case worklist
    /// Doing the same in several cases.
    case bulk
    /// One case with its whole history.
    case caseFile
    /// Deciding in a case, or proposing to.
    case decision
    /// What another person proposed: confirming or rejecting it.
    case proposal
    /// Deciding on an objection.
    case objectionFile
    /// Putting a question to parties.
    case question
    /// Choosing among what they answered.
    case candidates
    /// The questions that a party still answers.
    case questions
    /// Answering one.
    case questionAnswer
    /// Noting what was done with hits.
    case followUp
    /// A file with a report.
    case evidenceFile
    /// Answering a request to put something right.
    case correctionFile
    /// Something decided that goes over a limit: letting it go out, or setting it aside.
    case clearance
    /// Judging a report to be false.
    case falseReport
    /// The reports of a party beyond its limit, judged as a whole.
    case flood
    /// Who read which case.
    case processing
    /// The measures of the party.
    case measures
    /// One measure with its history; which one stands behind the question mark.
    case measureFile
    /// Judging a refusal.
    case measureJudgement
    /// The letter of a step about a measure; which one stands behind the question mark.
    case letter
    /// Objecting to an order under penalty, or to a decision to collect.
    case orderObjection
    /// The own organisation: mandates, and where to go on.
    case organisation
    /// Who of it may sign in.
    case organisationPersons
    /// Letting somebody sign in.
    case organisationAdmission
    /// Letting somebody do nothing any more.
    case organisationEnd
    /// Its certificates.
    case organisationCertificates
    /// Its edges.
    case organisationEdges
    /// What it can take along.
    case organisationExport
    /// All of it, as JSON.
    case organisationExportJSON
    /// Its acts, as CSV.
    case organisationExportCSV

    // MARK: For the regulator and for administration

    /// The rules of the registers, for everybody.
    case rules
    /// All providers: what is in force, who is behind, what was missed, how it goes.
    case supervision
    /// One party: each measure with what was missed and what followed.
    case supervisedParty
    /// Taking the next step of the ladder by hand.
    case escalation
    /// Doing something with an order under penalty.
    case order
    /// Asking a party's edges what they answer.
    case sampling
    /// Planning when a party reaches a milestone.
    case milestones
    /// What there is to administer.
    case administration
    /// How it is with the hub: who enters acts, logs, witnesses, what is erased soon.
    case hubState
    /// How the lists go out: the emergency stop, and ending it.
    case distribution
    /// The parties.
    case parties
    /// Registering a party.
    case newParty
    /// Who may do what, on which basis, until when.
    case mandates
    /// Granting a mandate.
    case newMandate
    /// One mandate, and ending it.
    case mandateFile

    /// The path of the page, with the language in front: `/nl/melden`.
    /// - Parameter values: what stands in the path in the place of each name in braces; a name without a value stays as it is.
    public func path(in language: Language, _ values: [String: String] = [:]) -> String {
        var words = language == .dutch ? self.words.dutch : self.words.english
        for (name, value) in values { words = words.replacing("{\(name)}", with: value) }
        return words.isEmpty ? "/\(language.rawValue)" : "/\(language.rawValue)/\(words)"
    }

    /// The path behind the language.
    private var words: (dutch: String, english: String) {
        switch self {
        case .home: ("", "")
        case .report: ("melden", "report")
        case .reported: ("melden/ontvangen", "report/received")
        case .follow: ("volgen", "follow")
        case .status: ("volgen/stand", "follow/status")
        case .receipt: ("volgen/ontvangstbewijs", "follow/receipt")
        case .recovered: ("volgen/terug", "follow/recovered")
        case .objection: ("volgen/bezwaar", "follow/objection")
        case .insight: ("volgen/inzage", "follow/your-data")
        case .insightFile: ("volgen/inzage/bestand", "follow/your-data/file")
        case .correction: ("volgen/rectificatie", "follow/correction")
        case .evidence: ("volgen/aankoopbewijs", "follow/proof-of-purchase")
        case .stop: ("volgen/stoppen", "follow/stop")
        case .check: ("toestel-controleren", "check-device")
        case .monitor: ("monitor", "monitor")
        case .figuresCSV: ("monitor/csv", "monitor/csv")
        case .figuresJSON: ("monitor/json", "monitor/json")
        case .about: ("over", "about")
        case .worklist: ("zaken", "cases")
        case .bulk: ("zaken/samen", "cases/together")
        case .caseFile: ("zaken/{zaak}", "cases/{zaak}")
        case .decision: ("zaken/{zaak}/besluit", "cases/{zaak}/decision")
        case .proposal: ("zaken/{zaak}/besluiten/{besluit}", "cases/{zaak}/decisions/{besluit}")
        case .correctionFile: ("zaken/{zaak}/rectificaties/{rectificatie}", "cases/{zaak}/corrections/{rectificatie}")
        case .clearance: ("zaken/{zaak}/wachtend/{nummer}", "cases/{zaak}/waiting/{nummer}")
        case .falseReport: ("zaken/{zaak}/meldingen/{nummer}", "cases/{zaak}/reports/{nummer}")
        case .flood: ("meldingsvloeden/{deelnemer}", "report-floods/{deelnemer}")
        case .question: ("zaken/{zaak}/vraag", "cases/{zaak}/question")
        case .candidates: ("zaken/{zaak}/vragen/{vraag}", "cases/{zaak}/questions/{vraag}")
        case .questions: ("vragen", "questions")
        case .questionAnswer: ("vragen/{zaak}/{vraag}", "questions/{zaak}/{vraag}")
        case .followUp: ("zaken/{zaak}/opvolging", "cases/{zaak}/follow-up")
        case .evidenceFile: ("zaken/{zaak}/bewijsstukken/{bewijsstuk}", "cases/{zaak}/evidence/{bewijsstuk}")
        case .processing: ("verwerkingen", "processing-log")
        case .objectionFile: ("zaken/{zaak}/bezwaren/{bezwaar}", "cases/{zaak}/objections/{bezwaar}")
        case .measures: ("maatregelen", "measures")
        case .measureFile: ("maatregelen/maatregel", "measures/measure")
        case .measureJudgement: ("maatregelen/maatregel/oordeel", "measures/measure/judgement")
        case .letter: ("maatregelen/maatregel/brief", "measures/measure/letter")
        case .orderObjection: ("maatregelen/maatregel/bezwaar", "measures/measure/objection")
        case .organisation: ("onze-organisatie", "our-organisation")
        case .organisationPersons: ("onze-organisatie/personen", "our-organisation/persons")
        case .organisationAdmission: ("onze-organisatie/personen/toelaten", "our-organisation/persons/admit")
        case .organisationEnd: ("onze-organisatie/personen/uitschrijven", "our-organisation/persons/end")
        case .organisationCertificates: ("onze-organisatie/certificaten", "our-organisation/certificates")
        case .organisationEdges: ("onze-organisatie/randknopen", "our-organisation/edges")
        case .organisationExport: ("onze-organisatie/uitvoer", "our-organisation/export")
        case .organisationExportJSON: ("onze-organisatie/uitvoer/json", "our-organisation/export/json")
        case .organisationExportCSV: ("onze-organisatie/uitvoer/csv", "our-organisation/export/csv")
        case .rules: ("over/regels", "about/rules")
        case .supervision: ("toezicht", "supervision")
        case .supervisedParty: ("toezicht/{deelnemer}", "supervision/{deelnemer}")
        case .escalation: ("toezicht/{deelnemer}/stap", "supervision/{deelnemer}/step")
        case .order: ("toezicht/{deelnemer}/last", "supervision/{deelnemer}/order")
        case .sampling: ("toezicht/{deelnemer}/steekproef", "supervision/{deelnemer}/sample")
        case .milestones: ("toezicht/{deelnemer}/mijlpalen", "supervision/{deelnemer}/milestones")
        case .administration: ("beheer", "administration")
        case .hubState: ("beheer/toestand", "administration/state")
        case .distribution: ("beheer/verspreiding", "administration/distribution")
        case .parties: ("beheer/deelnemers", "administration/parties")
        case .newParty: ("beheer/deelnemer-toevoegen", "administration/add-party")
        case .mandates: ("beheer/mandaten", "administration/mandates")
        case .newMandate: ("beheer/mandaat-geven", "administration/grant-mandate")
        case .mandateFile: ("beheer/mandaten/{mandaat}", "administration/mandates/{mandaat}")
        }
    }
}
