"""The reader's calibration: how sure against how often right, drawn by the page from the reader's grades.

Before any grade is given, and where no script may run, a made-up reader's chart stands there and says that
it is one.
"""

from __future__ import annotations

from ..models.calibration import usual_range
from .chart import EXPORT, Chart, publishing
from .claims import GRADES, SURENESS, all_claims, right_answers, script_data
from .embed import part_html


class Calibration:
    """The calibration picture for the claims of ``lesson``; ``example``: the chart of a made-up reader."""

    def __init__(self, lesson: str, example: Chart):
        self.lesson, self.example = lesson, example

    def __repr__(self) -> str:
        return f"Your calibration, drawn by the page from your grades. Until then, an example:\n{self.example}"

    def data(self) -> dict:
        """Return what the page's script needs: the claims, the usual ranges, and the laziest good strategy.

        usual: sureness [%] -> for 1, 2, … claims at that level the fewest and most right of a calibrated
        reader.
        """
        found = all_claims(self.lesson)
        lazy = max(GRADES, key=lambda grade: right_answers(self.lesson, grade))
        return script_data(found) | {
            "usual": {sure: [usual_range(sure, n) for n in range(1, len(found) + 1)] for sure in SURENESS},
            "always": [lazy, right_answers(self.lesson, lazy)],
        }

    def html(self) -> str:
        """Return the part as HTML."""
        body = (
            f'<div class="tc-calibrate"><div class="tc-example">{self.example.html()}</div></div>'
            '<p class="tc-note tc-kept"></p>'
        )
        return part_html("claims", body, self.data())

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = {"text/plain": repr(self), "text/html": self.html()}
        if publishing():
            data[EXPORT] = self.example.export()
        return data, {"twoclocks": self.example.about()}
