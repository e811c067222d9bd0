// SPDX-License-Identifier: EUPL-1.2

import Testing

/// All tests that need a server. They run one after another: many of them wait for times to pass.
@Suite("The PostgreSQL engine", .serialized, .enabled(if: PostgresServer.isThere, "PostgreSQL is not installed"))
enum PostgresTests {}
