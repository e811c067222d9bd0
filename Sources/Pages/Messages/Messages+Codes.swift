// SPDX-License-Identifier: EUPL-1.2

extension Messages {
    /// Who acted, for people: the name of a party is shown as it is, a role without a party in words.
    func who(_ text: String?) -> String {
        guard let text else { return "" }
        return self.text("role-\(text)") ?? text
    }

    /// What a mandate or an act is for, in words where the purpose is known.
    func purpose(_ text: String?) -> String { coded("purpose", text) }

    /// On which basis something stands. A clause of a law is shown as it is; a basis that lies in the rules themselves in words.
    func basis(_ text: String?) -> String { coded("basis", text) }

    private func coded(_ prefix: String, _ text: String?) -> String {
        guard let text else { return "" }
        let code = text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
        return self.text("\(prefix)-\(code)") ?? text
    }
}
