# SPDX-License-Identifier: EUPL-1.2
"""VOPRF(P-384, SHA-384) of RFC 9497 on the side of who asks, written from the RFC with nothing but Python's integers and hashes.

It shares no code with the software that answers. It is not constant in time: it is for comparing, not for use.
"""

import hashlib
import secrets

P = 2**384 - 2**128 - 2**96 + 2**32 - 1
A = P - 3
B = 0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF
N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973
G = (
    0xAA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7,
    0x3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F,
)
CONTEXT = b"OPRFV1-\x01-P384-SHA384"


def add(left, right):
    """The sum of two points; None is the identity."""
    if left is None or right is None:
        return left or right
    (x1, y1), (x2, y2) = left, right
    if x1 == x2:
        if (y1 + y2) % P == 0:
            return None
        slope = (3 * x1 * x1 + A) * pow(2 * y1, -1, P) % P
    else:
        slope = (y2 - y1) * pow(x2 - x1, -1, P) % P
    x = (slope * slope - x1 - x2) % P
    return x, (slope * (x1 - x) - y1) % P


def times(scalar, point):
    total = None
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point, scalar = add(point, point), scalar >> 1
    return total


def root(square):
    candidate = pow(square, (P + 1) // 4, P)
    return candidate if candidate * candidate % P == square % P else None


def encode(point):
    x, y = point
    return bytes([2 + (y & 1)]) + x.to_bytes(48, "big")


def decode(data):
    """A compressed point (SEC 1, section 2.3.4)."""
    if len(data) != 49 or data[0] not in (2, 3):
        raise ValueError("this is no compressed point")
    x = int.from_bytes(data[1:], "big")
    y = root((x * x * x + A * x + B) % P) if x < P else None
    if y is None:
        raise ValueError("this point is not on the curve")
    return x, y if y & 1 == data[0] & 1 else P - y


def expand(message, tag, length):
    """expand_message_xmd of RFC 9380, section 5.3.1."""
    tag += bytes([len(tag)])
    first = hashlib.sha384(bytes(128) + message + length.to_bytes(2, "big") + b"\0" + tag).digest()
    block, data = b"\0" * 48, b""
    for index in range(1, (length + 47) // 48 + 1):
        block = hashlib.sha384(bytes(l ^ r for l, r in zip(first, block)) + bytes([index]) + tag).digest()
        data += block
    return data[:length]


def to_curve(u):
    """The simplified SWU map of RFC 9380, section 6.6.2, for P-384 with Z = -12."""
    z = P - 12
    denominator = (z * z * pow(u, 4, P) + z * u * u) % P
    if denominator == 0:
        x = B * pow(z * A, -1, P) % P
    else:
        x = -B * pow(A, -1, P) * (1 + pow(denominator, -1, P)) % P
    y = root((x * x * x + A * x + B) % P)
    if y is None:
        x = z * u * u * x % P
        y = root((x * x * x + A * x + B) % P)
    return x, y if y & 1 == u & 1 else P - y


def hash_to_group(message):
    data = expand(message, b"HashToGroup-" + CONTEXT, 144)
    halves = (int.from_bytes(data[:72], "big") % P, int.from_bytes(data[72:], "big") % P)
    return add(to_curve(halves[0]), to_curve(halves[1]))


def hash_to_scalar(message):
    return int.from_bytes(expand(message, b"HashToScalar-" + CONTEXT, 72), "big") % N


def framed(*parts):
    return b"".join(len(part).to_bytes(2, "big") + part for part in parts)


def blind(message, scalar=None):
    """Blind (section 3.3.1): the scalar to keep, and the element to send."""
    scalar = scalar or 1 + secrets.randbelow(N - 1)
    return scalar, encode(times(scalar, hash_to_group(message)))


def proof_holds(key, element, evaluated, proof):
    """VerifyProof (section 2.2.2) for one element."""
    c, s = int.from_bytes(proof[:48], "big"), int.from_bytes(proof[48:], "big")
    if len(proof) != 96 or c >= N or s >= N:
        return False
    seed = hashlib.sha384(framed(key, b"Seed-" + CONTEXT)).digest()
    weight = hash_to_scalar(framed(seed) + (0).to_bytes(2, "big") + framed(element, evaluated) + b"Composite")
    m, z = times(weight, decode(element)), times(weight, decode(evaluated))
    t2 = add(times(s, G), times(c, decode(key)))
    t3 = add(times(s, m), times(c, z))
    if None in (m, z, t2, t3):
        return False
    return c == hash_to_scalar(framed(key, *map(encode, (m, z, t2, t3))) + b"Challenge")


def finalize(message, scalar, key, element, evaluation):
    """Finalize (section 3.3.2): the output of 48 bytes."""
    evaluated, proof = evaluation[:49], evaluation[49:]
    if not proof_holds(key, element, evaluated, proof):
        raise ValueError("the proof does not hold")
    unblinded = encode(times(pow(scalar, -1, N), decode(evaluated)))
    return hashlib.sha384(framed(message, unblinded) + b"Finalize").digest()
