// SPDX-License-Identifier: EUPL-1.2

import Exchange

extension Devices {
    /// How reports are counted: each kind apart, and by province of what a report says in `regio`.
    ///
    /// No earlier years are there. What the minister wrote to Parliament on 7 June 2013 (nr. 350) is by how much street robberies
    /// fell against 2009: no number, and not of devices.
    static let figures = FigureRule(
        regionMember: "regio",
        regions: [
            FigureRegion("groningen", Bilingual("Groningen", "Groningen")),
            FigureRegion("fryslan", Bilingual("Fryslân", "Friesland")),
            FigureRegion("drenthe", Bilingual("Drenthe", "Drenthe")),
            FigureRegion("overijssel", Bilingual("Overijssel", "Overijssel")),
            FigureRegion("flevoland", Bilingual("Flevoland", "Flevoland")),
            FigureRegion("gelderland", Bilingual("Gelderland", "Gelderland")),
            FigureRegion("utrecht", Bilingual("Utrecht", "Utrecht"), spellings: ["provincie Utrecht"]),
            FigureRegion("noord-holland", Bilingual("Noord-Holland", "North Holland")),
            FigureRegion("zuid-holland", Bilingual("Zuid-Holland", "South Holland")),
            FigureRegion("zeeland", Bilingual("Zeeland", "Zeeland")),
            FigureRegion("noord-brabant", Bilingual("Noord-Brabant", "North Brabant"), spellings: ["Brabant"]),
            FigureRegion("limburg", Bilingual("Limburg", "Limburg")),
            FigureRegion(
                "abroad", Bilingual("Buitenland", "Abroad"), spellings: ["buiten Nederland", "outside the Netherlands"]),
        ],
        kinds: [.theft, .loss, .consignment, .recovery]
    )
}
