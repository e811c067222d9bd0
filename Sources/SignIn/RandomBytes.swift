// SPDX-License-Identifier: EUPL-1.2

/// Where random bytes come from; tests hand in their own.
public struct RandomBytes: Sendable {
    private let draw: @Sendable (Int) -> [UInt8]

    /// A source that asks `draw` for so many bytes.
    public init(_ draw: @escaping @Sendable (Int) -> [UInt8]) { self.draw = draw }

    /// The system's, fit for keys.
    public static let system = RandomBytes { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// So many bytes.
    public func bytes(_ count: Int) -> [UInt8] { draw(count) }
}
