// SPDX-License-Identifier: EUPL-1.2

import Testing

/// Journeys through the real program: every suite starts processes of its own, on loopback, in a folder of its own, and ends them.
///
/// One after another, for what they measure is time and what they share is the machine.
@Suite("Journeys", .serialized, .enabled(if: Tool.isInstalled("curl"), "curl is needed to talk to the program from outside"))
enum Journeys {}
