// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A place on earth (WGS 84), to a hundred-thousandth of a degree, which is about a metre.
public struct Place: Hashable, Sendable, BitwiseCopyable {
    /// North of the equator, in 1/100,000 degree.
    public let latitude: Int32
    /// East of Greenwich, in 1/100,000 degree.
    public let longitude: Int32

    /// A place; nil when it lies beyond a pole or the date line.
    /// - Parameters:
    ///   - latitude: in 1/100,000 degree, -9,000,000 to 9,000,000.
    ///   - longitude: in 1/100,000 degree, -18,000,000 to 18,000,000.
    public init?(latitude: Int32, longitude: Int32) {
        guard latitude.magnitude <= 9_000_000, longitude.magnitude <= 18_000_000 else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }

    init(raw latitude: Int32, _ longitude: Int32) {
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Metres along the surface to another place, on a sphere of 6,371 km: wrong by at most 0.6 %.
    public func metres(to other: Place) -> Double {
        let unit = Double.pi / 18_000_000
        let (here, there) = (Double(latitude) * unit, Double(other.latitude) * unit)
        let north = sin((there - here) / 2)
        let east = sin(Double(Int(other.longitude) - Int(longitude)) * unit / 2)
        let chord = north * north + cos(here) * cos(there) * east * east
        return 2 * 6_371_000 * asin(min(1, chord.squareRoot()))
    }
}
