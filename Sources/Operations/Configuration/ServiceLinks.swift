// SPDX-License-Identifier: EUPL-1.2

/// Recognises the variables that Kubernetes and container links put into every environment for a service that happens to be
/// called `schakel…`: they are nobody's settings and no reason to refuse to start.
enum ServiceLinks {
    /// Whether the variable describes a service, such as `SCHAKEL_HUB_SERVICE_HOST=10.0.0.1`,
    /// `SCHAKEL_PORT=tcp://10.0.0.1:443` or `SCHAKEL_PORT_443_TCP_ADDR=10.0.0.1`.
    static func contains(_ name: String, _ value: String) -> Bool {
        if name.hasSuffix("_SERVICE_HOST") || name.hasSuffix("_SERVICE_PORT") { return true }
        if name.hasSuffix("_PORT") {
            return ["tcp://", "udp://", "sctp://"].contains { value.hasPrefix($0) }
        }
        let words = name.split(separator: "_")
        for (index, word) in words.enumerated().dropLast() where word == "PORT" {
            if index > 0, words[index - 1] == "SERVICE" { return true }
            let next = words[index + 1]
            guard Int(next) != nil, index + 2 < words.count else { continue }
            if ["TCP", "UDP", "SCTP"].contains(words[index + 2]) { return true }
        }
        return false
    }
}
