// SPDX-License-Identifier: EUPL-1.2

public import Logging

/// A swift-log handler that writes one bounded line an event, as JSON or for people, and keeps personal data out.
///
/// A JSON line has `time` (RFC 3339, UTC, milliseconds), `level`, `label` and `message`, then the metadata flattened to text:
///
///     {"time":"2026-01-31T12:00:00.000Z","level":"info","label":"hub","message":"act committed","register":"devices"}
///
/// Values under a key of ``Redaction/forbiddenKeys`` are replaced. Lines are at most 16 KiB; what does not fit is cut and the
/// line says `"truncated":"true"`. An error handed to the logger becomes `error.type` and `error.message`.
///
///     LoggingSystem.bootstrap(
///         { StructuredLogHandler(label: $0, form: .json, metadataProvider: $1) }, metadataProvider: nil)
public struct StructuredLogHandler: LogHandler {
    /// The least severe level that is written: this logger's own once it is set, before that the shared one.
    public var logLevel: Logger.Level {
        get { own ?? threshold.level }
        set { own = newValue }
    }
    /// What is added to every event of this logger.
    public var metadata: Logger.Metadata = [:]
    /// What is added to every event from the running task.
    public var metadataProvider: Logger.MetadataProvider?

    private var own: Logger.Level?
    private let threshold: LogThreshold
    private let label: String
    private let form: LogForm
    private let sink: LogSink
    private let now: @Sendable () -> Int64

    /// - Parameters:
    ///   - label: the logger's name, the line's `label`.
    ///   - form: how lines look.
    ///   - level: the least severe level that is written.
    ///   - threshold: in place of a level: one that loggers share and that may change.
    ///   - sink: where lines go; share one between all handlers of one descriptor.
    ///   - metadataProvider: metadata from the running task.
    ///   - now: the time in milliseconds since 1970.
    public init(
        label: String,
        form: LogForm = .json,
        level: Logger.Level = .info,
        threshold: LogThreshold? = nil,
        sink: LogSink = .standardError,
        metadataProvider: Logger.MetadataProvider? = nil,
        now: @escaping @Sendable () -> Int64 = { WallClock.milliseconds() }
    ) {
        self.label = label
        self.form = form
        self.threshold = threshold ?? LogThreshold(level)
        self.sink = sink
        self.metadataProvider = metadataProvider
        self.now = now
    }

    /// One entry of ``metadata``.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes the event. Of metadata with the same key the event's own wins over the task's, and that over the logger's.
    public func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { $1 } }
        if let own = event.metadata { all.merge(own) { $1 } }
        if let error = event.error {
            all["error.type"] = .string(String(reflecting: type(of: error)))
            all["error.message"] = .string(String(describing: error))
        }
        let line = LogLine(
            form: form, time: now(), level: event.level, label: label, message: event.message.description,
            metadata: FlatMetadata(all))
        sink.write(line.bytes)
    }
}
