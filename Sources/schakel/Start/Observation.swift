// SPDX-License-Identifier: EUPL-1.2

import Logging
import Metrics
import Operations

/// Sets logging and metrics up for a long-running command.
enum Observation {
    /// What each metric tells.
    private static let help = [
        "schakel_act_duration_seconds": "Time from handing an act to the sequencer to its durable answer, by kind.",
        "schakel_acts_total": "Acts by kind and outcome: entered, or the code of the refusal.",
        "schakel_batch_acts": "Acts that were committed together.",
        "schakel_http_request_duration_seconds": "Time to answer a request, by operation.",
        "schakel_http_requests_total": "Requests by method, operation and status.",
        "schakel_stream_batches_total": "Batches written to followers.",
        "schakel_stream_bytes_total": "Bytes of those batches.",
        "schakel_edge_lag_versions": "How many versions an edge is behind, as the hub knows.",
        "schakel_edge_lag_seconds": "How long the oldest version that an edge lacks has been there.",
        "schakel_store_cleanings_total": "Cleanings of the store's files after erasures.",
        "schakel_snapshot_version": "The version of the newest snapshot of a list.",
        "schakel_cosigning_lag_entries": "How many entries a witness is behind a log.",
        "schakel_cosigning_failures_total": "Questions to witnesses that brought no cosignature, by code.",
        "schakel_witness_requests_total": "Requests to add a checkpoint, by status.",
        "schakel_witness_size": "The size of a log that the witness signed last.",
        "schakel_edge_evidence_total": "Proofs that the hub contradicted itself, by code.",
        "schakel_edge_evidence_refused_total": "Proofs that the hub refused to take in.",
        "schakel_edge_erasure_failures_total": "Erasures that could not be carried out yet.",
        "schakel_edge_list_version": "The version of the list that checks are answered from.",
        "schakel_edge_list_devices": "Devices on that list.",
        "schakel_edge_stated_version": "The newest version that the edge stated to the hub as carried out.",
        "schakel_edge_faults_total": "What the hub sent and the edge refused, by code.",
        "schakel_edge_legacy_runs_total": "Runs of files that were made for other registers.",
        "schakel_edge_legacy_failures_total": "Why files could not be made, by code.",
        "schakel_edge_legacy_version": "The version of the list in the newest run.",
        "schakel_edge_legacy_imported_version": "The newest version of which a run was imported.",
        "schakel_edge_legacy_import_failures_total": "Imports of a run that failed.",
        "schakel_edge_legacy_import_failed": "1 while the import of the newest run failed, else 0.",
        "schakel_configuration_reloads_total":
            "Times that the configuration was read anew, by outcome: applied, partly or refused.",
        "schakel_configuration_valid": "0 while the configuration that was read last is refused, else 1.",
    ]

    /// The least severe lines that are written; it may change.
    private static let threshold = LogThreshold(.info)

    /// Takes another level over, while the process runs.
    static func reload(_ settings: Settings) throws {
        threshold.level = Logger.Level(rawValue: try settings.text("log.level")) ?? .info
    }

    /// - Returns: the log and the metrics.
    static func begin(_ settings: Settings) throws -> (logger: Logger, registry: PrometheusRegistry) {
        let form = LogForm(rawValue: try settings.text("log.form")) ?? .json
        let level = Logger.Level(rawValue: try settings.text("log.level")) ?? .info
        threshold.level = level
        LoggingSystem.bootstrap { StructuredLogHandler(label: $0, form: form, threshold: threshold) }
        let registry = PrometheusRegistry(help: help)
        MetricsSystem.bootstrap(registry)
        return (Logger(label: "schakel"), registry)
    }
}
