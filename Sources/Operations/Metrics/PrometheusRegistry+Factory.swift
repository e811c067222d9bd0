// SPDX-License-Identifier: EUPL-1.2

public import CoreMetrics

extension PrometheusRegistry: MetricsFactory {
    /// A counter of whole numbers. The same label and dimensions give the same counter.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        cell(.counter, label, dimensions) { CounterCell() } ?? NOOPMetricsHandler.instance
    }

    /// A counter that also takes fractions; shares its series with a whole counter of the same label and dimensions.
    public func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        cell(.counter, label, dimensions) { CounterCell() } ?? NOOPMetricsHandler.instance
    }

    /// A gauge that moves both ways.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        cell(.gauge, label, dimensions) { GaugeCell() } ?? NOOPMetricsHandler.instance
    }

    /// A gauge, or when `aggregate` is set a summary of count and sum.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        if aggregate {
            cell(.summary, label, dimensions) { SummaryCell() } ?? NOOPMetricsHandler.instance
        } else {
            cell(.gauge, label, dimensions) { GaugeCell() } ?? NOOPMetricsHandler.instance
        }
    }

    /// A histogram of durations, exposed in seconds.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        cell(.histogram, label, dimensions) { HistogramCell() } ?? NOOPMetricsHandler.instance
    }

    /// Forgets the counter's series, for everybody who shares it.
    public func destroyCounter(_ handler: any CounterHandler) { remove(handler) }

    /// Forgets the counter's series, for everybody who shares it.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { remove(handler) }

    /// Forgets the meter's series, for everybody who shares it.
    public func destroyMeter(_ handler: any MeterHandler) { remove(handler) }

    /// Forgets the recorder's series, for everybody who shares it.
    public func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }

    /// Forgets the timer's series, for everybody who shares it.
    public func destroyTimer(_ handler: any TimerHandler) { remove(handler) }
}
