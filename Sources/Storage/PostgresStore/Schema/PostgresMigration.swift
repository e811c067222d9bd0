// SPDX-License-Identifier: EUPL-1.2

/// A step forward of the tables. Steps only add, so that a hub of the version before goes on while the next one is taken.
struct PostgresMigration: Sendable {
    /// Its number; they rise by one.
    let number: Int64
    /// What it is about.
    let name: String
    /// The number of the newest step that a program must know to be able to run on tables with this one.
    let oldestProgram: Int64
    /// What it does.
    let statements: String

    init(_ number: Int64, _ name: String, oldestProgram: Int64, _ statements: String) {
        self.number = number
        self.name = name
        self.oldestProgram = oldestProgram
        self.statements = statements
    }
}
