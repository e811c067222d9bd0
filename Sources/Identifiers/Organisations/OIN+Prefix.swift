// SPDX-License-Identifier: EUPL-1.2

extension OIN {
    /// The register an OIN is derived from, by its first eight digits. Open: registers are added over time.
    public struct Prefix: Hashable, Sendable {
        /// The eight digits as a number, below 10^8.
        public let code: UInt32

        /// RSIN: legal persons and partnerships in the trade register.
        public static let rsin = Prefix(code: 1)
        /// Fiscal number, for parts of the State that are not in the trade register.
        public static let fiscal = Prefix(code: 2)
        /// KvK number: companies in the trade register. New numbers are based on it wherever there is one.
        public static let kvk = Prefix(code: 3)
        /// SubOIN: a part, a joint venture or a facility of an organisation, with a number that carries no meaning.
        public static let subOIN = Prefix(code: 4)
        /// Issued by Logius itself, where no other register has a suitable number.
        public static let logius = Prefix(code: 6)
        /// BRIN: educational institutions.
        public static let school = Prefix(code: 7)
        /// Issued by Logius for foreign organisations outside the trade register.
        public static let foreign = Prefix(code: 8)
        /// Dezi number of a care provider.
        public static let careProvider = Prefix(code: 9)
        /// TRR-BD: organisations known to the tax administration and not in the trade register.
        public static let taxRegister = Prefix(code: 10)
        /// Dezi number of a health insurer.
        public static let healthInsurer = Prefix(code: 11)
        /// For tests, free to everyone; it identifies nobody and must not be trusted in production.
        public static let test = Prefix(code: 99)
    }
}

extension OIN.Prefix: CustomStringConvertible {
    /// The eight digits.
    public var description: String { String(code, width: 8) }
}
