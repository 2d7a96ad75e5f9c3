"""Standard output and error: the same bytes on every machine, and no traceback when nobody reads them."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import click


def open_streams() -> None:
    """Make stdout and stderr write UTF-8 with LF, wherever they lead."""
    # Python has no stream where the caller closed it; what is said then has no reader, and the exit code still counts.
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        _write_utf8(stream)


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def give_up(stream: TextIO) -> None:
    """Let what is still buffered go nowhere: without this, Python fails once more when it exits."""
    with contextlib.suppress(OSError):  # a stream of a test has no file
        number = stream.fileno()
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def say(message: str) -> None:
    """Write a line to stderr; where that cannot be, the exit code has to say it alone."""
    try:
        click.echo(message, err=True)
    except OSError:
        give_up(sys.stderr)


def notices(quiet: bool) -> Callable[[str], None]:
    """Return what is done with a line that is good to know: it is said, or with `--quiet` left out."""
    return _leave_out if quiet else say


def _leave_out(_message: str) -> None:
    pass


def _write_utf8(stream: TextIO) -> None:
    reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        # Whatever the locale: the same bytes out on every machine.
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def width_of(output: Path | None) -> int | None:
    """Return the terminal's width in cells, or None where the text goes elsewhere and must not depend on it."""
    return shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else None


def emit(text: str, output: Path | None) -> None:
    """Write a result whole: to a file, or to stdout where there is none."""
    from corpora.files import write_whole  # noqa: PLC0415

    if output is not None:
        write_whole(output, text)
        return
    stream = sys.stdout.buffer
    rest = memoryview(text.encode("utf-8", "backslashreplace"))
    try:
        # An unbuffered stream (PYTHONUNBUFFERED) may take a part of the text and say nothing of the rest.
        while rest:
            rest = rest[stream.write(rest) :]
        stream.flush()
    except BrokenPipeError as error:
        give_up(sys.stdout)
        raise click.ClickException("the reader of the output closed it before everything was written") from error
