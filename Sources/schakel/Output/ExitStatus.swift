// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser

/// The exit statuses of the command, after sysexits(3) where one fits.
enum ExitStatus: Int32 {
    /// Refused, or a check or proof that does not hold.
    case refused = 1
    /// The hub or edge cannot be reached.
    case unreachable = 69
    /// A file or store cannot be used.
    case file = 74
    /// The configuration is wrong.
    case configuration = 78

    var code: ExitCode { ExitCode(rawValue) }
}
