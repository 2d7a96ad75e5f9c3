"""The configuration: `duizhao.toml` or `[tool.duizhao]` in pyproject.toml, the nearest file upwards."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpora.errors import ConfigError, InputError

FAIL_LEVELS = ("error", "warning", "info", "none")
"""What `fail-on` may be, strictest last but for `none`."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file says; empty where there is none.

    Attributes:
        path: The file, or None.
        glossary: Glossary files, resolved against the configuration's folder; None when the key is absent.
        lexicon: A learned lexicon, resolved likewise, or None.
        encoding: The encoding of inputs that are not UTF-8, or None.
        select: Rules or families to run, or None for the defaults.
        ignore: Rules or families to leave out.
        fail_on: The severity from which the exit code is 1.
        severity: Severities by rule.
    """

    path: Path | None = None
    glossary: tuple[Path, ...] | None = None
    lexicon: Path | None = None
    encoding: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    severity: Mapping[str, str] = field(default_factory=dict)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ` (did you mean …?)` for the closest known name, or nothing where none is close."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # only a mistake needs it

    # 60: below it, suggestions of an edit distance near half the word's length were no help in trials.
    best = process.extractOne(name, sorted(known), scorer=fuzz.ratio, score_cutoff=60)
    return f" (did you mean {best[0]!r}?)" if best else ""


def find_config(start: Path) -> Path | None:
    """Return the nearest `duizhao.toml`, or `pyproject.toml` with a `[tool.duizhao]` table, from `start` upwards."""
    for folder in (start, *start.parents):
        own = folder / "duizhao.toml"
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and _table(project) is not None:
            return project
    return None


def read_config(path: Path | None) -> Config:
    """Read a configuration file; None gives the defaults.

    Raises:
        ConfigError: A key is unknown, or a value has the wrong type.
        InputError: The file is no TOML, or cannot be read.
    """
    if path is None:
        return Config()
    table = _table(path)
    if table is None:
        raise ConfigError(f"{path}: holds no [tool.duizhao] table")
    _refuse_unknown(path, "", table, ("glossary", "lexicon", "encoding", "lint"))
    lint = table.get("lint", {})
    if not isinstance(lint, dict):
        raise ConfigError(f"{path}: [lint] must be a table, found {lint!r}")
    _refuse_unknown(path, "lint.", lint, ("select", "ignore", "fail-on", "severity"))
    fail_on = _value(path, "lint.fail-on", lint.get("fail-on", "error"), _is_text, "a text")
    if fail_on not in FAIL_LEVELS:
        raise ConfigError(f"{path}: lint.fail-on must be one of {', '.join(FAIL_LEVELS)}, found {fail_on!r}")
    glossary = _value(path, "glossary", table.get("glossary"), _is_texts, "a list of files")
    lexicon = _value(path, "lexicon", table.get("lexicon"), _is_text, "a file")
    select = _value(path, "lint.select", lint.get("select"), _is_texts, "a list of rules")
    severity = _value(path, "lint.severity", lint.get("severity", {}), _is_table_of_texts, "a table rule = severity")
    return Config(
        path=path,
        glossary=None if glossary is None else tuple(path.parent / name for name in glossary),
        lexicon=None if lexicon is None else path.parent / lexicon,
        encoding=_value(path, "encoding", table.get("encoding"), _is_text, "a text"),
        select=None if select is None else tuple(select),
        ignore=tuple(_value(path, "lint.ignore", lint.get("ignore", []), _is_texts, "a list of rules")),
        fail_on=fail_on,
        severity=severity,
    )


def _table(path: Path) -> dict[str, Any] | None:
    """Return the part of a file that is duizhao's; None for a pyproject.toml that has none."""
    table = _load(path)
    if path.name != "pyproject.toml":
        return table
    tools = table.get("tool")
    own = tools.get("duizhao") if isinstance(tools, dict) else None
    if own is not None and not isinstance(own, dict):
        raise ConfigError(f"{path}: [tool.duizhao] must be a table, found {own!r}")
    return own


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(path, None, f"not valid TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise InputError(path, None, f"not UTF-8 (byte {error.start}); a TOML file must be UTF-8") from error
    except RecursionError as error:
        raise InputError(path, None, "not valid TOML: nested too deeply") from error
    except OSError as error:
        raise InputError(path, None, f"cannot be read: {error.strerror}") from error


def _refuse_unknown(path: Path, prefix: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            raise ConfigError(f"{path}: unknown key {prefix}{key}{did_you_mean(key, known)}")


def _value(path: Path, key: str, value: Any, fits: Callable[[Any], bool], expected: str) -> Any:
    if value is not None and not fits(value):
        raise ConfigError(f"{path}: {key} must be {expected}, found {value!r}")
    return value


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and "\0" not in value


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_table_of_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))
