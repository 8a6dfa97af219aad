"""Linear compartment models, solved exactly.

The amounts x [mg] in the compartments follow  dx/dt = K x + u(t).  K [1/h] holds the rate constants and
the input u [mg/h] is constant between the moments at which a dose starts or ends. Between two such
moments the solution is known in closed form: every eigenvector of K decays with its own eigenvalue, so
no step size and no step error enters. All functions work on many people, doses or parameter sets at
once: those are the leading axes, written (...). Time is in hours, doses in mg, levels in ng/mL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from . import checks

NG_PER_ML_IN_MG_PER_L = 1000.0

# Above this condition number of the eigenvectors (1-norm) the eigenvalues count as repeated and the
# matrix exponential is used instead. Below it the error is about this number times 2e-16 of the dose.
LARGEST_CONDITION = 1e6

# Numbers per block of the inner loop: small enough for the processor cache, large enough for numpy.
BLOCK = 300_000
# Terms of the series for exp(x), x at most 1: the first one left out is 1/20! = 4e-19.
SERIES_TERMS = 20


@dataclass(frozen=True)
class LinearModel:
    """Compartments and the rate constants between them.

    names: the n compartments. rates: matrix K, shape (..., n, n) [1/h]; K[i, j] is the rate from j to i,
    and K[j, j] is minus everything that leaves j. volumes: shape (..., n) [L], NaN where a compartment
    (a depot, say) has no concentration.
    """

    names: tuple[str, ...]
    rates: np.ndarray
    volumes: np.ndarray

    def index(self, compartment: str) -> int:
        """Position of a compartment; ValueError when there is none of that name."""
        return self.names.index(checks.choice("compartment", compartment, self.names))

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the leading axes: people, doses or parameter sets."""
        return self.rates.shape[:-2]

    @cached_property
    def modes(self) -> "Modes":
        """The eigenvalues and eigenvectors, worked out once."""
        return _modes(self.rates)


@dataclass(frozen=True)
class Modes:
    """rates = vectors @ diag(values) @ inverse, with axes (..., n); repeated marks where that fails."""

    values: np.ndarray
    vectors: np.ndarray
    inverse: np.ndarray
    repeated: np.ndarray


@dataclass(frozen=True)
class Dose:
    """One dose, or the same dose again and again.

    amount [mg per administration]: a number or an array that broadcasts with the people. into: name of
    the compartment. start [h]. duration [h]: 0 for a bolus, as is all below 1e-6 (4 ms), otherwise the
    amount runs in evenly. every [h] and count: for repeated doses. skipped: numbers of the administrations
    that are left out, counted from 0.
    """

    amount: float | np.ndarray
    into: str = "central"
    start: float = 0.0
    duration: float = 0.0
    every: float = 24.0
    count: int = 1
    skipped: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        count = checks.whole_number("count", self.count, 1, 100_000)
        checked = {
            "amount": checks.numbers("amount", self.amount, 0.0, unit="mg"),
            "start": checks.number("start", self.start, 0.0, unit="h"),
            "duration": checks.number("duration", self.duration, 0.0, unit="h"),
            "every": checks.number("every", self.every, 1e-6, unit="h"),
            "count": count,
            "skipped": checks.whole_numbers("skipped", self.skipped, 0, count - 1),
        }
        if checked["duration"] < 1e-6:  # so short that the rate could pass the largest number there is
            checked["duration"] = 0.0
        for name, value in checked.items():
            object.__setattr__(self, name, value)

    @property
    def times(self) -> np.ndarray:
        """Start [h] of every administration that is taken, shape (number taken,)."""
        taken = np.setdiff1d(np.arange(self.count), self.skipped)
        return self.start + self.every * taken


Doses = Dose | Sequence[Dose]


# Building models -------------------------------------------------------------------------------------

Rate = float | np.ndarray


def linear_model(
    volumes: Mapping[str, Rate | None], transfers: Mapping[tuple[str, str], Rate], losses: Mapping[str, Rate]
) -> LinearModel:
    """Build a LinearModel from named parts.

    volumes: {compartment: volume [L], or None for a depot}; transfers: {(from, to): rate [1/h]};
    losses: {from: rate out of the body [1/h]}. Each number may be an array over (...).
    Raises ValueError for an unknown compartment, a negative rate or a volume that is not above 0.
    """
    names = tuple(volumes)
    pairs = {**transfers, **{(name, ""): rate for name, rate in losses.items()}}
    checked = {}
    for (source, target), rate in pairs.items():
        checks.choice("compartment", source, names)
        checks.choice("compartment", target, (*names, ""))
        checked[source, target] = checks.numbers(f"rate {source} to {target or 'out'}", rate, 0.0, unit="1/h")
    sizes = {
        name: np.array(np.nan) if volume is None else checks.numbers(f"volume of {name}", volume, 1e-12, unit="L")
        for name, volume in volumes.items()
    }
    shape = np.broadcast_shapes(*(array.shape for array in (*checked.values(), *sizes.values())))
    rates = np.zeros((*shape, len(names), len(names)))
    for (source, target), rate in checked.items():
        j = names.index(source)
        rates[..., j, j] -= rate
        if target:
            rates[..., names.index(target), j] += rate
    litres = np.stack([np.broadcast_to(sizes[name], shape) for name in names], axis=-1)
    return LinearModel(names, rates, litres)


def mammillary(clearance: Rate, central: Rate, exchange: Sequence[tuple[Rate, Rate]] = ()) -> LinearModel:
    """Central compartment with peripheral ones around it.

    clearance CL [L/h], central V1 [L], exchange: a pair (Q [L/h], V [L]) per peripheral compartment.
    Compartments: "central", "peripheral 1", "peripheral 2", ...
    """
    clearance = checks.numbers("clearance", clearance, 0.0, unit="L/h")
    central = checks.numbers("central", central, 1e-12, unit="L")
    volumes: dict[str, Rate | None] = {"central": central}
    transfers = {}
    for number, (flow, volume) in enumerate(exchange, start=1):
        name = f"peripheral {number}"
        volumes[name] = volume
        transfers["central", name] = flow / central
        transfers[name, "central"] = flow / checks.numbers(f"volume of {name}", volume, 1e-12, unit="L")
    return linear_model(volumes, transfers, {"central": clearance / central})


def with_depot(model: LinearModel, rate: Rate, into: str = "central", name: str = "depot") -> LinearModel:
    """Add a compartment that empties one way, at first-order rate [1/h], into another one."""
    position = model.index(into)
    rate = checks.numbers("rate", rate, 0.0, unit="1/h")
    shape = np.broadcast_shapes(model.shape, rate.shape)
    n = len(model.names)
    rates = np.zeros((*shape, n + 1, n + 1))
    rates[..., :n, :n] = model.rates
    rates[..., position, n] = rate
    rates[..., n, n] = -rate
    volumes = np.full((*shape, n + 1), np.nan)
    volumes[..., :n] = model.volumes
    return LinearModel((*model.names, name), rates, volumes)


# Solving ---------------------------------------------------------------------------------------------


def concentration(model: LinearModel, doses: Doses, time: np.ndarray, compartment: str = "central") -> np.ndarray:
    """Level [ng/mL] in one compartment.

    time: shape (n_time,) [h], any order. Returns shape (..., n_time). At the very moment of a bolus the
    bolus counts as given. Raises ValueError for an unknown compartment or one without a volume.
    """
    position = model.index(compartment)
    litres = model.volumes[..., position]
    if np.isnan(litres).any():
        raise ValueError(f"compartment is {compartment!r}, which has no volume; use amounts() for depots.")
    readout = np.zeros((*model.shape, 1, len(model.names)))
    readout[..., 0, position] = NG_PER_ML_IN_MG_PER_L / litres
    return _solve(model, _as_doses(doses), checks.times(time), readout)[..., 0]


def amounts(model: LinearModel, doses: Doses, time: np.ndarray) -> np.ndarray:
    """Amounts [mg] in all n compartments; time: shape (n_time,) [h]. Returns shape (..., n_time, n)."""
    readout = np.broadcast_to(np.eye(len(model.names)), model.rates.shape)
    return _solve(model, _as_doses(doses), checks.times(time), readout)


def amount_given(doses: Doses, time: np.ndarray) -> np.ndarray:
    """Total amount [mg] given up to each time [h]. Returns shape (..., n_time)."""
    time = checks.times(time)
    return sum(dose.amount[..., None] * _administrations(dose, time) for dose in _as_doses(doses))


def area(model: LinearModel, doses: Doses, time: np.ndarray, compartment: str = "central") -> np.ndarray:
    """Area under the level curve from 0 to each time [ng h/mL], exact. Returns shape (..., n_time).

    Integrating dx/dt = K x + u gives K * area = x(t) - (input so far), which is solved for the area.
    Raises ValueError when some compartment never empties (then K has no inverse).
    """
    doses, time = _as_doses(doses), checks.times(time)
    net = amounts(model, doses, time)
    for dose in doses:
        net[..., model.index(dose.into)] -= dose.amount[..., None] * _administrations(dose, time)
    mg_h = _inverse_rates(model)[..., None, model.index(compartment), :] * net
    litres = model.volumes[..., model.index(compartment), None]
    return np.sum(mg_h, axis=-1) / litres * NG_PER_ML_IN_MG_PER_L


def total_area(
    model: LinearModel, dose: float | np.ndarray, into: str = "central", compartment: str = "central"
) -> np.ndarray:
    """Area from 0 to infinity [ng h/mL] after one dose [mg] into a compartment. Returns shape (...)."""
    residence = -_inverse_rates(model)[..., model.index(compartment), model.index(into)]
    litres = model.volumes[..., model.index(compartment)]
    return checks.numbers("dose", dose, 0.0, unit="mg") * residence / litres * NG_PER_ML_IN_MG_PER_L


def clearance(model: LinearModel) -> np.ndarray:
    """CL [L/h] = dose / area for a dose into "central". Returns shape (...)."""
    return NG_PER_ML_IN_MG_PER_L / total_area(model, 1.0)


def steady_state_volume(model: LinearModel) -> np.ndarray:
    """Vss [L]: amount in the body over central level during an endless infusion. Returns shape (...)."""
    steady = -_inverse_rates(model)[..., :, model.index("central")]
    return steady.sum(axis=-1) / steady[..., model.index("central")] * model.volumes[..., model.index("central")]


def half_lives(model: LinearModel) -> np.ndarray:
    """Half-lives [h] of the phases, shortest first. Returns shape (..., n).

    The last one is the terminal half-life. Raises ValueError when a compartment never empties.
    """
    speeds = -np.linalg.eigvals(model.rates).real
    if (speeds <= 0).any():
        raise ValueError("model has a compartment that never empties; allowed: models in which all drug leaves.")
    return np.sort(np.log(2.0) / speeds, axis=-1)


# The inside ------------------------------------------------------------------------------------------


def _as_doses(doses: Doses) -> tuple[Dose, ...]:
    listed = (doses,) if isinstance(doses, Dose) else tuple(doses)
    if not listed or not all(isinstance(dose, Dose) for dose in listed):
        raise ValueError(f"doses is {list(listed)!r}; allowed: one Dose or a list of at least one Dose.")
    return listed


def _inverse_rates(model: LinearModel) -> np.ndarray:
    try:
        return np.linalg.inv(model.rates)
    except np.linalg.LinAlgError:
        raise ValueError(
            "model has a compartment that never empties; allowed: models in which all drug leaves."
        ) from None


def _administrations(dose: Dose, time: np.ndarray) -> np.ndarray:
    """How many administrations have run in by each time, fractions included; shape (n_time,)."""
    since = time[:, None] - dose.times
    if dose.duration == 0:
        return np.count_nonzero(since >= 0, axis=1).astype(float)
    return np.clip(since / dose.duration, 0.0, 1.0).sum(axis=1)


@dataclass(frozen=True)
class _Plan:
    """What happens when; worked out once and used for everybody.

    moments [h], shape (m,): the input changes there. boluses, flows, shape (m, n_doses): how many boluses
    of each dose are given at the moment, and the input until the next moment in doses per hour.
    segment, since, shape (n_time,): the last moment before each time, and the hours since.
    """

    moments: np.ndarray
    boluses: np.ndarray
    flows: np.ndarray
    segment: np.ndarray
    since: np.ndarray


def _plan(doses: Sequence[Dose], time: np.ndarray) -> _Plan:
    """Lay out doses and sorted times [h]."""
    ends = [dose.times + dose.duration for dose in doses if dose.duration]
    moments = np.unique(np.concatenate([dose.times for dose in doses] + ends + [np.zeros(1)]))
    boluses = np.zeros((moments.size, len(doses)))
    flows = np.zeros_like(boluses)
    for column, dose in enumerate(doses):
        if dose.duration:
            running = (moments[:, None] >= dose.times) & (moments[:, None] < dose.times + dose.duration)
            flows[:, column] = running.sum(axis=1) / dose.duration
        else:
            np.add.at(boluses[:, column], np.searchsorted(moments, dose.times), 1.0)
    segment = np.searchsorted(moments, time, side="right") - 1
    return _Plan(moments, boluses, flows, segment, time - moments[segment])


def _solve(model: LinearModel, doses: Sequence[Dose], time: np.ndarray, readout: np.ndarray) -> np.ndarray:
    """Return readout @ x(time), shape (..., n_time, n_readout); rounding below zero is cut off."""
    into = [model.index(dose.into) for dose in doses]
    shape = np.broadcast_shapes(model.shape, *(dose.amount.shape for dose in doses))
    frame, n = model.modes, len(model.names)
    # People in one row: (people, ...). Views where possible, so little is copied before a block is cut.
    vectors, inverse, readout, rates = (
        np.broadcast_to(array, (*shape, *array.shape[-2:])).reshape(-1, *array.shape[-2:])
        for array in (frame.vectors, frame.inverse, readout, model.rates)
    )
    values = np.broadcast_to(frame.values, (*shape, n)).reshape(-1, n)
    masses = np.stack([np.broadcast_to(dose.amount, shape).ravel() for dose in doses], axis=-1)
    order = np.argsort(time, kind="stable")
    plan = _plan(doses, time[order])
    out = np.empty((masses.shape[0], readout.shape[-2], time.size))
    for block in _blocks(masses.shape[0], max(time.size, plan.moments.size) * n):
        inputs = inverse[block][:, :, into] * masses[block][:, None, :]
        modes = _modal_solution(values[block], inputs, plan)
        out[block] = (readout[block] @ vectors[block] @ modes).real
    for person in np.flatnonzero(np.broadcast_to(frame.repeated, shape)):
        inputs = np.eye(n)[:, into] * masses[person]
        out[person] = _positive_solution(rates[person], readout[person], inputs, plan).T
    np.maximum(out, 0.0, out=out)
    if (np.diff(order) < 0).any():
        out = out[:, :, np.argsort(order)]
    return np.moveaxis(out.reshape(*shape, *out.shape[1:]), -1, -2)


def _blocks(people: int, numbers_each: int) -> list[slice]:
    size = max(1, BLOCK // numbers_each)
    return [slice(first, first + size) for first in range(0, people, size)]


def _modal_solution(values: np.ndarray, inputs: np.ndarray, plan: _Plan) -> np.ndarray:
    """Solve in the eigenvector frame, where every mode is a plain exponential.

    values (p, n), inputs (p, n, d): each dose seen by each mode. Returns the modes, (p, n, n_time).
    """
    flows = inputs @ plan.flows.T  # (p, n, moments)
    states = _modal_states(values, flows, inputs @ plan.boluses.T, plan.moments)
    values = values[:, :, None]
    modes = np.exp(values * plan.since) * states[:, :, plan.segment]
    for segment in np.flatnonzero(plan.flows.any(axis=1)):
        fed = slice(*np.searchsorted(plan.segment, [segment, segment + 1]))
        modes[:, :, fed] += flows[:, :, segment, None] * _grown(values, plan.since[fed])
    return modes


def _modal_states(values: np.ndarray, flows: np.ndarray, jumps: np.ndarray, moments: np.ndarray) -> np.ndarray:
    """State of each mode just after each moment, shape (p, n, moments)."""
    states = jumps.copy()
    gaps, which = np.unique(np.diff(moments), return_inverse=True)
    decays = [np.exp(values * gap) for gap in gaps]
    growths = [_grown(values, gap) for gap in gaps]
    for number, gap in enumerate(which):
        states[:, :, number + 1] += states[:, :, number] * decays[gap] + flows[:, :, number] * growths[gap]
    return states


def _grown(values: np.ndarray, since: np.ndarray | float) -> np.ndarray:
    """(exp(value * t) - 1) / value, which is t where the eigenvalue is zero."""
    moving = values != 0
    return np.where(moving, np.expm1(values * since) / np.where(moving, values, 1.0), since)


def _positive_solution(rates: np.ndarray, readout: np.ndarray, inputs: np.ndarray, plan: _Plan) -> np.ndarray:
    """The same for one person by the matrix exponential: slower, and safe with repeated eigenvalues.

    The input is carried along as one more compartment that holds the flow. Returns (n_time, r).
    """
    n = rates.shape[0]
    flows = plan.flows @ inputs.T
    total = flows.sum(axis=1)
    growth = np.zeros((plan.moments.size, n + 1, n + 1))
    growth[:, :n, :n] = rates
    growth[:, :n, n] = flows / np.where(total > 0, total, 1.0)[:, None]
    steps = _exponentials(growth, np.append(np.diff(plan.moments), 0.0))
    states = np.zeros((plan.moments.size, n + 1))
    state = np.zeros(n + 1)
    for number, jump in enumerate(plan.boluses @ inputs.T):
        state[:n] += jump
        state[n] = total[number]
        states[number] = state
        state = steps[number] @ state
    levels = _exponentials(growth[plan.segment], plan.since) @ states[plan.segment][..., None]
    return levels[:, :n, 0] @ readout.T


def _exponentials(rates: np.ndarray, hours: np.ndarray) -> np.ndarray:
    """exp(rates * hours) for matrices (k, n, n) and hours (k,).

    Off the diagonal, rate matrices are never negative. With the diagonal shifted to be so too, the series
    and the squarings add and multiply positive numbers only: nothing cancels, whatever the eigenvalues.
    (scipy.linalg.expm loses half its digits when a triangular matrix has nearly equal rates.)
    """
    n = rates.shape[-1]
    fastest = float(-rates[:, range(n), range(n)].min())
    shifted = rates + fastest * np.eye(n)
    size = float((shifted.sum(axis=1).max(axis=1) * hours).max())
    halvings = max(0, int(np.ceil(np.log2(max(size, 1.0)))))
    hours = (hours / 2.0**halvings)[:, None, None]
    term = np.broadcast_to(np.eye(n), rates.shape)
    total = term.copy()
    for order in range(1, SERIES_TERMS):
        term = term @ shifted * (hours / order)
        total += term
    total *= np.exp(-fastest * hours)
    for _ in range(halvings):
        total = total @ total
    return total


def _modes(rates: np.ndarray) -> Modes:
    scale = _symmetriser(rates)
    if scale is None:
        return _general_modes(rates)
    # Exchange that runs both ways can be made symmetric; then the eigenvectors are never ill-conditioned.
    symmetric = rates * scale[..., None, :] / scale[..., :, None]
    values, vectors = np.linalg.eigh((symmetric + np.swapaxes(symmetric, -1, -2)) / 2)
    return Modes(
        values,
        vectors * scale[..., :, None],
        np.swapaxes(vectors, -1, -2) / scale[..., None, :],
        np.zeros(rates.shape[:-2], dtype=bool),
    )


def _symmetriser(rates: np.ndarray) -> np.ndarray | None:
    """Scale s, shape (..., n), that makes rates[i, j] * s[j] / s[i] symmetric; None when there is none.

    It exists when every exchange runs both ways and the exchanges form no ring (mammillary models).
    """
    n = rates.shape[-1]
    leading = tuple(range(rates.ndim - 2))
    ever, always = (rates != 0).any(axis=leading), (rates != 0).all(axis=leading)
    off = ~np.eye(n, dtype=bool)
    if (ever != always)[off].any() or (ever != ever.T).any():
        return None
    scale = np.ones(rates.shape[:-1])
    seen: set[int] = set()
    for root in range(n):
        queue = [(root, -1)] if root not in seen else []
        while queue:
            node, parent = queue.pop()
            if node in seen:
                return None  # reached twice: a ring
            seen.add(node)
            for other in np.flatnonzero(ever[node] & off[node]):
                if other != parent:
                    ratio = rates[..., other, node] / rates[..., node, other]
                    scale[..., other] = scale[..., node] * np.sqrt(ratio)
                    queue.append((other, node))
    return scale


def _general_modes(rates: np.ndarray) -> Modes:
    values, vectors = np.linalg.eig(rates)
    # Exactly parallel eigenvectors have no inverse: swap in the identity, and mark them as repeated.
    hopeless = np.abs(np.linalg.det(vectors)) < np.finfo(float).tiny
    identity = np.eye(rates.shape[-1])
    usable = np.where(hopeless[..., None, None], identity, vectors)
    inverse = np.linalg.inv(usable)
    condition = np.linalg.norm(usable, 1, axis=(-2, -1)) * np.linalg.norm(inverse, 1, axis=(-2, -1))
    repeated = hopeless | (condition > LARGEST_CONDITION)
    keep = ~repeated[..., None, None]
    return Modes(values, np.where(keep, usable, identity), np.where(keep, inverse, identity), repeated)
