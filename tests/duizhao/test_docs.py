"""What the pages in `docs` show is what happens: their commands run in order, their outputs are the real ones."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from corpora.lexicon import Lexicon
from tests.conftest import ROOT, run_here

PAGES = sorted((ROOT / "docs").glob("*.md"))
FILES_AND_COMMANDS = re.compile(
    r"<!-- file: (?P<name>\S+) -->\n```text\n(?P<content>.*?)^```$|^```console\n(?P<session>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


def played(page: str, folder: Path) -> str:
    """Return a page with the real outputs of its commands, which are run in a folder with the page's files."""

    def replay(found: re.Match[str]) -> str:
        if found["name"]:
            (folder / found["name"]).write_text(found["content"], encoding="utf-8")
            return found[0]
        commands = re.findall(r"^\$ duizhao (.*)$", found["session"], re.MULTILINE)
        return "```console\n" + "".join(session(command, folder) for command in commands) + "```"

    return FILES_AND_COMMANDS.sub(replay, page)


def session(command: str, folder: Path) -> str:
    done = run_here(*shlex.split(command), cwd=folder)
    return f"$ duizhao {command}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_commands_of_a_page_say_what_it_shows(path: Path, tmp_path: Path) -> None:
    Lexicon.load()  # compiled once a machine, which is told on stderr
    page = path.read_text(encoding="utf-8")
    assert played(page, tmp_path) == page


if __name__ == "__main__":
    # `python -m tests.duizhao.test_docs` brings the outputs in the pages up to date.
    import tempfile

    for each in PAGES:
        with tempfile.TemporaryDirectory() as scratch:
            each.write_text(played(each.read_text(encoding="utf-8"), Path(scratch)), encoding="utf-8")
