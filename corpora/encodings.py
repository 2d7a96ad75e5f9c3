"""From a file's bytes to text: byte order mark, strict UTF-8, the encoding the caller names, and never a guess."""

from __future__ import annotations

import codecs
import difflib
import re
from pathlib import Path

from corpora.errors import ConfigError, InputError

_MARKS = (
    # The longer mark first: UTF-32-LE begins with the mark of UTF-16-LE.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF file; extract its text first, for example with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive, as .docx, .xlsx and .epub are; save it as text, Markdown or HTML first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as text, Markdown or HTML first"),
    (b"{\\rtf", "an RTF file; save it as text, Markdown or HTML first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)

# Encodings whose bytes may pass for UTF-8 although they mean something else: declared, they come first.
_SEVEN_BIT = ("utf_16", "utf_32", "utf_7", "hz", "iso2022")

# What Chinese and English files are written in besides UTF-8, commonest first.
_CANDIDATES = ("gb18030", "big5", "utf-16-le", "utf-16-be", "cp1252")


_READABLE = 0.7
"""The least share of characters of daily use: Chinese and English reach .95, wrong decodings stay below .5."""


def read_text(path: Path, encoding: str | None = None) -> str:
    """Return a file's text without its byte order mark; line ends stay as they are.

    Raises:
        InputError: Where there is no readable, non-empty text file, or its encoding is neither UTF-8 nor declared.
        ConfigError: If no encoding of the declared name exists.
    """
    check_encoding(encoding)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(path, None, "no such file") from None
    except IsADirectoryError:
        raise InputError(path, None, "is a folder; expected a file") from None
    except PermissionError:
        raise InputError(path, None, "may not be read: permission denied") from None
    except OSError as error:
        raise InputError(path, None, f"could not be read: {error.strerror or error}") from None
    return decode(data, path, encoding)


def path_as_text(path: Path) -> str:
    """Return a path as it is, but for bytes of its name that are no text: no report could hold them unescaped."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def check_encoding(encoding: str | None) -> None:
    """Raise ConfigError if Python knows no text encoding of this name.

    Raises:
        ConfigError: With the name that was probably meant.
    """
    if encoding is None:
        return
    try:
        b"    ".decode(encoding)  # without bytes, Python would not even look the name up
    except UnicodeDecodeError:
        return
    except (LookupError, ValueError):  # no such name, no text encoding, or a NUL in the name
        from encodings.aliases import aliases  # noqa: PLC0415 - only for the message

        binary = ("base64_codec", "bz2_codec", "hex_codec", "quopri_codec", "rot_13", "uu_codec", "zlib_codec")
        text = {name: codec for name, codec in aliases.items() if codec not in binary}
        names = sorted({"utf-8", "gb18030", *text, *text.values()})
        close = difflib.get_close_matches(encoding.lower().replace("-", "_"), names, 1, 0.75)
        hint = f"; did you mean {close[0].replace('_', '-')!r}?" if close else "; try gb18030 or big5"
        raise ConfigError(f"unknown encoding {encoding!r}{hint}") from None


def decode(data: bytes, path: Path | str, encoding: str | None = None) -> str:
    """Return the text of a file's bytes.

    The order: byte order mark, strict UTF-8, the declared encoding.

    Raises:
        InputError: If the bytes are empty, not text, or not in any of these.
    """
    if not data:
        raise InputError(path, None, "is empty")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(path, None, f"expected text, found {what}")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _checked(_decode_strictly(data[len(mark) :], name, path, "its byte order mark says"), path)
    if encoding is not None and codecs.lookup(encoding).name.replace("-", "_").startswith(_SEVEN_BIT):
        return _checked(_decode_strictly(data, encoding, path, "declared"), path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if encoding is None:
            raise InputError(path, data.count(b"\n", 0, error.start) + 1, _advice(data, error)) from None
        text = _decode_strictly(data, encoding, path, "declared")
    else:
        if "\0" in text and encoding is None:
            for name in ("utf-16-le", "utf-16-be"):
                if (_reads_as(data, name) or 0.0) > _READABLE:
                    raise InputError(path, None, f"not UTF-8: likely {name}, pass --encoding {name}")
    return _checked(text, path)


def _decode_strictly(data: bytes, encoding: str, path: Path | str, why: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = data[error.start : error.start + 4].hex(" ")
        raise InputError(path, line, f"expected {encoding} as {why}, found the bytes {found}") from None


def _checked(text: str, path: Path | str) -> str:
    nul = text.find("\0")
    if nul >= 0:
        raise InputError(path, text.count("\n", 0, nul) + 1, "expected text, found a NUL character: a binary file?")
    if not text.strip("\ufeff \t\r\n\f\u3000\u00a0"):
        raise InputError(path, None, "is empty: it holds only white space" if text else "is empty")
    return text


def _advice(data: bytes, error: UnicodeDecodeError) -> str:
    found = data[error.start : error.start + 4].hex(" ")
    if _is_damaged_utf8(data):
        if error.reason == "unexpected end of data":
            return f"expected UTF-8, found the bytes {found} at the end: the file was cut off inside a character"
        return f"expected UTF-8 as in the rest of the file, found the bytes {found}; mend this line"
    if b"\0\0\0\0" in data[:4096] or not (likely := _likely_encodings(data)):
        return "expected text in UTF-8, found bytes that no encoding explains: a binary file?"
    names = " or ".join(likely)
    return f"not UTF-8: found the bytes {found}; likely {names}: save the file as UTF-8 or pass --encoding {likely[0]}"


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell whether a file is UTF-8 but for a few bytes; other encodings' bytes are hardly ever UTF-8 by chance."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    # Chinese in GB 18030 or Big5 reads as at most one character of UTF-8 for every four that are none.
    return sum(not char.isascii() for char in text) > 3 * damaged


def _likely_encodings(data: bytes) -> list[str]:
    """Return the encodings that explain the bytes, best first: what the file itself says, then by how it reads."""
    sample = data[:65536]
    said = re.search(rb"charset\s*=\s*[\"']?([\w-]{2,20})", sample[:2048], re.IGNORECASE)
    scored: list[tuple[float, str]] = []
    if said and _reads_as(data, name := said[1].decode("ascii").lower()) is not None:
        scored.append((2.0, name))
    scored += [
        (share, name) for name in _CANDIDATES if (share := _reads_as(data, name)) is not None and share > _READABLE
    ]
    if not scored:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to load, and only errors need it

        best = from_bytes(sample).best()
        return [best.encoding.replace("_", "-")] if best else []
    scored.sort(key=lambda pair: -pair[0])
    return list(dict.fromkeys(name for _, name in scored))[:3]


def _reads_as(data: bytes, encoding: str) -> float | None:
    """Return which share of the text is in characters that Chinese or English use daily, or None if undecodable."""
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    # GB 2312 holds the Chinese characters of daily use; Big5's first level is the same for Traditional ones. A wrong
    # decoding scatters over the rare ones.
    text = text[:20000]
    common = sum(_is_daily(char, encoding) for char in text)
    return common / len(text) if text else None


def _is_daily(char: str, encoding: str) -> bool:
    if char.isascii():
        return char.isprintable() or char in "\t\r\n"
    if encoding == "cp1252":
        return char in "‘’“”–—…•éèüöäçñ£€°·"
    try:
        return len(char.encode("gb2312")) == 2
    except UnicodeEncodeError:
        pass
    try:
        return char.encode("big5") < b"\xc9\x40"  # where Big5's second level begins
    except UnicodeEncodeError:
        return False
