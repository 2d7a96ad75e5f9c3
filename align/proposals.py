"""What becomes of each document, once every candidate pair has its probability: a partner, or what to know without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from align.bags import Collection
from align.naming import Names
from corpora.model import IS_TRANSLATION

_WORTH_TELLING = 0.05
# Passages of one book or one day's news share .38 of their words at most; a report and the next year's up to .74.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class FilePair:
    """Two documents that belong together.

    Attributes:
        source: The Chinese document.
        target: The English one.
        confidence: The probability that they do, above one half.
        names: What their names say.
        rival_source: Another Chinese document that may belong to the target, or None.
        rival_target: Another English document that may belong to the source, or None.
    """

    source: int
    target: int
    confidence: float
    names: Names
    rival_source: int | None = None
    rival_target: int | None = None


@dataclass(frozen=True, slots=True)
class LoneFile:
    """A document without partner.

    Attributes:
        document: Which one of its side.
        candidate: The likeliest partner on the other side, or None where no word leads to any.
        confidence: The probability that the candidate is its partner; 0 where there is none.
        like: A document of its own side that has nearly the same words, and fits the candidate as well; or None.
        likeness: The share of words that both have; 1 for the same text.
    """

    document: int
    candidate: int | None = None
    confidence: float = 0.0
    like: int | None = None
    likeness: float = 0.0


@dataclass(frozen=True)
class Pairing:
    """How two collections of documents pair.

    Attributes:
        pairs: In the order of the source; each document stands in one at most.
        lone_sources: Chinese documents without partner, in order.
        lone_targets: English documents without partner, in order.
        misnamed: Documents whose names are the same and whose contents do not belong together, as source and target.
    """

    pairs: tuple[FilePair, ...]
    lone_sources: tuple[LoneFile, ...]
    lone_targets: tuple[LoneFile, ...]
    misnamed: tuple[tuple[int, int], ...]


Groups = tuple[list[list[int]], list[list[int]]]
"""The documents of each side by their text."""


@dataclass(frozen=True)
class Proposals:
    """Groups of documents with the same text, and the probabilities of their pairs.

    Attributes:
        collections: The documents.
        groups: Those of each side by their text.
        shares: The probability of each candidate pair of groups; over one half for one pair of a group at most.
        namesakes: What names say of documents.
    """

    collections: tuple[Collection, Collection]
    groups: Groups
    shares: Mapping[tuple[int, int], float]
    namesakes: Mapping[tuple[int, int], Names]

    def pairing(self) -> Pairing:
        """Choose the pairs that are more likely than not."""
        ranked = self._ranked()
        pairs = sorted(self._pairs(ranked), key=lambda pair: pair.source)
        partners = {pair.source: pair.target for pair in pairs}, {pair.target: pair.source for pair in pairs}
        lone = [tuple(self._lone(side, partners, ranked)) for side in (0, 1)]
        return Pairing(tuple(pairs), lone[0], lone[1], tuple(self._misnamed()))

    def _misnamed(self) -> list[tuple[int, int]]:
        group_of = [{document: at for at, group in enumerate(side) for document in group} for side in self.groups]
        same = sorted(pair for pair, kind in self.namesakes.items() if kind is Names.SAME)
        return [(i, j) for i, j in same if self.shares[group_of[0][i], group_of[1][j]] < _WORTH_TELLING]

    def _ranked(self) -> tuple[list[list[int]], list[list[int]]]:
        """Return the candidates of each group on each side, the likeliest first."""
        ranked: tuple[list[list[int]], list[list[int]]] = ([[] for _ in self.groups[0]], [[] for _ in self.groups[1]])
        for i, j in sorted(self.shares, key=lambda pair: (-self.shares[pair], pair)):
            ranked[0][i].append(j)
            ranked[1][j].append(i)
        return ranked

    def _pairs(self, ranked: tuple[list[list[int]], list[list[int]]]) -> Iterator[FilePair]:
        named = {i for i, _ in self.namesakes}, {j for _, j in self.namesakes}
        for (i, j), share in self.shares.items():
            if share <= IS_TRANSLATION:
                continue
            rivals = [self.groups[0][one][0] for one in ranked[1][j] if one != i and self._is_rival(one, j)]
            others = [self.groups[1][one][0] for one in ranked[0][i] if one != j and self._is_rival(i, one)]
            for a, b in self._members(i, j):
                silent = Names.OTHER if a in named[0] or b in named[1] else Names.SILENT
                yield FilePair(
                    a, b, share, self.namesakes.get((a, b), silent), next(iter(rivals), None), next(iter(others), None)
                )

    def _is_rival(self, i: int, j: int) -> bool:
        return self.shares[i, j] >= _WORTH_TELLING

    def _members(self, i: int, j: int) -> list[tuple[int, int]]:
        """Return the documents of two groups one to one: namesakes first, then in order."""
        sources, targets = self.groups[0][i], self.groups[1][j]
        there = set(targets)
        named = {a: self._namesake_of[a] for a in sources if self._namesake_of.get(a) in there}
        taken = set(named.values())
        rest = [a for a in sources if a not in named], [b for b in targets if b not in taken]
        return [*named.items(), *zip(*rest, strict=False)]  # the longer side's last ones stay alone

    @cached_property
    def _namesake_of(self) -> dict[int, int]:
        return dict(self.namesakes.keys())

    def _lone(
        self,
        side: int,
        partners: tuple[dict[int, int], dict[int, int]],
        ranked: tuple[list[list[int]], list[list[int]]],
    ) -> Iterator[LoneFile]:
        documents = sorted((document, at) for at, group in enumerate(self.groups[side]) for document in group)
        twins = [next((one for one in group if one in partners[side]), None) for group in self.groups[side]]
        for document, group in documents:
            if document in partners[side]:
                continue
            twin = twins[group]
            if twin is not None:
                share = self._share(side, group, ranked[side][group][0])
                yield LoneFile(document, partners[side][twin], share, twin, 1.0)
            elif not ranked[side][group]:
                yield LoneFile(document)
            else:
                yield self._with_candidate(side, document, group, ranked)

    def _with_candidate(
        self, side: int, document: int, group: int, ranked: tuple[list[list[int]], list[list[int]]]
    ) -> LoneFile:
        best = ranked[side][group][0]
        share = self._share(side, group, best)
        candidate = self.groups[1 - side][best][0]
        for other in ranked[1 - side][best]:
            if other != group and self._share(side, other, best) >= _WORTH_TELLING:
                like = self.groups[side][other][0]
                likeness = self.collections[side].likeness(document, like)
                if likeness >= _ALIKE:
                    return LoneFile(document, candidate, share, like, likeness)
        return LoneFile(document, candidate, share)

    def _share(self, side: int, group: int, other: int) -> float:
        return self.shares[(group, other) if side == 0 else (other, group)]
