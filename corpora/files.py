"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
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


WAIT_SECONDS = 30.0
"""How long a writer waits for one other: a change of a glossary takes hundredths of a second."""


@contextlib.contextmanager
def hold(path: Path, *, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Keep everybody else who holds the file from changing it; whoever dies lets go.

    The lock is a file beside it that is gone afterwards, because the file itself is replaced by every change. Links are
    followed: who comes by another name waits as well.

    Args:
        path: The file, which need not exist yet.
        wait_seconds: How long one other may hold it; while the holders change, there is no end to the waiting.

    Raises:
        InputError: The folder does not exist, or another has held the file for too long.
        OSError: The folder cannot be written to.
    """
    import fcntl  # noqa: PLC0415 - only writers need it

    target = Path(os.path.realpath(path))
    if not target.parent.is_dir():
        raise InputError(path, None, f"the folder {path.parent} does not exist; make it first")
    lock = target.with_name(f".{target.name}.lock")
    holder, until = None, 0.0
    while True:
        try:
            handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            # The file that the user named, not the one beside it.
            raise OSError(error.errno, error.strerror, str(path)) from error
        status = os.fstat(handle)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_same_file(handle, lock):  # and not one that its last holder has removed meanwhile
                break
        except BlockingIOError:
            if holder != (status.st_ino, status.st_ctime_ns):  # each holder's lock is a new file
                holder, until = (status.st_ino, status.st_ctime_ns), time.monotonic() + wait_seconds
            if time.monotonic() >= until:
                os.close(handle)
                problem = f"another program has been changing it for {wait_seconds:g} seconds; try again later"
                raise InputError(path, None, problem) from None
            time.sleep(_PAUSE_SECONDS)
        os.close(handle)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        os.close(handle)


_PAUSE_SECONDS = 0.01  # about as long as a change takes


def _is_same_file(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
