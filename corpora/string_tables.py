"""Many strings as arrays, which are written to files and mapped: found by their checksums, decoded when asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray


class Strings:
    """Strings in two arrays, decoded only when asked for."""

    def __init__(self, tables: Mapping[str, Any], name: str) -> None:
        self._bytes = memoryview(tables[f"{name}_bytes"])
        self._ends = memoryview(tables[f"{name}_ends"])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, at: int) -> str:
        return self._encoded(at).decode()

    def _encoded(self, at: int) -> bytes:
        return bytes(self._bytes[self._ends[at] : self._ends[at + 1]])


class Keys(Strings):
    """Strings that are found by their checksum."""

    def __init__(self, tables: Mapping[str, Any], name: str) -> None:
        super().__init__(tables, name)
        self._sums = memoryview(tables[f"{name}_sums"])

    def find(self, string: str) -> int:
        """Return the string's number, or -1."""
        wanted = string.encode()
        checksum = crc32(wanted)
        at = bisect_left(self._sums, checksum)
        while at < len(self._sums) and self._sums[at] == checksum:
            if self._encoded(at) == wanted:
                return at
            at += 1
        return -1


class Names(NamedTuple):
    """Different strings in the order of their checksums, by which they are looked up."""

    strings: list[str]
    encoded: list[bytes]
    sums: NDArray[np.uint32]

    @classmethod
    def of(cls, strings: Iterable[str]) -> Names:
        """Order strings; of several that are the same, one is kept."""
        different = list(dict.fromkeys(strings))
        encoded = [string.encode() for string in different]
        sums = np.fromiter(map(crc32, encoded), dtype=np.uint32, count=len(encoded))
        order = np.argsort(sums, kind="stable")
        places = order.tolist()
        return cls([different[at] for at in places], [encoded[at] for at in places], sums[order])

    def tables(self, name: str) -> dict[str, NDArray[np.generic]]:
        """Return the arrays that `Keys` reads."""
        return {**string_tables(name, self.encoded), f"{name}_sums": self.sums}


def string_tables(name: str, encoded: Sequence[bytes]) -> dict[str, NDArray[np.generic]]:
    """Return the arrays that `Strings` reads."""
    return {
        f"{name}_bytes": np.frombuffer(b"".join(encoded), dtype=np.uint8),
        f"{name}_ends": np.cumsum([0, *map(len, encoded)], dtype=np.uint32),
    }
