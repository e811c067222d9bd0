// SPDX-License-Identifier: EUPL-1.2

/// All series of one name: Prometheus allows one type and one help line a name.
struct MetricFamily {
    /// What Prometheus calls the type.
    enum Kind: String {
        case counter, gauge, summary, histogram

        /// What is put behind the family's name in its samples. No other family may be called that.
        var suffixes: [String] {
            switch self {
            case .counter, .gauge: [""]
            case .summary: ["", "_sum", "_count"]
            case .histogram: ["", "_bucket", "_sum", "_count"]
            }
        }
    }

    let kind: Kind
    /// The label the family was first made with: its help line when none was described.
    let label: String
    var series: [MetricLabels: any MetricCell] = [:]
}
