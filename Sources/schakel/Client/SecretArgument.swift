// SPDX-License-Identifier: EUPL-1.2

/// A secret on the command line, which other users of the machine can see, or the first line of standard input for `-`.
enum SecretArgument {
    static func read(_ argument: String?) -> String? {
        argument == "-" ? readLine(strippingNewline: true) : argument
    }
}
