// SPDX-License-Identifier: EUPL-1.2

/// The value behind one series. A cell is shared by every swift-metrics object with the same label and dimensions.
protocol MetricCell: AnyObject, Sendable {
    /// Writes the cell's samples under its family's name.
    func write(name: String, labels: MetricLabels, to text: inout ExpositionText)
}
