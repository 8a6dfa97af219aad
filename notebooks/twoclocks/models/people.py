"""Virtual people: the same dose, different bodies.

Clearances, flows and volumes vary from person to person like a log-normal distribution whose median is
the published typical value and whose spread is the published between-person variability (CV, %). Each
varies on its own (published correlations are not at hand). For ketamine the CVs come from herd2007, who
studied children: used for adults they are an illustration, so stamp the chart. Levels in ng/mL, time in h.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .. import evidence
from . import checks, ketamine, ssri
from . import compartments as c

PEOPLE = 10_000
MOST_PEOPLE = 200_000
SEED = 20200

#: Where the between-person variability of each pill comes from; of sertraline the level was measured, and
#: at a fixed dose its CV is that of 1/clearance, which for a log-normal spread is the same number.
SSRI_CV = {"escitalopram": "escitalopram.courlet2019.cv_CLF", "sertraline": "sertraline.reis.cv_C"}


def lognormal(cv: float, people: int, random: np.random.Generator) -> np.ndarray:
    """Return multipliers with median 1 and a coefficient of variation cv [%]; shape (people,).

    Raises ValueError for a CV outside 0..300 % or a number of people outside 1..200,000.
    """
    spread = np.sqrt(np.log1p((checks.number("cv", cv, 0.0, 300.0, "%") / 100.0) ** 2))
    return np.exp(spread * random.standard_normal(checks.whole_number("people", people, 1, MOST_PEOPLE)))


def ketamine_people(
    people: int = PEOPLE,
    seed: int = SEED,
    pk_set: str = "kamp2020",
    weight: float | np.ndarray | None = None,
    spread: float = 1.0,
) -> c.LinearModel:
    """Return one published ketamine set for many people, as a LinearModel of shape (people,).

    CL, V1, every Q and every peripheral volume vary, each person on their own. weight [kg]: one for all
    or one each; None means the reference weight. spread, 0 to 3: multiple of the published variability.
    The same seed gives the same people.
    """
    random = _generator(seed)
    spread = checks.number("spread", spread, 0.0, 3.0)
    cv = {
        name: spread * float(value)
        for name, value in evidence.parameters("ketamine.herd2007").items()
        if name.startswith("cv_")
    }
    typical = ketamine.clearances(pk_set, weight)
    return c.mammillary(
        typical["clearance"] * lognormal(cv["cv_CL"], people, random),
        typical["central"] * lognormal(cv["cv_V1"], people, random),
        [
            (flow * lognormal(cv["cv_Q"], people, random), volume * lognormal(cv["cv_V2"], people, random))
            for flow, volume in typical["exchange"]
        ],
    )


def infusion_levels(
    time: np.ndarray,
    people: int = PEOPLE,
    seed: int = SEED,
    pk_set: str = "kamp2020",
    dose: float | None = None,
    duration: float | None = None,
    spread: float = 1.0,
) -> np.ndarray:
    """Return levels [ng/mL] of the same ketamine infusion in many people; shape (people, n_time).

    dose [mg/kg] and duration [h]: None means the infusion used in trials. spread: see ketamine_people().
    """
    model = ketamine_people(people, seed, pk_set, spread=spread)
    return c.concentration(model, ketamine.infusion(dose, duration), time)


def ssri_people(drug: str = "escitalopram", people: int = PEOPLE, seed: int = SEED) -> c.LinearModel:
    """Return a daily pill's model for many people, who differ in CL/F; a LinearModel of shape (people,).

    Raises ValueError for a drug without a published variability of this kind.
    """
    checks.choice("drug", drug, SSRI_CV)
    spread = lognormal(float(evidence.parameter(SSRI_CV[drug])), people, _generator(seed))
    return ssri.ssri_model(drug, clearance=float(evidence.parameter(f"{drug}.working.CLF")) * spread)


def daily_levels(
    time: np.ndarray,
    drug: str = "escitalopram",
    people: int = PEOPLE,
    seed: int = SEED,
    dose: float | None = None,
    days: int | None = None,
    skipped: Sequence[int] = (),
) -> np.ndarray:
    """Return levels [ng/mL] of the same daily tablets in many people; shape (people, n_time)."""
    time = checks.times(time)
    amount = ssri.usual_dose(drug) if dose is None else dose
    days = int(time.max() // ssri.DAY) + 1 if days is None else days
    return c.concentration(ssri_people(drug, people, seed), ssri.daily_doses(amount, days, skipped), time)


def ordered(levels: np.ndarray) -> np.ndarray:
    """Return levels (people, n_time) as (n_time, people), lowest first at each time."""
    # Times first, so that each sort runs over neighbours in memory.
    return np.sort(levels.T, axis=1)


def band_of_ordered(levels: np.ndarray, percentiles: Sequence[float]) -> np.ndarray:
    """Return percentiles (0..100) of levels as ordered() gives them; shape (n_percentiles, n_time).

    A percentile between two people is on the straight line between them, as in numpy.percentile.
    """
    places = np.asarray(percentiles, dtype=float) / 100 * (levels.shape[1] - 1)
    below = np.minimum(places.astype(int), max(levels.shape[1] - 2, 0))
    above = np.minimum(below + 1, levels.shape[1] - 1)
    return (levels[:, below] + (places - below) * (levels[:, above] - levels[:, below])).T


def bench_population() -> np.ndarray:
    """Solve 10,000 people x 500 times of the 40-minute infusion; somebody else holds the watch."""
    return infusion_levels(np.linspace(0.0, 6.0, 500))


def _generator(seed: int) -> np.random.Generator:
    return np.random.default_rng(checks.whole_number("seed", seed, 0, 2**32 - 1))
