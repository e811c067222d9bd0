// SPDX-License-Identifier: EUPL-1.2

extension Curl {
    /// Gets or posts at the parties' door, with the certificate of a credential folder.
    static func ask(_ address: String, as folder: String, body: String? = nil) async throws -> Answer? {
        try await ask(
            address, body: body,
            options: [
                "--cacert", folder + "/authority.pem", "--cert", folder + "/certificate.pem", "--key", folder + "/key.pem",
            ])
    }

    /// Fetches files by one curl: what is not there is no failure of it.
    /// - Parameter files: address and path of each.
    /// - Returns: the addresses that were not there.
    static func fetch(_ files: [(address: String, path: String)], scratch: String) async throws -> [String] {
        let lines = files.map { "url = \"\($0.address)\"\noutput = \"\($0.path)\"\nwrite-out = \"%{http_code} \($0.address)\\n\"" }
        let outcome = try await run(lines, common: ["fail", "create-dirs", "silent", "globoff", "max-time = 20"], scratch: scratch)
        let answers = outcome.output.split(separator: "\n")
        guard answers.count == files.count else { throw Unexpected("curl fetched something else: \(outcome)") }
        return answers.filter { !$0.hasPrefix("200 ") }.map { String($0.dropFirst(4)) }
    }

    /// Posts many bodies by one curl, several at a time.
    /// - Returns: how many were answered with 201.
    static func post(_ bodies: [String], to address: String, scratch: String) async throws -> Int {
        let lines = bodies.map { body in
            let quoted = body.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return """
                url = "\(address)"
                header = "content-type: application/json"
                data-binary = "\(quoted)"
                output = "/dev/null"
                write-out = "%{http_code}\\n"
                """
        }
        let outcome = try await run(lines, common: ["silent", "globoff", "max-time = 20"], scratch: scratch)
        return outcome.output.split(separator: "\n").count { $0 == "201" }
    }

    private static func run(_ transfers: [String], common: [String], scratch: String) async throws -> Outcome {
        let text = transfers.map { (common + [$0]).joined(separator: "\n") }.joined(separator: "\nnext\n")
        try Scratch.write(text + "\n", to: scratch)
        return try await Tool.run(
            named: "curl", ["--parallel", "--parallel-max", "8", "--config", scratch], limit: .seconds(60))
    }
}
