// SPDX-License-Identifier: EUPL-1.2

import Logging
import Metrics
import Operations

/// Sets logging and metrics up for a long-running command.
enum Observation {
    /// - Returns: the log and the metrics.
    static func begin(_ settings: Settings) throws -> (logger: Logger, registry: PrometheusRegistry) {
        let form = LogForm(rawValue: try settings.text("log.form")) ?? .json
        let level = Logger.Level(rawValue: try settings.text("log.level")) ?? .info
        LoggingSystem.bootstrap { StructuredLogHandler(label: $0, form: form, level: level) }
        let registry = PrometheusRegistry()
        MetricsSystem.bootstrap(registry)
        return (Logger(label: "schakel"), registry)
    }
}
