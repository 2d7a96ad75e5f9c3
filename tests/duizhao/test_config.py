"""The configuration: the nearest file wins, and an unknown key is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpora.errors import ConfigError, InputError
from duizhao.config import Config, did_you_mean, find_config, read_config


def test_no_file_gives_the_defaults() -> None:
    assert read_config(None) == Config()


def test_all_keys_are_read_and_glossaries_stand_beside_the_file(tmp_path: Path) -> None:
    path = tmp_path / "duizhao.toml"
    path.write_text(
        'glossary = ["terms.tsv"]\nencoding = "gb18030"\n'
        '[lint]\nselect = ["terms"]\nignore = ["term-case"]\nfail-on = "warning"\nseverity = { missing-term = "info" }',
        encoding="utf-8",
    )
    assert read_config(path) == Config(
        path=path,
        glossary=(tmp_path / "terms.tsv",),
        encoding="gb18030",
        select=("terms",),
        ignore=("term-case",),
        fail_on="warning",
        severity={"missing-term": "info"},
    )


def test_a_table_in_pyproject_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool.duizhao]\nencoding = "big5"\n', encoding="utf-8")
    assert read_config(path).encoding == "big5"


def test_the_nearest_file_wins(tmp_path: Path) -> None:
    (tmp_path / "duizhao.toml").write_text("", encoding="utf-8")
    inner = tmp_path / "book" / "part"
    inner.mkdir(parents=True)
    (tmp_path / "book" / "pyproject.toml").write_text("[tool.duizhao]\n", encoding="utf-8")
    assert find_config(inner) == tmp_path / "book" / "pyproject.toml"


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "duizhao.toml").write_text("", encoding="utf-8")
    inner = tmp_path / "book"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    assert find_config(inner) == tmp_path / "duizhao.toml"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('glosary = ["a.tsv"]', "unknown key glosary (did you mean 'glossary'?)"),
        ("[lint]\nfail_on = 'error'", "unknown key lint.fail_on (did you mean 'fail-on'?)"),
        ('glossary = "a.tsv"', "glossary must be a list of files, found 'a.tsv'"),
        ("lint = 3", "[lint] must be a table, found 3"),
        ("[lint]\nfail-on = 'never'", "lint.fail-on must be one of error, warning, info, none, found 'never'"),
        ("encoding = 8", "encoding must be a text, found 8"),
        ('glossary = ["a\\u0000"]', "glossary must be a list of files, found ['a\\x00']"),
    ],
)
def test_a_key_or_value_that_means_nothing_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "duizhao.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        read_config(path)
    assert str(raised.value) == f"{path}: {message}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool]\nduizhao = 3", "[tool.duizhao] must be a table, found 3"),
        ("tool = 3", "holds no [tool.duizhao] table"),
        ("[tool.other]", "holds no [tool.duizhao] table"),
    ],
)
def test_a_pyproject_that_is_named_must_hold_our_table(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        read_config(path)
    assert str(raised.value) == f"{path}: {message}"


def test_toml_of_any_depth_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "duizhao.toml"
    path.write_text("glossary = " + "[" * 100_000, encoding="utf-8")
    with pytest.raises(InputError, match="nested too deeply"):
        read_config(path)


def test_broken_toml_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "duizhao.toml"
    path.write_text("glossary = [", encoding="utf-8")
    with pytest.raises(InputError, match=r"duizhao\.toml: not valid TOML"):
        read_config(path)


def test_only_a_close_name_is_suggested() -> None:
    assert did_you_mean("missing-terms", ["missing-term", "added-text"]) == " (did you mean 'missing-term'?)"
    assert did_you_mean("zzz", ["missing-term", "added-text"]) == ""
