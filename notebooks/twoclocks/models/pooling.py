"""Pooling: one number from several trials, and what it hides: spread, prediction, small studies.

The weights, Cochran's Q, I² and the DerSimonian-Laird spread are those of
statsmodels.stats.meta_analysis.combine_effects. Added here: the spread is cut at zero, as DerSimonian and
Laird do (the library goes on with a negative one, and its mean can then lie outside all trials); the
prediction interval of Higgins, Thompson and Spiegelhalter (J R Stat Soc A 2009); arms that share one control
(Gleser and Olkin's covariance); Egger's regression. Effects may have any unit, the same for all; errors are
standard errors in that unit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats
from statsmodels.stats.meta_analysis import combine_effects

from . import checks
from .effect_sizes import MISS, Effect

METHODS = ("fixed", "random")
#: Below this many trials a prediction interval has no degrees of freedom left.
LEAST_FOR_PREDICTION = 3


@dataclass(frozen=True)
class Pool:
    """Several trials as one.

    effect: pooled effect and confidence interval. weights: share of each trial, shape (trials,), sum 1.
    q, i2 [%], tau: Cochran's Q, share of the spread beyond chance, and its standard deviation (unit of the
    effects). prediction: where the true effect of a new trial of this kind would lie, None under 3 trials.
    """

    method: str
    effect: Effect
    error: float
    weights: np.ndarray
    q: float
    i2: float
    tau: float
    prediction: Effect | None

    @property
    def clear(self) -> bool:
        """Whether the confidence interval leaves out zero."""
        return self.effect.low > 0 or self.effect.high < 0


def pool(effects: np.ndarray, errors: np.ndarray, method: str = "random", miss: float = MISS) -> Pool:
    """Return several trials as one.

    effects, errors: shape (trials,). "fixed": every trial measures one and the same effect.
    "random" (DerSimonian-Laird): every trial has its own, scattered around a mean with standard
    deviation tau.
    """
    effects, errors = _trials(effects, errors)
    checks.choice("method", method, METHODS)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = combine_effects(effects, errors**2, method_re="dl", use_t=False, alpha=miss)
    tau2 = max(0.0, float(found.tau2))
    # With no spread beyond chance the two methods are one.
    as_one = method == "fixed" or tau2 == 0.0
    mean = float(found.mean_effect_fe if as_one else found.mean_effect_re)
    error = float(found.sd_eff_w_fe if as_one else found.sd_eff_w_re)
    weights = np.asarray(found.weights_rel_fe if as_one else found.weights_rel_re)
    reach = float(stats.norm.isf(miss / 2)) * error
    tau, count = float(np.sqrt(tau2)), effects.size
    return Pool(
        method=method,
        effect=Effect(mean, mean - reach, mean + reach),
        error=error,
        weights=weights,
        q=float(found.q),
        i2=100 * max(0.0, 1 - (count - 1) / float(found.q)) if found.q > 0 else 0.0,
        tau=tau,
        prediction=None if method == "fixed" else prediction_interval(mean, error, tau, count, miss),
    )


def prediction_interval(mean: float, error: float, tau: float, trials: int, miss: float = MISS) -> Effect | None:
    """Return where the true effect of a new trial would lie; None under three trials.

    mean ± t √(tau² + error²), with t of ``trials`` - 2 degrees of freedom.
    """
    if trials < LEAST_FOR_PREDICTION:
        return None
    reach = float(stats.t.isf(miss / 2, trials - 2) * np.hypot(tau, error))
    return Effect(mean, mean - reach, mean + reach)


def error_from(low: float, high: float, miss: float = MISS) -> float:
    """Return the standard error behind the limits of a plain confidence interval, in their unit."""
    low = checks.number("low", low, -checks.UNLIMITED)
    return (checks.number("high", high, low) - low) / (2 * float(stats.norm.isf(miss / 2)))


def one_trial(effects: np.ndarray, errors: np.ndarray, people: np.ndarray, controls: float) -> tuple[float, float]:
    """Return (effect, error) of a trial with several drug arms against one and the same control arm.

    effects, errors, people: of each drug arm, shape (arms,); controls: people in the control arm. The arms
    are correlated, because all are compared with the same people: by (1/controls) / √((1/n₁ + 1/controls)
    (1/n₂ + 1/controls)). Taken as separate trials, they would count those people twice.
    """
    effects, errors = _trials(effects, errors)
    people = checks.numbers("people", people, 1)
    share = 1 / checks.number("controls", controls, 1)
    own = 1 / people + share
    correlation = share / np.sqrt(np.outer(own, own))
    np.fill_diagonal(correlation, 1.0)
    weights = np.linalg.solve(correlation * np.outer(errors, errors), np.ones(effects.size))
    return float(weights @ effects / weights.sum()), float(1 / np.sqrt(weights.sum()))


@dataclass(frozen=True)
class Egger:
    """Egger's regression: effect = at_no_error + slope * error, weighted by precision.

    slope: extra effect for each unit of standard error; p: two-sided, of no slope.
    """

    at_no_error: float
    slope: float
    slope_low: float
    slope_high: float
    p: float

    def line(self, errors: np.ndarray) -> np.ndarray:
        """Return the effect that the regression gives trials with ``errors``, shape of errors."""
        return self.at_no_error + self.slope * np.asarray(errors, dtype=float)


def egger(effects: np.ndarray, errors: np.ndarray, miss: float = MISS) -> Egger:
    """Return whether small trials tell another story than large ones (Egger 1997); at least 3 trials."""
    effects, errors = _trials(effects, errors)
    if effects.size < LEAST_FOR_PREDICTION:
        raise ValueError(f"effects has {effects.size} trials; allowed: {LEAST_FOR_PREDICTION} or more.")
    if np.ptp(errors) == 0:
        raise ValueError("errors are all the same; allowed: trials of at least two sizes.")
    fit = stats.linregress(1 / errors, effects / errors)
    reach = float(stats.t.isf(miss / 2, effects.size - 2) * fit.intercept_stderr)
    p = 2 * float(stats.t.sf(abs(fit.intercept / fit.intercept_stderr), effects.size - 2))
    slope = float(fit.intercept)
    return Egger(float(fit.slope), slope, slope - reach, slope + reach, p)


def _trials(effects: np.ndarray, errors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    effects = np.atleast_1d(checks.numbers("effects", effects, -checks.UNLIMITED))
    errors = np.atleast_1d(checks.numbers("errors", errors, 1e-9))
    if effects.shape != errors.shape or effects.ndim != 1:
        raise ValueError(f"effects has shape {effects.shape}, errors {errors.shape}; allowed: one row of each.")
    return effects, errors
