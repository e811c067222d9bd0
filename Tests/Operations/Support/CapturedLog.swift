// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Logging

@testable import Operations

/// A logger whose lines go into a file that no longer has a name, to be read back.
final class CapturedLog {
    let sink: LogSink
    private let file: FileHandle

    init() throws {
        let path = NSTemporaryDirectory() + "operations-" + UUID().uuidString
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forUpdatingAtPath: path) else {
            throw CocoaError(.fileWriteUnknown)
        }
        try FileManager.default.removeItem(atPath: path)
        self.file = file
        sink = LogSink(descriptor: file.fileDescriptor)
    }

    func logger(
        _ form: LogForm = .json, label: String = "hub", level: Logger.Level = .trace, at time: Int64 = 0,
        provider: Logger.MetadataProvider? = nil
    ) -> Logger {
        Logger(label: label) { [sink] label in
            StructuredLogHandler(label: label, form: form, level: level, sink: sink, metadataProvider: provider, now: { time })
        }
    }

    /// Everything written so far.
    func text() throws -> String {
        try file.seek(toOffset: 0)
        return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
    }

    func lines() throws -> [String] {
        try text().split(separator: "\n").map(String.init)
    }

    /// The lines as JSON objects with text values only; throws when one is not.
    func objects() throws -> [[String: String]] {
        try lines().map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            guard let fields = object as? [String: String] else { throw CocoaError(.coderReadCorrupt) }
            return fields
        }
    }
}
