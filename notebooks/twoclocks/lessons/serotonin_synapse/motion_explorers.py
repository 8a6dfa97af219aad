"""Lesson 03: the explorer of single serotonin molecules, and the sentence that says what it shows."""

from __future__ import annotations

from ...kit.controls import choice, slider
from ...kit.explorer import Explorer, explore
from ...kit.sentences import sentences
from ...models import stochastic_synapse as model
from ...models.serotonin_molecules import PUMPS
from . import motion

words = sentences(__file__)

#: Share of SERT with an SSRI -> its name in words.toml.
SHARES = {0.0: "none", 0.5: "half", 0.8: "most", 1.0: "all"}
#: Seconds that pages without a kernel have.
STORED = (0.0, 1.0, 2.0, 4.0, 8.0, 12.0)


def readout(result: model.Film, values: dict) -> str:
    """Return one sentence: molecules outside, beside the rate equation, and which way the others went."""
    now, said = result.serotonin, words["explorer.03-in-motion.readout"]
    counts = {
        "second": result.second,
        "outside": now.outside,
        "rate": float(result.rate[result.now]),
        "bound": now.receptors.size,
        "taken": now.taken,
        "lost": now.lost,
    }
    case = {0.0: "free", 1.0: "all"}.get(values["occupied"], "some")
    if case == "some":
        counts |= {"blocked": now.blocked, "open": PUMPS - now.blocked}
    if case == "all":
        del counts["taken"]
    if values["pattern"] == "one":
        counts["released"] = model.RELEASED
    return said(f"{values['pattern']}.{case}", **counts)


def molecules_in_motion() -> Explorer:
    """Return the explorer of serotonin molecules, SERT and an SSRI over twelve seconds."""
    options = words.each("control.occupied.options")
    return explore(
        motion.draw_film,
        axes=motion.film_axes,
        size=(8.2, 5.2),
        **words["explorer.03-in-motion"].part(),
        controls=[
            choice(
                "occupied",
                words("control.occupied.label"),
                "dose",
                {share: options[name] for share, name in SHARES.items()},
                0.8,
                stored=(0.0, 0.8),
            ),
            slider(
                "film_second",
                words("control.film_second.label"),
                "time",
                tuple(model.QUARTERS.tolist()),
                2.0,
                lambda second: f"{second:g} s",
                STORED,
                plays=True,
            ),
            choice("pattern", words("control.pattern.label"), "person", words.each("control.pattern.options")),
        ],
        model=lambda occupied, film_second, pattern: model.film(film_second, occupied, pattern),
        readout=readout,
    )
