// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Identifiers

/// One device whose status on the list changes; nil takes it off.
struct DeviceChange: Hashable, Sendable {
    let imei: IMEI
    let status: ListStatus?
    /// The day, in the Netherlands, of the entry that lists it; nil when it is not known, and of what is taken off.
    var since: CivilDate?

    /// The changes of some listings in order; within a listing by status, and what is released last, so that every edge arrives at
    /// the same list. A subject that is no IMEI is an error: the hub sent another register's list.
    static func changes(in listings: [DatedListing]) throws(FollowFault) -> [DeviceChange] {
        var changes: [DeviceChange] = []
        for dated in listings {
            let day = DutchTime.date(of: dated.entered)
            for (status, subjects) in dated.listing.listed.sorted(by: { $0.key < $1.key }) {
                for subject in subjects { changes.append(DeviceChange(imei: try imei(subject), status: status, since: day)) }
            }
            for subject in dated.listing.released { changes.append(DeviceChange(imei: try imei(subject), status: nil)) }
        }
        return changes
    }

    private static func imei(_ text: String) throws(FollowFault) -> IMEI {
        guard let imei = IMEI(digits: text.utf8) else {
            throw FollowFault(.malformed, "A listing names a subject that is no IMEI.")
        }
        return imei
    }
}
