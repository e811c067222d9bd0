// SPDX-License-Identifier: EUPL-1.2

import SignIn

extension Endpoint {
    /// How much calling this endpoint weighs, and so how sure it must be who does.
    var weight: LevelPolicy.Weight {
        if Endpoint.decisions.contains(id) { return .deciding }
        return method == .get || Endpoint.reading.contains(where: path.hasSuffix) ? .reading : .acting
    }

    /// The last parts of paths by which one reads, though they are posted to: what they ask for does not belong in an address.
    private static let reading = ["/_volg", "/_verwerkingen", "/_inzage", "/_zoek"]

    /// The operations by which somebody decides on others, confirms it, judges, or says who may do what.
    static let decisions: Set<String> = [
        "besluit", "bevestigBesluit", "wijsBesluitAf", "beslisOpBezwaar", "beslisOpRectificatie", "beoordeelWeigering",
        "geefMandaat",
        "beeindigMandaat", "registreerDeelnemer", "geefCertificaat", "trekCertificaatIn", "laatPersoonToe", "schrijfPersoonUit",
        "zetEscalatiestap", "trekNoodstop", "hefNoodstopOp", "geefVrij", "legTerzijde", "beschermOnderwerpen", "hefBeschermingOp",
        "beoordeelMeldingsvloed", "verklaarOnjuist",
        "legLastOp", "bevestigLast", "verwerpLast", "schortLastOp", "hervatLast", "trekLastIn",
        "beslisOpLastbezwaar", "beslisOverInvordering",
    ]
}
