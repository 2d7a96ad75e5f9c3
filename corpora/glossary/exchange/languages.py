"""Which column or section of a foreign file is Chinese, and which is English."""

from __future__ import annotations

import re
from typing import Literal

_SIDES: dict[str, Literal["zh", "en"]] = {
    **dict.fromkeys(("zh", "zho", "chi", "cmn"), "zh"),
    **dict.fromkeys(("en", "eng"), "en"),
}


def side_of(tag: str) -> Literal["zh", "en"] | None:
    """Return the side that a language tag stands for, or None for another language.

    >>> side_of("zh-Hant"), side_of("EN_us"), side_of("fr")
    ('zh', 'en', None)
    """
    return _SIDES.get(re.split("[-_]", tag.strip().lower())[0])
