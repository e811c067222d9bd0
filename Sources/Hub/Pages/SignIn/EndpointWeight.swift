// SPDX-License-Identifier: EUPL-1.2

import SignIn

extension Endpoint {
    /// How much calling this endpoint weighs, and so how sure it must be who does.
    var weight: LevelPolicy.Weight {
        if Endpoint.decisions.contains(id) { return .deciding }
        return method == .get || path.hasSuffix("/_volg") ? .reading : .acting
    }

    /// The operations by which somebody decides on others, confirms it, judges, or says who may do what.
    static let decisions: Set<String> = [
        "besluit", "bevestigBesluit", "wijsBesluitAf", "beslisOpBezwaar", "beoordeelWeigering", "geefMandaat",
        "beeindigMandaat", "registreerDeelnemer", "geefCertificaat", "trekCertificaatIn", "laatPersoonToe", "schrijfPersoonUit",
        "zetEscalatiestap",
    ]
}
