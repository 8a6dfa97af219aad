"""Packs an explorer's pictures for a page without a kernel: each still part once, and per setting only what moved.

Unpacked, a picture is the live one to the pixel; packed, forty settings cost about as much as six whole pictures.
"""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, field

import numpy as np
from PIL import Image

from .chart import SHARPNESS, data_uri, encode, publishing


def _image(uri: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(uri.partition(",")[2])))


def _patch_uri(rgba: np.ndarray) -> str:
    buffer = io.BytesIO()
    effort = {"quality": 100, "method": 4} if publishing() else {"quality": 30, "method": 0}
    Image.fromarray(rgba).save(buffer, "WEBP", lossless=True, **effort)
    return data_uri(buffer.getvalue(), "webp")


@dataclass
class Frames:
    """stills: pictures of what stands still, as data addresses. settings: positions joined by "." -> one frame:
    {"still": its number, "patch": what moved ("" if nothing), "at": [left, top] in pixels, "readout", "alt"}."""

    stills: list[str] = field(default_factory=list)
    settings: dict[str, dict] = field(default_factory=dict)
    _known: dict = field(default_factory=dict, repr=False)

    def add(
        self, key: str, background: object, still: Image.Image, picture: Image.Image, readout: str, alt: str
    ) -> None:
        """Add one setting; ``still`` is the part of ``picture`` that stands in ``background``."""
        below = np.asarray(still.convert("RGB"))
        if background not in self._known:
            self._known[background] = len(self.stills)
            self.stills.append(data_uri(encode(still, "webp"), "webp"))
        frame = {"still": self._known[background], "patch": "", "at": [0, 0], "readout": readout, "alt": alt}
        above = np.asarray(picture.convert("RGB"))
        moved = (above != below).any(axis=2)
        if moved.any():
            rows, columns = np.flatnonzero(moved.any(axis=1)), np.flatnonzero(moved.any(axis=0))
            # Edges on whole pixels of the page too, so that the patch is not blurred when it is laid on top.
            left, top = (int(line[0]) // SHARPNESS * SHARPNESS for line in (columns, rows))
            bottom, right = (-(-(int(line[-1]) + 1) // SHARPNESS) * SHARPNESS for line in (rows, columns))
            box = np.s_[top:bottom, left:right]
            opaque = np.where(moved[box], 255, 0)[..., None]
            patch = np.concatenate([np.where(opaque > 0, above[box], 0), opaque], axis=2).astype(np.uint8)
            frame |= {"patch": _patch_uri(patch), "at": [left, top]}
        self.settings[key] = frame

    def page(self) -> dict:
        """Return what the page's script needs."""
        return {"stills": self.stills, "frames": self.settings}


def unpack(page: dict, key: str) -> np.ndarray:
    """Return the picture of one setting of a stored ``page``, shape (height, width, 3), as the browser puts it together."""
    frame = page["frames"][key]
    picture = _image(page["stills"][frame["still"]]).convert("RGB")
    if frame["patch"]:
        patch = _image(frame["patch"]).convert("RGBA")
        picture.paste(patch, tuple(frame["at"]), mask=patch)
    return np.asarray(picture)
