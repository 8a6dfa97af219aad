"""Lines that are joined into one artist stay apart on the picture."""

import numpy as np
from twoclocks.kit.gaps import joined


def test_a_gap_stands_between_any_two_lines():
    x, y = joined([([1, 2, 3], [4, 5, 6]), ([7, 8], 9)])
    assert np.array_equal(x, [1, 2, 3, np.nan, 7, 8, np.nan], equal_nan=True)
    assert np.array_equal(y, [4, 5, 6, np.nan, 9, 9, np.nan], equal_nan=True)


def test_no_lines_are_nothing_to_draw():
    assert joined([]).shape == (2, 0)
