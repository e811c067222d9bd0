// SPDX-License-Identifier: EUPL-1.2

/// A statement that a connection prepares the first time it is used. One written in the source is known by its place in memory, so
/// that finding it costs the same however long it is.
struct Statement: Hashable, ExpressibleByStringLiteral {
    private enum Text {
        case literal(StaticString)
        case made(String)
    }

    private let text: Text

    init(stringLiteral value: StaticString) { text = .literal(value) }

    /// A statement composed when the program runs. There should be few different ones.
    init(made value: String) { text = .made(value) }

    /// Lends the statement as C reads it.
    func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        switch text {
        case .literal(let literal):
            literal.utf8Start.withMemoryRebound(to: CChar.self, capacity: literal.utf8CodeUnitCount + 1) { body($0) }
        case .made(let made): made.withCString { body($0) }
        }
    }

    static func == (left: Statement, right: Statement) -> Bool {
        switch (left.text, right.text) {
        case (.literal(let left), .literal(let right)): left.utf8Start == right.utf8Start
        case (.made(let left), .made(let right)): left == right
        default: false
        }
    }

    func hash(into hasher: inout Hasher) {
        switch text {
        case .literal(let literal): hasher.combine(literal.utf8Start)
        case .made(let made): hasher.combine(made)
        }
    }
}
