"""Read-only numpy arrays in one file: written aside and renamed, checked by a digest, memory-mapped when read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpora.files import write_parts

Tables = Mapping[str, NDArray[np.generic]]

_MAGIC = b"duizhao tables 1\n"
_ALIGNMENT = 64  # bytes: what any dtype and a cache line want


class DamagedTablesError(Exception):
    """A file that does not hold what was written: cut short, altered, or of another make."""


def write_tables(path: Path, tables: Tables, label: str) -> None:
    """Write arrays so that a reader finds the whole file or none, also when several processes write at once.

    Args:
        path: The file; its folder is made.
        tables: Named arrays.
        label: What the tables were made from; `read_tables` asks for the same.

    Raises:
        OSError: The folder cannot be made or written to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    index, offset, chunks = {}, 0, []
    for name, table in tables.items():
        padding = -offset % _ALIGNMENT
        index[name] = [table.dtype.str, list(table.shape), offset + padding]
        chunks += [b"\0" * padding, np.ascontiguousarray(table).tobytes()]
        offset += padding + table.nbytes
    payload = b"".join(chunks)
    header = json.dumps(
        {"label": label, "digest": _digest(payload), "bytes": len(payload), "tables": index}, separators=(",", ":")
    ).encode()
    header += b" " * (-(len(_MAGIC) + 8 + len(header)) % _ALIGNMENT)
    write_parts(path, [_MAGIC + len(header).to_bytes(8, "little"), header, payload], sync=False)


def read_tables(path: Path, label: str) -> dict[str, NDArray[np.generic]]:
    """Map a file written by `write_tables`.

    Raises:
        FileNotFoundError: There is no such file.
        DamagedTablesError: It is not whole, or was made from something else.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(len(_MAGIC) + 8)
        if not start.startswith(_MAGIC) or len(start) < len(_MAGIC) + 8:
            raise DamagedTablesError(f"{path}: not a table file")
        size = int.from_bytes(start[len(_MAGIC) :], "little")
        try:
            header = json.loads(file.read(min(size, 1 << 20)))
            found, digest, length, index = (header[key] for key in ("label", "digest", "bytes", "tables"))
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedTablesError(f"{path}: its header cannot be read") from error
        if found != label:
            raise DamagedTablesError(f"{path}: made from other data")
        at = len(start) + size
        # The open file, not the path, at which another process may have put a new file by now.
        held = file.seek(0, 2)
        if held != at + length:
            raise DamagedTablesError(f"{path}: {held} bytes, expected {at + length}")
        payload = np.memmap(file, dtype=np.uint8, mode="r", offset=at, shape=(length,))
    if _digest(payload.data) != digest:
        raise DamagedTablesError(f"{path}: its content was altered")
    tables: dict[str, NDArray[np.generic]] = {}
    for name, (dtype, shape, offset) in index.items():
        count = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
        tables[name] = np.asarray(payload[offset : offset + count]).view(dtype).reshape(shape)
    return tables


def _digest(payload: bytes | memoryview) -> str:
    return hashlib.blake2b(payload, digest_size=16).hexdigest()
