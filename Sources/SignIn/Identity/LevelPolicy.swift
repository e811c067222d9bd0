// SPDX-License-Identifier: EUPL-1.2

/// Which act needs which level of assurance.
public struct LevelPolicy: Hashable, Sendable {
    /// How much an act weighs.
    public enum Weight: Sendable, CaseIterable {
        /// Seeing what a mandate gives to see.
        case reading
        /// Acting for the party: reporting, stating facts, objecting.
        case acting
        /// Deciding on others, confirming that, and administering who may do what.
        case deciding
    }

    /// What reading needs. It is also what signing in needs.
    public let reading: AssuranceLevel
    /// What acting needs.
    public let acting: AssuranceLevel
    /// What deciding needs.
    public let deciding: AssuranceLevel

    /// A policy. An act never needs less than a lighter one.
    public init(reading: AssuranceLevel = .substantial, acting: AssuranceLevel = .substantial, deciding: AssuranceLevel = .high) {
        self.reading = reading
        self.acting = max(reading, acting)
        self.deciding = max(reading, acting, deciding)
    }

    /// The level that an act needs.
    public func level(for weight: Weight) -> AssuranceLevel {
        switch weight {
        case .reading: reading
        case .acting: acting
        case .deciding: deciding
        }
    }

    /// The weights for which a level suffices.
    public func weights(within level: AssuranceLevel) -> Set<Weight> {
        Set(Weight.allCases.filter { self.level(for: $0) <= level })
    }
}
