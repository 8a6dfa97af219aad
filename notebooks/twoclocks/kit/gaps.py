"""Several lines as one artist: in a picture that moves, each artist has its price, and a gap in a line has none."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np


def joined(lines: Iterable[tuple]) -> np.ndarray:
    """Return x and y, shape (2, n), of ``lines`` as one line with a gap (NaN) after each of them.

    lines: pairs (x, y); either may be a number where the other is a sequence.
    """
    gap = np.full((2, 1), np.nan)
    parts = [part for x, y in lines for part in (np.array(np.broadcast_arrays(x, y), dtype=float), gap)]
    return np.hstack([np.empty((2, 0)), *parts])
