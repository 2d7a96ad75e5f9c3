"""Subwords of English by a unigram language model (Kudo 2018), by sentencepiece, which is loaded only when asked."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpora.errors import InputError

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

UNKNOWN, START, END = 0, 1, 2
_BYTES = 256

_SIMPLER = str.maketrans("‘’“”«»\u2011", '\'\'""""-')
"""Marks that are a matter of typography, not of language: a text with curly quotes reads as well as one without."""

_SAMPLE = 200_000
"""Sentences that the subwords are learnt from: more change few subwords, and one thread takes minutes for a million."""

_LONGEST = 1000
"""Characters of a sentence that subwords are learnt from; sentencepiece takes minutes for a few endless lines."""

_LARGEST = 1 << 16
"""Subwords, characters and bytes at most: what an n-gram's key has room for."""

_PER_ROOT_WORD, _MOST = 8.0, 32_000
"""Subwords for each square root of a word of text, and how many at most.

`benchmarks/language_model.py settings`, 250,000 words of human translations, the references of two other years held
out: perplexity a word 4,100 and 3,680 with 1,000 subwords, 4,050 and 3,610 with 2,000, 4,210 and 3,560 with 4,000,
4,470 and 3,810 with 8,000. The root makes it 4,000, and 32,000 for 16 million words.
"""


def simplify(text: str) -> str:
    """Return the text with plain quotation marks and hyphens, and one space for any white space."""
    return " ".join(text.translate(_SIMPLER).split())


class Subwords:
    """A trained model of subwords.

    Attributes:
        data: The model as sentencepiece stores it.
    """

    def __init__(self, data: bytes) -> None:
        """Load a model.

        Raises:
            RuntimeError: The data is no sentencepiece model.
        """
        from sentencepiece import SentencePieceProcessor  # noqa: PLC0415 - costs start-up where no model is asked for

        self.data = data
        self._processor: SentencePieceProcessor = SentencePieceProcessor()
        self._processor.LoadFromSerializedProto(data)

    def __len__(self) -> int:
        return int(self._processor.vocab_size())

    def split(self, text: str) -> list[str]:
        """Return the subwords of a text; `▁` stands for the space before a word."""
        pieces: list[str] = self._processor.encode(simplify(text), out_type=str)
        return pieces

    def encode(self, sentences: Sequence[str]) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
        """Return sentences as one array of numbers, each opened by START and closed by END, and where each begins."""
        encoded: list[list[int]] = self._processor.encode([simplify(sentence) for sentence in sentences])
        lengths = np.fromiter((len(numbers) + 2 for numbers in encoded), np.int64, len(encoded))
        words = np.fromiter(
            (number for numbers in encoded for number in (START, *numbers, END)), np.uint16, int(lengths.sum())
        )
        return words, np.cumsum(lengths) - lengths


def train_subwords(sentences: Sequence[str], size: int | None = None) -> Subwords:
    """Learn subwords; the same sentences give the same bytes.

    Args:
        sentences: Every so many of them are used where there are more than 200,000.
        size: How many subwords there shall be, besides single characters and bytes; by the text's length unless told.

    Raises:
        InputError: There are more different characters than a model has room for.
    """
    from sentencepiece import SentencePieceTrainer  # noqa: PLC0415

    if size is None:
        words = sum(sentence.count(" ") + 1 for sentence in sentences)
        size = min(_MOST, round(_PER_ROOT_WORD * math.sqrt(words)))
    sample = [simplify(sentence)[:_LONGEST] for sentence in sentences[:: 1 + len(sentences) // _SAMPLE]]
    characters = len({char for sentence in sample for char in sentence})
    model = io.BytesIO()
    try:
        SentencePieceTrainer.train(
            sentence_iterator=iter(sample),
            model_writer=model,
            model_type="unigram",
            vocab_size=min(_BYTES + 3 + characters + size, _LARGEST),
            hard_vocab_limit=False,  # a small text has fewer subwords
            character_coverage=0.9999,  # rarer characters are read as bytes
            byte_fallback=True,
            normalization_rule_name="identity",
            num_threads=1,  # more threads sum in any order, and give other bytes
            shuffle_input_sentence=False,
            unk_id=UNKNOWN,
            bos_id=START,
            eos_id=END,
            pad_id=-1,
            minloglevel=2,
        )
    except RuntimeError:
        problem = f"no subwords can be learnt from {characters:,} different characters; expected text in English"
        raise InputError(None, None, problem) from None
    return Subwords(model.getvalue())
