"""Sentence vectors by a model that the user has: a static one of model2vec, a neural one of sentence-transformers.

Neither library is imported unless a model is asked for, and nothing is downloaded.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpora.errors import ConfigError, InputError

Vectors = NDArray[np.float32]

_EXTRAS = {"model2vec": "static", "sentence_transformers": "neural"}

# A static model knows no token of a line of dots, and nothing is wrong with that; where it has no vector for more than
# this share of the sentences with words, it was not made for their language.
_MOST_UNKNOWN = 0.1


class Embeddings(Protocol):
    """A model that turns texts into vectors."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.floating[Any]]:
        """Return [texts, dimensions]; similar texts of either language have vectors that point the same way."""


def unit_vectors(model: Embeddings, texts: Sequence[str]) -> Vectors:
    """Return a model's vectors of texts, of length 1; of length 0 where a text or its vector is empty.

    Raises:
        ConfigError: The model gives something else than a vector of numbers for each text, or nothing for many texts.
    """
    filled = np.array([number for number, text in enumerate(texts) if text.strip()], np.int64)
    if not len(filled):
        return np.zeros((len(texts), 1), np.float32)
    found = np.asarray(model.encode([texts[number] for number in filled]), np.float32)
    if found.ndim != 2 or len(found) != len(filled) or not found.shape[1]:
        raise ConfigError(f"the embedding model gave an array of shape {found.shape} for {len(filled)} texts")
    bad = np.flatnonzero(~np.isfinite(found).all(axis=1))
    if len(bad):
        text = texts[int(filled[bad[0]])]
        raise ConfigError(
            f"the embedding model gave a vector that holds no numbers for {len(bad)} of {len(filled)} texts, the first "
            f"of them {text[:40]!r}; its files may be damaged"
        )
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    worded = np.array([any(map(str.isalnum, texts[number])) for number in filled])
    unknown = int((worded & (lengths[:, 0] == 0)).sum())
    if unknown > _MOST_UNKNOWN * len(filled):
        raise ConfigError(
            f"the embedding model has no vector for {unknown} of {len(filled)} texts; "
            "choose one that knows both languages"
        )
    vectors = np.zeros((len(texts), found.shape[1]), np.float32)
    vectors[filled] = found / np.where(lengths > 0, lengths, 1.0)
    return vectors


def load_embeddings(name: str | Path) -> Embeddings:
    """Load a model of model2vec or sentence-transformers; its files show which it is.

    Args:
        name: A folder, or the name of a model that the Hugging Face cache of this machine holds already.

    Raises:
        InputError: There is no such model, or it cannot be read.
        ConfigError: The library that it needs is not installed.
    """
    folder = Path(name)
    if not folder.is_dir():
        folder = _cached(str(name))
    library = _library_of(folder)
    _require(library)
    load = _load_static if library == "model2vec" else _load_neural
    try:
        return load(folder)
    except Exception as error:  # on a damaged file tokenizers raises nothing narrower; the message may be long
        reason = " ".join(str(error).split())[:200]
        raise InputError(folder, None, f"{library} cannot read this model: {reason or type(error).__name__}") from error


def _cached(name: str) -> Path:
    """Return where the cache holds a model of that name."""
    problem = (
        "expected the folder of an embedding model, or the name of one in the local Hugging Face cache, found neither; "
        f"nothing is downloaded unless you do it: `hf download {name}`"
    )
    if Path(name).exists():
        raise InputError(name, None, "expected the folder of an embedding model, found a file")
    if importlib.util.find_spec("huggingface_hub") is None:
        raise InputError(name, None, problem)
    from huggingface_hub import snapshot_download  # noqa: PLC0415
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError  # noqa: PLC0415

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError) as error:
        raise InputError(name, None, problem) from error


def _library_of(folder: Path) -> str:
    """Return which library a model is for: model2vec where its vectors are static, else sentence-transformers."""
    modules, config = folder / "modules.json", folder / "config.json"
    if modules.is_file():
        kinds = [module.get("type", "") for module in _entries(modules, list) if isinstance(module, dict)]
        static = any(str(kind).endswith(".StaticEmbedding") for kind in kinds)
        return "model2vec" if static else "sentence_transformers"
    if config.is_file():
        return "model2vec" if _entries(config, dict).get("model_type") == "model2vec" else "sentence_transformers"
    raise InputError(
        folder, None, "expected the folder of a model2vec or sentence-transformers model, found no modules.json in it"
    )


def _entries(path: Path, kind: type) -> Any:
    try:
        found = json.loads(path.read_bytes())
    except ValueError as error:  # of which broken UTF-8 is one
        raise InputError(path, None, f"expected JSON, found something else ({error})") from error
    if not isinstance(found, kind):
        expected = "array" if kind is list else "object"
        raise InputError(path, None, f"expected a JSON {expected}, found {str(found)[:40]}")
    return found


def _require(library: str) -> None:
    if importlib.util.find_spec(library) is None:
        extra = _EXTRAS[library]
        raise ConfigError(
            f"this embedding model needs the package {library.replace('_', '-')}, which is not installed; "
            f"install it with: pip install 'duizhao[{extra}]'"
        )


class _Model:
    """A loaded model."""

    def __init__(self, encode: Callable[[list[str]], Any]) -> None:
        self._encode = encode

    def encode(self, texts: Sequence[str]) -> NDArray[np.floating[Any]]:
        return np.asarray(self._encode(list(texts)))


def _load_static(folder: Path) -> Embeddings:
    from model2vec import StaticModel  # noqa: PLC0415

    model = StaticModel.from_pretrained(folder)
    # One process: several would not be faster for the time they take to start, and sums stay in their order.
    return _Model(lambda texts: model.encode(texts, use_multiprocessing=False))


def _load_neural(folder: Path) -> Embeddings:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    return _Model(lambda texts: model.encode(texts, show_progress_bar=False, convert_to_numpy=True))
