// SPDX-License-Identifier: EUPL-1.2

public import Exchange

extension Devices {
    /// The limits of the list of stolen devices as Schakel ships them. That three quarters of a list must be left is the figure of
    /// DIRBS; the others are defaults of the product. A type allocation code stands for a million devices.
    public static let valve = ValveRule(
        mostPerDecision: 10_000, mostPerPartyAndDay: 25_000, growthPercent: 25, growthFrom: 10_000, keptPercent: 75,
        shrinkFrom: 1_000,
        group: ValveRule.Group(
            title: Bilingual("toesteltype (TAC)", "device type (TAC)"), mostPerDecision: 1_000, mostPerDay: 5_000,
            mostListed: 50_000))
}
