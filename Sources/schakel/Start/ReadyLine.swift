// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Operations

/// The one line a long-running command prints on standard output once its doors are open, for whoever started it; a service
/// manager is told too.
enum ReadyLine {
    static func print(_ members: [(String, Int)]) {
        var object = JSONObject()
        object["ready"] = .bool(true)
        for (name, port) in members { object[name] = .integer(Int64(port)) }
        Output.line(JSON.object(object).canonicalText)
        ServiceNotice()?.tell(.ready)
    }
}
