"""Files are written whole or not at all."""

import os
from pathlib import Path

import pytest

from corpora.errors import InputError
from corpora.files import write_whole


def test_text_is_written_as_utf8_with_lf(tmp_path: Path) -> None:
    write_whole(tmp_path / "out.txt", "对照\nline\n")
    assert (tmp_path / "out.txt").read_bytes() == "对照\nline\n".encode()


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "out.txt", "a")
    write_whole(tmp_path / "out.txt", "b")
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_a_text_that_cannot_be_encoded_leaves_the_old_file_and_no_part(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "out.txt", "half \ud800")
    assert (tmp_path / "out.txt").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_the_mode_of_the_old_file_is_kept(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("old")
    (tmp_path / "out.txt").chmod(0o640)
    write_whole(tmp_path / "out.txt", "new")
    assert (tmp_path / "out.txt").stat().st_mode & 0o777 == 0o640


def test_a_new_file_gets_the_mode_that_the_umask_allows(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "out.txt", "new")
    finally:
        os.umask(before)
    assert (tmp_path / "out.txt").stat().st_mode & 0o777 == 0o640


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_whole(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="found a folder"):
        write_whole(tmp_path, "text")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        write_whole(tmp_path / "missing" / "out.txt", "text")
