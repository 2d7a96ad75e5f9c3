"""Sentence alignment of a Chinese document with its English translation."""

from __future__ import annotations

from align.documents import align_documents
from align.words import Link, link_pairs, link_words

__all__ = ["Link", "align_documents", "link_pairs", "link_words"]
