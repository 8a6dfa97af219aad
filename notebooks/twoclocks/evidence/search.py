"""Help for a mistyped name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def suggestion(wanted: str, known: Iterable[str]) -> str:
    """': did you mean a, b?' for names near `wanted`, else ''."""
    names = [str(name) for name in known if str(name)]
    folded = {name.lower(): name for name in names}
    near = [folded[match] for match in get_close_matches(str(wanted).lower(), folded, n=3, cutoff=0.6)]
    return f": did you mean {', '.join(near)}?" if near else ": look the name up in the table."
