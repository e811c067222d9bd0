// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

/// The code of the fault that the act throws, or nil when it succeeds. Another kind of error fails the test.
func fault<Result>(_ act: () throws -> Result) -> LedgerError.Code? {
    do {
        _ = try act()
    } catch let error as LedgerError {
        return error.code
    } catch {
        Issue.record(error)
    }
    return nil
}

/// The code of the fault that reading a text as JSON throws, or nil when it succeeds.
func jsonFault(_ text: String, limits: JSONLimits = .standard) -> JSONError.Code? {
    jsonFault(Array(text.utf8), limits: limits)
}

/// The code of the fault that reading bytes as JSON throws, or nil when it succeeds.
func jsonFault(_ bytes: [UInt8], limits: JSONLimits = .standard) -> JSONError.Code? {
    do throws(JSONError) {
        _ = try JSON(parsing: bytes, limits: limits)
        return nil
    } catch {
        return error.code
    }
}
