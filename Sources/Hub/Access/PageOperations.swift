// SPDX-License-Identifier: EUPL-1.2

import Pages

/// On which operations of the API a page for people of parties stands. A page has no rule of its own: whoever may not use what it stands
/// on, is told so in its place.
struct PageOperations {
    /// What is asked for to show the page, by the ids of the operations: all of them are needed.
    let reading: [String]
    /// What its forms do, by the ids of the operations: one of them is enough to send it.
    var sending: [String] = []

    /// Every page for people of parties; the others are for everybody.
    static let all: [Place: PageOperations] = [
        .worklist: .init(reading: ["toonZaken"], sending: ["zoekZaken"]),
        .caseFile: .init(reading: ["toonZaak"]),
        .decision: .init(reading: ["toonZaak"], sending: ["besluit"]),
        .proposal: .init(reading: ["toonZaak"], sending: ["bevestigBesluit", "wijsBesluitAf"]),
        .objectionFile: .init(reading: ["toonZaak"], sending: ["beslisOpBezwaar"]),
        .correctionFile: .init(reading: ["toonZaak"], sending: ["beslisOpRectificatie"]),
        .clearance: .init(reading: ["toonZaak"], sending: ["geefVrij", "legTerzijde"]),
        .falseReport: .init(reading: ["toonZaak"], sending: ["verklaarOnjuist"]),
        .flood: .init(reading: ["toonMeldingsvloeden"], sending: ["beoordeelMeldingsvloed"]),
        .question: .init(reading: ["toonZaak"], sending: ["stelVraag"]),
        .candidates: .init(reading: ["toonZaak"], sending: ["kiesKandidaat"]),
        .questions: .init(reading: ["toonVragen"]),
        .questionAnswer: .init(reading: ["toonVragen"], sending: ["beantwoordVraag"]),
        .followUp: .init(reading: ["toonZaak"], sending: ["volgTreffersOp"]),
        .evidenceFile: .init(reading: ["toonBewijs"]),
        .processing: .init(reading: ["toonVerwerkingen"]),
        .measures: .init(reading: ["toonMaatregelen"]),
        .measureFile: .init(reading: ["toonMaatregel"], sending: ["aanvaardMaatregel", "verklaarMetDeHand", "weigerMaatregel"]),
        .measureJudgement: .init(reading: ["toonMaatregel"], sending: ["beoordeelWeigering"]),
        .letter: .init(reading: ["toonBrief"]),
        .orderObjection: .init(reading: ["toonMaatregel"], sending: ["maakBezwaarTegenLast"]),
        .organisation: .init(reading: ["toonDeelnemer"]),
        .organisationPersons: .init(reading: ["toonPersonen"]),
        .organisationAdmission: .init(reading: ["toonPersonen"], sending: ["laatPersoonToe"]),
        .organisationEnd: .init(reading: ["toonPersonen"], sending: ["schrijfPersoonUit"]),
        .organisationCertificates: .init(reading: ["toonCertificaten"], sending: ["trekCertificaatIn"]),
        .organisationEdges: .init(reading: ["toonDeelnemer"], sending: ["beeindigRandknoop"]),
        .organisationExport: .init(reading: ["toonDeelnemer"]),
        .organisationExportJSON: .init(reading: ["toonUitvoer"]),
        .organisationExportCSV: .init(reading: ["toonHandelingen"]),
        .bulk: .init(reading: ["toonZaak"], sending: ["besluit", "bevestigBesluit"]),
        .supervision: .init(reading: ["toonNalevingstijden"]),
        .supervisedParty: .init(reading: ["toonNalevingsdossier"]),
        .escalation: .init(reading: ["toonNalevingsdossier"], sending: ["zetEscalatiestap", "legLastOp"]),
        .order: .init(
            reading: ["toonNalevingsdossier"],
            sending: [
                "bevestigLast", "verwerpLast", "schortLastOp", "hervatLast", "trekLastIn", "beslisOpLastbezwaar",
                "beslisOverInvordering", "meldBetaling",
            ]),
        .sampling: .init(reading: ["toonNalevingsdossier"], sending: ["vraagSteekproef"]),
        .milestones: .init(reading: ["toonMijlpalen"], sending: ["planMijlpaal"]),
        .administration: .init(reading: ["toonDeelnemers", "toonMijlpalen"]),
        .hubState: .init(reading: ["toonToestand"]),
        .distribution: .init(reading: ["toonVerspreiding"], sending: ["trekNoodstop", "hefNoodstopOp"]),
        .parties: .init(reading: ["toonDeelnemers"]),
        .newParty: .init(reading: ["toonDeelnemers"], sending: ["registreerDeelnemer"]),
        .mandates: .init(reading: ["toonMandaten"]),
        .newMandate: .init(reading: ["toonMandaten"], sending: ["geefMandaat"]),
        .mandateFile: .init(reading: ["toonMandaten"], sending: ["beeindigMandaat"]),
    ]
}
