// SPDX-License-Identifier: EUPL-1.2

import SignIn

/// Shows pages about signing in as plain HTML: what there is where no other look was given.
struct PlainSignInPages: Sendable {
    /// The page as HTML.
    func html(_ page: SignInPage, in language: PageLanguage, isDemonstration: Bool) -> String {
        let (title, body) = content(page, language)
        let notice =
            isDemonstration
            ? "<p role=\"note\"><strong>\(language == .dutch ? "Demonstratie: iedereen op deze computer kan iedereen zijn." : "Demonstration: anybody on this computer can be anybody.")</strong></p>"
            : ""
        return """
            <!doctype html>
            <html lang="\(language.rawValue)">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Self.escape(title)) - Schakel</title></head>
            <body>\(notice)<main id="inhoud"><h1>\(Self.escape(title))</h1>
            \(body)
            </main></body>
            </html>

            """
    }

    private func content(_ page: SignInPage, _ language: PageLanguage) -> (title: String, body: String) {
        func say(_ dutch: String, _ english: String) -> String { language == .dutch ? dutch : english }
        func paragraph(_ dutch: String, _ english: String) -> String { "<p>\(Self.escape(say(dutch, english)))</p>" }
        func link(_ address: String, _ dutch: String, _ english: String) -> String {
            "<p><a href=\"\(Self.escape(address))\">\(Self.escape(say(dutch, english)))</a></p>"
        }
        switch page {
        case .invitation(let start):
            return (
                say("Aanmelden", "Sign in"),
                paragraph(
                    "Aanmelden is voor medewerkers van deelnemers. Als u een toestel meldt, hoeft u niet aan te melden.",
                    "Signing in is for the staff of participants. To report a device you need not sign in.")
                    + link(start, "Verder naar aanmelden", "Go on to sign in")
            )
        case .present(let party, let person, let level, let token):
            let words: [AssuranceLevel: (String, String)] = [
                .low: ("laag", "low"), .substantial: ("substantieel", "substantial"), .high: ("hoog", "high"),
            ]
            let word = words[level] ?? ("onbekend", "unknown")
            return (
                say("U bent aangemeld", "You are signed in"),
                paragraph(
                    "Voor \(party), als \(person). Betrouwbaarheidsniveau: \(word.0).",
                    "For \(party), as \(person). Level of assurance: \(word.1).")
                        + """
                        <form method="post" action="\(SignInPaths.end)">
                        <input type="hidden" name="token" value="\(Self.escape(token))"><input type="hidden" name="terug" value="\(language.home)">
                        <button>\(say("Afmelden", "Sign out"))</button>
                        </form>
                        """
            )
        case .cast(let persons, let token, let back):
            let buttons = persons.map { person in
                """
                <form method="post" action="\(SignInPaths.choice)">
                <input type="hidden" name="token" value="\(Self.escape(token))"><input type="hidden" name="terug" value="\(Self.escape(back))">
                <button name="persoon" value="\(Self.escape(person.choice))">\(Self.escape(person.partyName)): \(Self.escape(person.reference))</button>
                </form>
                """
            }
            return (say("Kies wie u bent", "Choose who you are"), buttons.joined(separator: "\n"))
        case .farewell(let provider):
            return (
                say("U bent afgemeld", "You are signed out"),
                (provider.map {
                    link($0, "Ook afmelden bij uw inlogmiddel", "Sign out of your means of signing in too")
                } ?? "") + link(language.home, "Naar het begin", "To the start")
            )
        case .noParty:
            return (
                say("Uw organisatie doet niet mee", "Your organisation does not take part"),
                paragraph(
                    "De organisatie waarvoor u aanmeldt is geen deelnemer. Vraag de beheerder van het knooppunt om deelname.",
                    "The organisation for which you sign in takes no part. Ask the operator of the hub to register it.")
            )
        case .notAdmitted(let code):
            return (
                say("U bent nog niet toegelaten", "You have not been admitted yet"),
                paragraph(
                    "Geef deze code aan wie in uw organisatie de toegang beheert. De code is niet geheim.",
                    "Give this code to whoever manages access in your organisation. The code is no secret.")
                    + "<p><code>\(Self.escape(code))</code></p>"
            )
        case .otherBranch:
            return (
                say("Andere vestiging", "Another branch"),
                paragraph(
                    "U bent gemachtigd voor een andere vestiging dan waarvoor uw organisatie u heeft toegelaten.",
                    "You are authorised for another branch than the one for which your organisation admitted you.")
            )
        case .tooLow:
            return (
                say("Hoger niveau nodig", "A higher level is needed"),
                paragraph(
                    "Uw inlogmiddel is niet betrouwbaar genoeg voor wat u wilt doen. Gebruik een middel met een hoger niveau.",
                    "Your means of signing in is not sure enough for what you want to do. Use one of a higher level.")
            )
        case .again(let start):
            return (
                say("Aanmelden is niet gelukt", "Signing in did not work"),
                paragraph("Begin opnieuw.", "Begin again.") + link(start, "Opnieuw aanmelden", "Sign in again")
            )
        case .away(let start):
            return (
                say("Aanmelden kan nu niet", "You cannot sign in now"),
                paragraph(
                    "De aanmelddienst antwoordt niet. Probeer het over enkele minuten opnieuw.",
                    "The sign-in service does not answer. Try again in some minutes.")
                    + link(start, "Opnieuw proberen", "Try again")
            )
        case .badForm:
            return (
                say("Dit formulier is verlopen", "This form has expired"),
                paragraph("Ga terug, ververs de pagina en probeer het opnieuw.", "Go back, reload the page and try again.")
            )
        case .notHere:
            return (
                say("Hier kunt u niet aanmelden", "You cannot sign in here"),
                paragraph(
                    "Een demonstratie is alleen op de computer zelf te gebruiken.",
                    "A demonstration can be used on the computer itself only.")
            )
        }
    }

    /// A text in HTML, in an attribute too.
    static func escape(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
