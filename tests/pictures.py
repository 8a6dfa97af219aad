"""Compares two pictures, or two digests of what they hold, and says where they differ."""

from __future__ import annotations

import base64
import functools
import io
import json
import re

import matplotlib
import numpy as np
from PIL import Image
from twoclocks.book.publish import DRAWN, ROOT

#: Height and width of a tile in pixels: about two letters of a picture at twice its size.
TILE = (16, 24)
#: A pixel differs clearly if any of its colours differs by more; in a tile so many of a hundred may, and on average
#: its colours may differ by so much (a pale band that went away differs by 10 to 20).
CLEAR, SHARE, MEAN = 60, 4, 6.0


def other_tiles(one: np.ndarray, other: np.ndarray) -> list[tuple[int, int]]:
    """Return (top, left) of every tile in which two pictures, shape (height, width, 3), differ; all if the sizes do."""
    if one.shape != other.shape:
        return [(0, 0)]
    if np.array_equal(one, other):
        return []
    apart = np.abs(one.astype(np.int16) - other)
    tall, wide = TILE
    room = [(0, -apart.shape[0] % tall), (0, -apart.shape[1] % wide), (0, 0)]
    apart = np.pad(apart, room)
    tiles = apart.reshape(apart.shape[0] // tall, tall, apart.shape[1] // wide, wide, 3)
    clear = 100 * (tiles.max(axis=4) > CLEAR).mean(axis=(1, 3)) > SHARE
    pale = tiles.mean(axis=(1, 3, 4)) > MEAN
    return [(int(row) * tall, int(column) * wide) for row, column in np.argwhere(clear | pale)]


def in_html(text: str) -> list[np.ndarray]:
    """Return the pictures in a piece of HTML, shape (height, width, 3) each."""
    return [picture(data) for data in re.findall(r'<img [^>]*src="data:image/\w+;base64,([^"]+)"', text)]


def picture(data: str) -> np.ndarray:
    """Return the picture in base64 ``data``, shape (height, width, 3)."""
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB"))


#: By how much of the largest number beside it a number may differ; where words stand depends on how wide letters are.
ROUNDING, LETTERS = 1e-4, 2e-2


def differences(one: object, other: object, where: str = "", room: float = ROUNDING) -> list[str]:
    """Return where two digests differ: in words and counts at all, in numbers by more than ``room``."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [found for key in one for found in differences(one[key], other[key], f"{where}.{key}", room)]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = list(zip(one, other, strict=True))
        if all(isinstance(value, (int, float)) for pair in pairs for value in pair):
            most = room * max((abs(value) for pair in pairs for value in pair), default=0) + 1e-9
            return [f"{where}: {one} and {other}"] if any(abs(a - b) > most for a, b in pairs) else []
        room = LETTERS if one[:1] == ["text"] else room
        return [found for i, pair in enumerate(pairs) for found in differences(*pair, f"{where}.{i}", room)]
    return [] if one == other else [f"{where}: {one!r:.150} and {other!r:.150}"]


@functools.cache
def drawn() -> dict[str, dict]:
    """Name -> what a published picture holds, and the matplotlib that drew it."""
    return json.loads((ROOT / "tests" / DRAWN).read_text(encoding="utf-8"))


def same_matplotlib(name: str) -> bool:
    return name in drawn() and drawn()[name]["matplotlib"] == matplotlib.__version__
