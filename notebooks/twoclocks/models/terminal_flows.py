"""Where serotonin goes in the terminal model: every flow and every feedback, read off a state.

The same rates as in terminal_rates, written out one by one; a test adds them up and finds the model's own
slopes. Flows in micromol/L per hour, of the room they leave; shares in 0..1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import terminal_rates as rates

_PLACE = {name: place for place, name in enumerate(rates.STATES)}


@dataclass(frozen=True)
class Flows:
    """Flows [uM/h], each of shape (n_time,) or a number.

    made: synthesis (as 5-HTP). packed, packed_reserve: cytosol to vesicles. refilled: reserve to releasable
    vesicles. released: vesicles to extracellular space. taken_up: extracellular space to cytosol, by SERT.
    to_glia: extracellular space to glia. removed: from the extracellular space in other ways. exchanged: leaks
    of cytosol and glia out, less what leaks in. broken: by MAO, in the cytosol.
    """

    made: np.ndarray
    packed: np.ndarray
    packed_reserve: np.ndarray
    refilled: np.ndarray
    released: np.ndarray
    taken_up: np.ndarray
    to_glia: np.ndarray
    removed: np.ndarray
    exchanged: np.ndarray
    broken: np.ndarray

    @property
    def sert_share(self) -> np.ndarray:
        """SERT's share of what leaves the extracellular space by the three routes, 0..1."""
        return self.taken_up / (self.taken_up + self.to_glia + self.removed)


@dataclass(frozen=True)
class Feedback:
    """What lowers release and uptake, each as a factor (1: not at all); shape (n_time,) or a number.

    autoreceptor: 5-HT1B on release. h3: H3 on release. surface: transporters at the surface, relative to
    the settled state they are given with. free: what the drug leaves of uptake at low
    serotonin, 1 / (1 + drug/Ki).
    """

    autoreceptor: np.ndarray
    h3: np.ndarray
    surface: np.ndarray
    free: np.ndarray


def flows(states: np.ndarray) -> Flows:
    """Return the flows in one state, shape (42,), or in many, shape (n_time, 42)."""
    k, y = rates.constants(), _named(states)
    factors = feedback(states, y["Ssurf"])
    packing = k.Vmax_VMAT * y["cht"] / (k.Km_VMAT + y["cht"])
    switch = np.clip(k.b_U2 * (y["eht"] - k.eht_basal), 0.0, 1.0)
    return Flows(
        made=rates.synthesis_flux(states),
        packed=np.maximum(packing - k.k_VMAT_leak * y["vht"], 0.0),
        packed_reserve=np.maximum(packing - k.k_VMAT_leak * y["vhtr"], 0.0),
        refilled=np.clip(k.s_traf * (k.vht_basal - y["vht"]), 0.0, k.traf_max),
        released=k.a16 * np.minimum(factors.autoreceptor * factors.h3, k.fire_max) * y["vht"],
        taken_up=rates.pump_flux(y["eht"], y["Ssurf"], rates.drug_level(y["q2"])),
        to_glia=k.a11 * switch * k.Vmax_U2 * y["eht"] / (k.Km_U2 + y["eht"]),
        removed=k.a14 * y["eht"],
        exchanged=k.a8 * (y["cht"] - y["eht"]) + k.a9 * (y["glia"] - y["eht"]),
        broken=k.Vmax_MAO * y["cht"] / (k.Km_MAO + y["cht"]),
    )


def feedback(states: np.ndarray, surface_before: float | np.ndarray) -> Feedback:
    """Return the feedback in one state, shape (42,), or in many; surface_before: Ssurf to compare with."""
    k, y = rates.constants(), _named(states)
    drug = rates.drug_level(y["q2"])
    Ki = k.Ki_fall * np.exp(-k.b_Ki * drug) + k.Ki_min
    return Feedback(
        autoreceptor=np.maximum(1.0 - k.b_rel * (y["G"] - k.gstar_basal_5HT), 0.0),
        h3=np.maximum(1.0 - k.b_HA * (y["Gh"] - k.gstar_basal_HA), 0.0),
        surface=y["Ssurf"] / surface_before,
        free=1.0 / (1.0 + drug / Ki),
    )


def _named(states: np.ndarray) -> dict[str, np.ndarray]:
    return {name: states[..., place] for name, place in _PLACE.items()}
