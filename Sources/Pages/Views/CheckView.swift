// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// The page on which a second-hand device is checked.
public enum CheckView {
    /// The form, with the answer above it when there is one.
    /// - Parameter answer: what the API tells (`Toestelcheck`); nil before something was asked.
    public static func view(_ form: FormView, answer: JSON?) -> View {
        var view = PublicForms.check(form)
        if let answer { view["result"] = result(answer, form.messages) }
        return view
    }

    private static func result(_ answer: JSON, _ messages: Messages) -> View {
        let isListed = answer["uitkomst"]?.string == "listed"
        let now = messages.moment(answer["gevraagd"]?.string)
        let changed = answer["gewijzigd"]?.string
        let next =
            isListed
            ? ["check-listed-next-1", "check-listed-next-2"]
            : ["check-absent-next-1", "check-absent-next-2", "check-absent-next-3"]
        return [
            "kind": isListed ? "bad" : "",
            "head": .text(messages[isListed ? "check-listed" : "check-absent"]),
            "meaning": .text(messages[isListed ? "check-listed-meaning" : "check-absent-meaning"]),
            "age": .text(
                changed == nil
                    ? messages.text("check-age-never", ["now": now])
                    : messages.text("check-age", ["when": messages.moment(changed), "now": now])),
            "next": .list(next.map { .text(messages[$0]) }),
        ]
    }
}
