// SPDX-License-Identifier: EUPL-1.2

import Exchange

/// What a reporter can do himself, in plain words.
enum DeviceAdvice {
    static let after: [ReportKind: [Bilingual]] = [
        .theft: [
            keepNumber,
            Bilingual("Laat uw simkaart blokkeren bij uw aanbieder.", "Have your SIM card blocked by your provider."),
            Bilingual(
                "Zet het toestel op afstand op slot met de zoekdienst van de maker.",
                "Lock the device remotely with its maker's finding service."
            ),
            Bilingual(
                "Verander de wachtwoorden van de accounts op het toestel.", "Change the passwords of the accounts on the device."),
            Bilingual(
                "Doe aangifte bij de politie en zet het dossiernummer erbij.",
                "Report the theft to the police and add the file number."),
        ],
        .loss: [
            keepNumber,
            Bilingual("Laat uw simkaart blokkeren bij uw aanbieder.", "Have your SIM card blocked by your provider."),
            Bilingual(
                "Vraag na bij gevonden voorwerpen van uw gemeente en vervoerder.",
                "Ask the lost property desks of your municipality and carrier."),
        ],
        .recovery: [
            Bilingual(
                "De politie heft de blokkade op; u ziet hier wanneer dat bij elke aanbieder is gebeurd.",
                "The police lift the block; here you see when each provider has done so.")
        ],
    ]

    private static let keepNumber = Bilingual(
        "Bewaar dit nummer en dit geheim: daarmee volgt u de melding.",
        "Keep this number and this secret: with them you follow the report."
    )
}
