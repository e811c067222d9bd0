// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Logging

/// Where the doors of a running process are, in its data folder: so that one who knows the folder finds them, whatever the ports.
struct DoorFile {
    private let path: String

    /// - Parameter folder: the data folder.
    init(in folder: String) { path = folder + "/doors.json" }

    /// Notes the doors. Nothing depends on it.
    func write(service: String, operations: String, _ logger: Logger) {
        let doors: JSON = ["operations": .string(operations), "service": .string(service)]
        do {
            try Files.write(doors.canonicalText + "\n", to: path)
        } catch {
            logger.warning("The addresses of the doors cannot be noted.", metadata: ["reason": "\(error)"])
        }
    }

    /// Host and port of the operator's door; nil when it was never noted.
    var operations: String? {
        guard let text = try? Files.text(path), let json = try? JSON(parsing: text) else { return nil }
        return json["operations"]?.string
    }
}
