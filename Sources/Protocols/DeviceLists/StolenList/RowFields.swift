// SPDX-License-Identifier: EUPL-1.2

/// The first four fields of a row, and how many there are.
struct RowFields {
    private var fields = (Field(), Field(), Field(), Field())
    private(set) var count = 0

    mutating func append(_ field: Field) {
        switch count {
        case 0: fields.0 = field
        case 1: fields.1 = field
        case 2: fields.2 = field
        case 3: fields.3 = field
        default: break
        }
        count += 1
    }

    subscript(position: Int) -> Field {
        switch position {
        case 0: fields.0
        case 1: fields.1
        case 2: fields.2
        default: fields.3
        }
    }
}
