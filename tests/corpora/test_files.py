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


def test_what_is_no_text_is_shown_as_on_the_terminal(tmp_path: Path) -> None:
    write_whole(tmp_path / "out.txt", "half \ud800")
    assert (tmp_path / "out.txt").read_text() == "half \\ud800"


def test_a_failure_names_the_file_that_the_user_named(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    for path in (tmp_path / "loop", tmp_path / ("x" * 250)):  # the part file's name is too long
        with pytest.raises(OSError) as caught:
            write_whole(path, "text")
        assert caught.value.filename == str(path)


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
