"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from corpora.errors import InputError


def write_whole(path: Path, text: str) -> None:
    """Write UTF-8 text with LF line ends as `write_parts` writes bytes."""
    # A file's name in it may hold bytes that are no text: they are shown, as on the terminal.
    write_parts(path, [text.encode("utf-8", "backslashreplace")])


def write_parts(path: Path, parts: Iterable[bytes | memoryview], *, sync: bool = True) -> None:
    """Write bytes, so that a reader finds the old file or the new one and never a part.

    They are written aside in the same folder, synced and renamed; the mode of a file that stood there is kept, and a
    symbolic link is followed, not replaced. A pipe or device (`/dev/stdout`) is written to directly. Without `sync`,
    which takes its time, a power failure may leave a damaged file: for what can be made again and is checked when read.

    Raises:
        InputError: The path is a folder, or its folder does not exist.
        OSError: The folder cannot be written to, or the disk is full; nothing was changed.
    """
    if path.is_dir():
        raise InputError(path, None, "expected a file to write to, found a folder; name a file inside it")
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                device.writelines(parts)
        else:
            _replace(path, parts, sync=sync)
    except OSError as error:
        # The file that the user named, not the one beside it.
        raise OSError(error.errno, error.strerror, str(path)) from error


def _replace(path: Path, parts: Iterable[bytes | memoryview], *, sync: bool) -> None:
    target = Path(os.path.realpath(path))
    if not target.parent.is_dir():
        raise InputError(path, None, f"the folder {path.parent} does not exist; make it first")
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as aside:
            aside.writelines(parts)
            if sync:
                aside.flush()
                os.fsync(aside.fileno())
        Path(name).chmod(_mode_of(target))
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _mode_of(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
