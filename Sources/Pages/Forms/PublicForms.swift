// SPDX-License-Identifier: EUPL-1.2

/// The forms for everybody. The names of the fields are those of the API where it has them.
public enum PublicForms {
    /// The fields for IMEIs in a report.
    public static let imeis = ["imei", "imei2"]

    private static let device = [
        Field(name: "imei", inputMode: "numeric", mostCharacters: 32, width: "middle", texts: "report-imei"),
        Field(name: "imei2", inputMode: "numeric", mostCharacters: 32, width: "middle"),
        Field(name: "datum", type: "date", isRequired: true, mostCharacters: 10, width: "short"),
        Field(name: "merk", width: "middle"), Field(name: "model", width: "middle"),
        Field(name: "politiedossier", width: "middle"),
        Field(name: "telefoonnummer", type: "tel", autocomplete: "tel", inputMode: "tel", mostCharacters: 30, width: "middle"),
        Field(name: "omschrijving", type: "area", mostCharacters: 1_000),
        Field(name: "aankoop-verkoper", mostCharacters: 100, width: "middle"),
        Field(name: "aankoop-datum", type: "date", mostCharacters: 10, width: "short"),
        Field(name: "aankoop-nummer", width: "middle"),
        Field(name: "locatie-punt", width: "middle"),
        Field(name: "locatie-nauwkeurigheid", inputMode: "numeric", mostCharacters: 6, width: "short"),
        Field(name: "locatie-moment", type: "datetime-local", mostCharacters: 16, width: "middle"),
    ]

    /// What of a report goes into its details as it was typed.
    public static let details = ["datum", "merk", "model", "regio", "politiedossier", "telefoonnummer", "omschrijving", "wens"]

    /// What of a report goes into groups of its details, by the fields of the form.
    public static let grouped = [
        "aankoop-soort", "aankoop-verkoper", "aankoop-datum", "aankoop-nummer", "locatie-punt", "locatie-nauwkeurigheid",
        "locatie-moment",
    ]

    /// What can show a purchase, each with its message.
    static let proofs: [(code: String, key: String)] = [
        ("receipt", "proof-receipt"), ("invoice", "proof-invoice"), ("contract", "proof-contract"),
        ("packaging", "proof-packaging"), ("other", "proof-other"),
    ]

    /// Reporting a device.
    /// - Parameters:
    /// - regions: the names of the regions that the register counts by, in the language of the form, each with what the report is
    /// to say;
    ///     without any the region is typed.
    ///   - key: under which a repeated report is recognised.
    public static func report(_ form: FormView, regions: [Selection.Option] = [], key: String) -> View {
        let none = Selection.Option("", form.messages["report-region-none"])
        let region =
            regions.isEmpty
            ? Field(name: "regio", width: "middle").view(form)
            : Selection(name: "regio", options: [none] + regions, texts: "report-region").view(form)
        let wishes = ["block": form.messages["wish-block"], "track": form.messages["wish-track"]]
        let shown = PublicForms.proofs.map { Selection.Option($0.code, form.messages[$0.key]) }
        return form.view(
            fields: device,
            choices: [
                Choice(name: "soort", answers: ["theft", "loss"]),
                Choice(name: "wens", answers: ["block", "track"], labels: wishes),
            ],
            besides: [
                "key": .text(key), "regio": region,
                "aankoop-soort": Selection(
                    name: "aankoop-soort", options: [Selection.Option("", form.messages["proof-none"])] + shown
                ).view(form),
            ])
    }

    /// Number and secret.
    public static func follow(_ form: FormView) -> View {
        form.view(fields: [
            Field(name: "melding", isRequired: true, mostCharacters: 40, width: "middle"),
            Field(name: "geheim", isRequired: true, mostCharacters: 40, width: "middle"),
        ])
    }

    /// The device is back, or the report was a mistake.
    public static func recovered(_ form: FormView, key: String) -> View {
        form.view(
            fields: [Field(name: "omschrijving", type: "area", mostCharacters: 500, texts: "toelichting")],
            choices: [Choice(name: "reden", answers: ["back", "mistake"])], besides: ["key": .text(key)])
    }

    /// Objecting.
    public static func objection(_ form: FormView, key: String) -> View {
        form.view(
            fields: [Field(name: "gronden", type: "area", isRequired: true, mostCharacters: 5_000)], besides: ["key": .text(key)])
    }

    /// Asking to put something right.
    public static func correction(_ form: FormView, key: String) -> View {
        form.view(
            fields: [
                Field(name: "fout", type: "area", isRequired: true, mostCharacters: 2_000),
                Field(name: "moetZijn", type: "area", isRequired: true, mostCharacters: 2_000),
            ],
            choices: [Choice(name: "onderdeel", answers: ["description", "details", "kind"])], besides: ["key": .text(key)])
    }

    /// Checking a device.
    public static func check(_ form: FormView) -> View {
        form.view(fields: [
            Field(name: "imei", isRequired: true, inputMode: "numeric", mostCharacters: 32, width: "middle", texts: "check-imei")
        ])
    }
}
