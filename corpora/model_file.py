"""The file of a model that a user keeps: a checked preamble, a JSON header, and arrays that are mapped into memory."""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpora.errors import InputError
from corpora.files import write_parts

Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is a model of.

    Attributes:
        magic: Its first 16 bytes.
        version: Counts up whenever files of before can no longer be read.
        noun: What it is called, with its article.
        maker: The command that writes it.
    """

    magic: bytes
    version: int
    noun: str
    maker: str


_PREAMBLE = struct.Struct("<16sIIII")  # magic, version, bytes of the header, CRC-32 of the header and of the arrays
_ALIGNMENT = 64  # arrays begin at multiples of it, so that none lies across a cache line


def write_model(kind: Kind, path: Path, facts: Mapping[str, Any], arrays: Arrays) -> None:
    """Write a model whole or not at all: the same facts and arrays give the same bytes.

    Raises:
        InputError: The path is a folder, or its folder does not exist.
        OSError: It cannot be written; nothing was changed.
    """
    write_parts(path, _parts(kind, facts, arrays))


def _parts(kind: Kind, facts: Mapping[str, Any], arrays: Arrays) -> Sequence[bytes | memoryview]:
    layout, body, at = [], list[bytes | memoryview](), 0
    for name, array in arrays.items():
        values = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
        layout.append([name, values.dtype.str, at, len(values)])
        gap = -values.nbytes % _ALIGNMENT
        body += [values.view(np.uint8).data, bytes(gap)]
        at += values.nbytes + gap
    header = json.dumps({"facts": facts, "arrays": layout, "bytes": at}, sort_keys=True).encode()
    header += b" " * (-(_PREAMBLE.size + len(header)) % _ALIGNMENT)
    check = 0
    for part in body:
        check = zlib.crc32(part, check)
    return [_PREAMBLE.pack(kind.magic, kind.version, len(header), zlib.crc32(header), check), header, *body]


def read_model(kind: Kind, path: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]], int]:
    """Return the facts of a model's header, its arrays as read-only views of the file, and its checksum.

    Raises:
        InputError: There is no such file, it is no such model, one of another version, or damaged.
    """
    noun = kind.noun.partition(" ")[2]
    try:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except FileNotFoundError:
        raise InputError(path, None, f"no such file; `{kind.maker}` makes {kind.noun}") from None
    except IsADirectoryError:
        raise InputError(path, None, f"is a folder; expected {kind.noun} of `{kind.maker}`") from None
    except OSError as error:
        raise InputError(path, None, f"could not be read: {error.strerror or error}") from None
    except ValueError:  # an empty file cannot be mapped
        raise InputError(path, None, f"is empty; expected {kind.noun} of `{kind.maker}`") from None
    if len(data) < _PREAMBLE.size or data[: len(kind.magic)] != kind.magic:
        raise InputError(path, None, f"is no {noun}; expected a file that `{kind.maker}` wrote")
    _, version, length, header_check, check = _PREAMBLE.unpack_from(data)
    if version != kind.version:
        raise InputError(
            path, None, f"is {kind.noun} of version {version}, expected {kind.version}; make it again by `{kind.maker}`"
        )
    header, body = data[_PREAMBLE.size : _PREAMBLE.size + length], data[_PREAMBLE.size + length :]
    if len(header) < length or zlib.crc32(header) != header_check or zlib.crc32(body) != check:
        problem = f"is damaged: its checksum does not fit; make it again by `{kind.maker}`, or copy it again"
        raise InputError(path, None, problem)
    content = json.loads(bytes(header))
    arrays = {name: np.frombuffer(body, np.dtype(form), size, offset) for name, form, offset, size in content["arrays"]}
    return content["facts"], arrays, check
