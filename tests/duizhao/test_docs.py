"""What the pages in `docs` show is what happens: their commands run in order, their outputs are the real ones."""

from __future__ import annotations

import io
import re
import shlex
import sys
from pathlib import Path
from unittest import mock

import pytest

from corpora.lexicon import Lexicon
from metrics.checks.glossary_rules import GLOSSARY_RULES
from tests.conftest import ROOT, run_here

PAGES = sorted((ROOT / "docs").glob("*.md"))
FILES_AND_COMMANDS = re.compile(
    r"<!-- file: (?P<name>\S+) -->\n```text\n(?P<content>.*?)^```$|^```console\n(?P<session>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)

RULES = re.compile(r"(<!-- glossary rules: .*? -->\n).*?(<!-- end of glossary rules -->)", re.DOTALL)


def played(page: str, folder: Path) -> str:
    """Return a page with the real outputs of its commands, which are run in a folder with the page's files."""

    def replay(found: re.Match[str]) -> str:
        if found["name"]:
            (folder / found["name"]).write_text(found["content"], encoding="utf-8")
            return found[0]
        commands = re.findall(r"^\$ duizhao (.*)$", found["session"], re.MULTILINE)
        return "```console\n" + "".join(session(command, folder) for command in commands) + "```"

    return FILES_AND_COMMANDS.sub(replay, page)


def with_rules(page: str) -> str:
    """Return a page with its table of the rules about glossaries as they are."""
    rows = "".join(f"| `{rule.name}` | {rule.severity} | {rule.summary} |\n" for rule in GLOSSARY_RULES)
    table = f"| rule | severity | what it finds |\n|---|---|---|\n{rows}"
    return RULES.sub(lambda found: found[1] + table + found[2], page)


def session(command: str, folder: Path) -> str:
    words, _, keys = command.partition(" < ")
    typed = (folder / keys).read_text(encoding="utf-8") if keys else ""
    with mock.patch.object(sys, "stdin", io.StringIO(typed)):
        done = run_here(*shlex.split(words), cwd=folder)
    return f"$ duizhao {command}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_commands_of_a_page_say_what_it_shows(path: Path, tmp_path: Path) -> None:
    Lexicon.load()  # compiled once a machine, which is told on stderr
    page = path.read_text(encoding="utf-8")
    assert played(page, tmp_path) == page


def test_the_rules_about_glossaries_are_listed() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert RULES.search(page)
    assert with_rules(page) == page


if __name__ == "__main__":
    # `python -m tests.duizhao.test_docs` brings the outputs in the pages up to date.
    import tempfile

    for each in PAGES:
        with tempfile.TemporaryDirectory() as scratch:
            page = with_rules(each.read_text(encoding="utf-8"))
            each.write_text(played(page, Path(scratch)), encoding="utf-8")
