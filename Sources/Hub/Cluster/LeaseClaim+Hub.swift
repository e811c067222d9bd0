// SPDX-License-Identifier: EUPL-1.2

import Store

extension LeaseClaim {
    /// The claim of this process. Its name is random: after a restart it is another hub.
    init(_ hubs: HubConfiguration.HubsAddress) {
        var generator = SystemRandomNumberGenerator()
        self.init(
            holder: "hub-\(String(generator.next(), radix: 16))",
            address: hubs.reached ?? "\(hubs.listen.host):\(hubs.listen.port)",
            term: hubs.term)
    }
}
