"""A language model of good English: subwords under an interpolated modified Kneser-Ney model, trained on one's own.

How well a text reads is measured by how much likelier the model finds its subwords in their order than each for itself:
rare words count for nothing, words in the wrong place count against (SLOR: Pauls & Klein 2012, Kann et al. 2018).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpora.errors import InputError
from corpora.model_file import Kind, read_model, write_model
from corpora.sentences import split_sentences
from metrics.kneser_ney import Table, estimate, look_up
from metrics.subwords import START, Subwords, train_subwords
from metrics.weights import Weights

ORDER = 4
"""Subwords at a time: perplexity a word 4,540 with 3, 4,210 with 4, 4,160 with 5, which is half as large again.

As `benchmarks/language_model.py settings` prints; fluency is the same with 4 as with 5.
"""

LEAST_SENTENCES = 100
"""Below this many, the held-out sentences are too few to say what the model's scores mean."""

_HELD_OUT, _MOST_HELD_OUT = 20, 2000
"""Every 20th sentence is held out to calibrate on, or 2,000 of them."""

_SOUND = 3.0
"""Log odds for a text to be in order before it was read: 19 in 20.

With 2, DEMETR's fluency is as good and its quality .863 instead of .869, and quality tells appended sentences worse
(AUROC .964 instead of .969, .970 instead of .973); with 4, fluency orders two translations of one sentence less well.
"""

_CAUTION = 6
"""So many subwords of usual text are thought to stand beside each text, for a few words say little.

Without them the marks per word of human annotators agree less (rank correlation .098 instead of .110 in one year, .136
and .134 in the other), and a quarter of the short headings in human translations would score below 62 instead of 71.
"""

_KIND = Kind(b"duizhao language", 1, "a language model", "duizhao lm train")

_BATCH = 1 << 13  # sentences that are turned into numbers at a time

Progress = Callable[[str, int], None]


@dataclass(frozen=True, eq=False)
class LanguageModel:
    """A trained model.

    Attributes:
        subwords: What texts are made of.
        tables: The n-grams of order 1, 2, and so on.
        alone: log10 of how often each subword occurs.
        order_weights: How likely it is that a text is out of order, by the signal `surprise`.
        usual: How much likelier the subwords of a held-out sentence are in their order than alone: the mean, in log10.
        digest: A checksum of what the model says, for signatures; empty before it was saved.
    """

    subwords: Subwords
    tables: Sequence[Table]
    alone: NDArray[np.float32]
    order_weights: Weights
    usual: float
    digest: str = ""

    @classmethod
    def load(cls, path: Path) -> LanguageModel:
        """Map a model into memory.

        Raises:
            InputError: There is no such file, it is no language model, of another version, or damaged.
        """
        facts, arrays, check = read_model(_KIND, path)
        order = range(1, facts["order"] + 1)
        return cls(
            Subwords(arrays["subwords"].tobytes()),
            [Table(arrays[f"keys {n}"], arrays[f"probability {n}"], arrays[f"backoff {n}"]) for n in order],
            arrays["alone"],
            Weights(facts["bias"], {"surprise": facts["loss"]}),
            facts["usual"],
            f"{check:08x}",
        )

    def save(self, path: Path) -> None:
        """Write the model to a file; the same training text gives the same bytes.

        Raises:
            InputError: The path is a folder, or its folder does not exist.
            OSError: It cannot be written; nothing was changed.
        """
        arrays: dict[str, NDArray[np.generic]] = {
            "subwords": np.frombuffer(self.subwords.data, np.uint8),
            "alone": self.alone,
        }
        for n, table in enumerate(self.tables, 1):
            arrays |= {f"keys {n}": table.keys, f"probability {n}": table.probability, f"backoff {n}": table.backoff}
        facts = {
            "order": len(self.tables),
            "bias": self.order_weights.bias,
            "loss": self.order_weights.losses["surprise"],
            "usual": self.usual,
        }
        write_model(_KIND, path, facts, arrays)

    def log_probability(self, text: str) -> NDArray[np.float32]:
        """Return log10 of the probability of each subword of a text, the ends of its sentences included."""
        return self._read([text])[0][0]

    def perplexity(self, texts: Iterable[str]) -> float:
        """Return how many subwords the model chooses between at each step, on average; lower is better.

        Depends on the subwords: compare texts by one model, not models by one text.

        Raises:
            ValueError: There are no texts.
        """
        likelihoods = [log for log, _ in self._read(list(texts))]
        count = sum(len(log) for log in likelihoods)
        if not count:
            raise ValueError("expected at least one text")
        return float(10 ** (-sum(float(log.sum(dtype=np.float64)) for log in likelihoods) / count))

    def surprises(self, texts: Sequence[str]) -> list[float]:
        """Return, for each text, how far the likelihood of its order falls below held-out text, in log10 a subword.

        About 0 for text like that of the training, 0.6 for shuffled words, below 0 for set phrases; a few words are not
        enough to be far from 0.
        """
        return [
            float((self.usual - (log - alone)).sum(dtype=np.float64)) / (len(log) + _CAUTION)
            for log, alone in self._read(texts)
        ]

    def _read(self, texts: Sequence[str]) -> list[tuple[NDArray[np.float32], NDArray[np.float32]]]:
        """Return each text's subwords' log10 probabilities in order, and alone."""
        sentences, counts = list[str](), list[int]()
        for text in texts:
            parts = [text[span.slice] for span in split_sentences(text, "en")] or [""]
            sentences += parts
            counts.append(len(parts))
        ends = np.cumsum(counts)
        result = list[tuple[NDArray[np.float32], NDArray[np.float32]]]()
        for at in range(0, len(counts), _BATCH):
            first, last = int(ends[at] - counts[at]), int(ends[min(at + _BATCH, len(ends)) - 1])
            words, begins = self.subwords.encode(sentences[first:last])
            likelihood, alone, said = look_up(self.tables, words, START), self.alone[words], words != START
            bounds = [*begins[ends[at : at + _BATCH] - counts[at : at + _BATCH] - first], len(words)]
            for start, end in pairwise(bounds):
                here = slice(int(start), int(end))
                result.append((likelihood[here][said[here]], alone[here][said[here]]))
        return result


def train(
    sentences: Iterable[str],
    *,
    order: int = ORDER,
    vocabulary: int | None = None,
    prune: bool = False,
    progress: Progress = lambda what, count: None,
) -> LanguageModel:
    """Train a model on the sentences of good English, each counted once.

    Every 20th sentence is kept from the model. On these, and on the same with their words shuffled, it is calibrated:
    a logistic curve tells from `surprise` how likely a text is to be out of order.

    Args:
        sentences: In any order; the same in the same order give the same model.
        order: The longest n-grams, from 2 to 6.
        vocabulary: How many subwords; by the text's length unless told.
        prune: Leave out n-grams of 3 or more subwords that were seen once: a third of the size or less, 9 to 12 per
            cent more perplexity.
        progress: Told what is being done, and on how many.

    Raises:
        InputError: There are fewer than 100 different sentences.
    """
    different = list(dict.fromkeys(filter(None, (sentence.strip() for sentence in sentences))))
    if len(different) < LEAST_SENTENCES:
        raise InputError(
            None,
            None,
            f"expected at least {LEAST_SENTENCES} different sentences to train on, found {len(different)};"
            " give more text",
        )
    step = max(_HELD_OUT, len(different) // _MOST_HELD_OUT)
    held_out = different[step - 1 :: step]
    del different[step - 1 :: step]
    progress("learning subwords from sentences", len(different))
    subwords = train_subwords(different, vocabulary)
    progress("reading sentences", len(different))
    words = np.concatenate([subwords.encode(different[at : at + _BATCH])[0] for at in range(0, len(different), _BATCH)])
    least = (1, 1, *(2,) * (order - 2)) if prune else ()
    tables = estimate(
        words,
        len(subwords),
        order,
        start=START,
        least=least,
        progress=lambda n: progress(f"counted {n}-grams in subwords", len(words)),
    )
    counts = np.bincount(words, minlength=len(subwords)) + 1.0  # a subword that never occurs is as good as seen once
    alone = np.log10(counts / counts.sum()).astype(np.float32)
    return _calibrate(LanguageModel(subwords, tables, alone, Weights(0.0, {"surprise": 0.0}), 0.0), held_out)


def _calibrate(model: LanguageModel, held_out: Sequence[str]) -> LanguageModel:
    rng = random.Random(20)  # noqa: S311 - the same shuffles every time
    shuffled = []
    for sentence in held_out:
        words = sentence.split()
        rng.shuffle(words)
        shuffled.append(" ".join(words))
    model = replace(model, usual=float(np.mean([(log - alone).mean() for log, alone in model._read(held_out)])))
    bias, loss = _fit_logistic(np.array(model.surprises(held_out)), np.array(model.surprises(shuffled)))
    # The last digits of a solution are the linear algebra library's; they must not decide on a file's bytes.
    return replace(model, order_weights=Weights(round(bias + _SOUND, 4), {"surprise": round(loss, 4)}))


def _fit_logistic(sound: NDArray[np.float64], broken: NDArray[np.float64]) -> tuple[float, float]:
    """Return bias and slope of the log odds for being sound, against the signal, by Newton's method.

    A prior of deviation 10 on the slope keeps it finite where the two do not overlap.
    """
    signal = np.concatenate([sound, broken])
    wanted = np.repeat([1.0, 0.0], [len(sound), len(broken)])
    design = np.stack([np.ones_like(signal), -signal], axis=1)
    prior = np.diag([1e-6, 0.01])
    weights = np.zeros(2)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        curve = design.T @ (design * (chance * (1 - chance))[:, None]) + prior
        weights += np.linalg.solve(curve, design.T @ (wanted - chance) - prior @ weights)
    # A model that cannot tell the two apart must not make a likelier text worse.
    return float(weights[0]), max(0.0, float(weights[1]))
