"""A guard: the plain names `align`, `metrics`, … must be duizhao's own packages, not a user's `metrics.py`."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("align", "corpora", "metrics", "reports")
"""The packages that are installed beside `duizhao`."""


def refuse_shadowed_packages() -> None:
    """Make sure that each package stands beside `duizhao`.

    Raises:
        ImportError: Another module of that name comes first on the path; the message names its file.
    """
    home = Path(__file__).resolve().parent.parent
    for name in PACKAGES:
        spec = _spec(name)
        if spec is None:
            raise ImportError(f"duizhao's package {name!r} is not installed; install duizhao again")
        folders = list(spec.submodule_search_locations or ())
        if any(Path(folder).resolve().parent == home for folder in folders):
            continue
        found = spec.origin if spec.origin not in (None, "namespace") else (folders or ["?"])[0]
        raise ImportError(
            f"{found} hides duizhao's own package {name!r}; rename it, or run Python from another folder "
            f"(duizhao's stands in {home / name})",
            name=name,
            path=found,
        )


def _spec(name: str) -> ModuleSpec | None:
    loaded = sys.modules.get(name)
    if loaded is not None and loaded.__spec__ is not None:
        return loaded.__spec__
    return find_spec(name) if loaded is None else ModuleSpec(name, None, origin=getattr(loaded, "__file__", None))
