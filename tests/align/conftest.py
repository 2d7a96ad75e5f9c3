"""The compiled lexicon, made once for all tests of the aligner."""

from __future__ import annotations

import pytest

from corpora.lexicon import Lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.load()
