// SPDX-License-Identifier: EUPL-1.2

/// A reader of bytes from outside, and how it is attacked.
protocol FuzzTarget: Sendable {
    /// What it is called in commands, folders and reports.
    var name: String { get }
    /// The most bytes of an input: room for every rule of the format, and little more.
    var longest: Int { get }
    /// Words of the format that the fuzzer would be long in finding.
    var words: [String] { get }

    /// Valid inputs, from which the fuzzer makes others.
    func seeds() throws -> [[UInt8]]

    /// Has the input read, and ends the process when the reader breaks a promise.
    func attempt(_ bytes: [UInt8])
}

extension FuzzTarget {
    var words: [String] { [] }
}

/// Ends the process, so that the fuzzer keeps the input, when a promise does not hold.
func claim(_ holds: Bool, _ promise: @autoclosure () -> String) {
    guard holds else { fatalError("Broken promise: \(promise())") }
}

/// What must succeed, as it is made of valid parts; the fuzzer keeps the input when it does not.
func must<Result>(_ promise: @autoclosure () -> String, _ act: () throws -> Result) -> Result {
    do {
        return try act()
    } catch {
        fatalError("Broken promise: \(promise()): \(error)")
    }
}

extension String {
    /// The bytes as text, or nil when they are not UTF-8.
    init?(input bytes: some Sequence<UInt8>) {
        self.init(validating: bytes, as: UTF8.self)
    }

    /// The text as an input.
    var input: [UInt8] { Array(utf8) }
}
