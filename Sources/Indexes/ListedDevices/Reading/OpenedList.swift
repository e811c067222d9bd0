// SPDX-License-Identifier: EUPL-1.2

import Segments

/// A segment of devices that was opened, with what its metadata tells.
struct OpenedList: Sendable {
    let segment: Segment
    let metadata: ListMetadata
    let list: ListSection

    /// Opens a segment by its name in a folder. Reads its header and no more.
    init(folder: SegmentFolder, name: String) throws(SegmentError) {
        segment = try Segment(path: folder.path(of: name), kind: ListMetadata.kind)
        metadata = try ListMetadata(of: segment)
        list = ListSection(segment, metadata)
    }
}
