"""A file that is read whole, because its reader cannot do otherwise: within a bound, whatever its size."""

import hashlib
from typing import BinaryIO

CHUNK = 1 << 20


def read_bounded(source: BinaryIO | bytes, most: int) -> tuple[bytes, str]:
    """The content, cut one byte above `most` so that an excess is seen, and the fingerprint of the whole."""
    if isinstance(source, bytes | bytearray | memoryview):
        data = bytes(source)
        return data[: most + 1], hashlib.sha256(data).hexdigest()
    digest = hashlib.sha256()
    kept = bytearray()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        kept += chunk[: most + 1 - len(kept)]
    return bytes(kept), digest.hexdigest()
