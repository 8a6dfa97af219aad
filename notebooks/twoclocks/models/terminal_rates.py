"""The rates of the Mena 2024 serotonin terminal: 42 states, with a histamine terminal that feeds back on it.

Written from the equations of the public MATLAB code (source key mena2024: msc.m and one file per rate), with
its stimulation switch off and without its mast cells and its second drug. Every constant is a row of data/,
ids "mena2024.*", and keeps the name that the code gives it.

Concentrations in micromol/L, drug amounts (q0 to q3) in microgram, transporters (S...) as a share, time in
hours.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import exp
from types import SimpleNamespace

import numpy as np

from .. import evidence
from . import terminal_parts as parts
from .terminal_parts import NANOMOLAR

#: state -> what it is. Serotonin terminal, drug, histamine terminal.
STATES = {
    "btrp": "tryptophan in blood",
    "bh2": "dihydrobiopterin",
    "bh4": "tetrahydrobiopterin, the cofactor of synthesis",
    "trp": "tryptophan in the terminal",
    "htp": "5-HTP",
    "cht": "serotonin in the cytosol",
    "vht": "serotonin in releasable vesicles",
    "vhtr": "serotonin in reserve vesicles",
    "eht": "extracellular serotonin",
    "hia": "5-HIAA, the product of serotonin breakdown",
    "pool": "tryptophan in other pools",
    "G": "5-HT1B receptor: active G protein",
    "T": "5-HT1B receptor: active regulator",
    "B": "5-HT1B receptor: bound",
    "glia": "serotonin in glia",
    "Gh": "H3 receptor on the serotonin terminal: active G protein",
    "Th": "H3 receptor on the serotonin terminal: active regulator",
    "Bh": "H3 receptor on the serotonin terminal: bound",
    "Sph": "SERT at the surface, phosphorylated",
    "Ssurf": "SERT at the surface",
    "Spool": "SERT in the internal pool",
    "Sinact": "SERT inactivated by the drug",
    "q0": "drug in the peritoneal cavity",
    "q1": "drug in blood",
    "q2": "drug in brain",
    "q3": "drug in the periphery",
    "cha": "histamine in the cytosol",
    "vha": "histamine in releasable vesicles",
    "vhar": "histamine in reserve vesicles",
    "eha": "extracellular histamine",
    "gha": "histamine in glia",
    "bht": "histidine in blood",
    "ht": "histidine in the terminal",
    "htp2": "histidine in other pools",
    "GH": "H3 receptor on the histamine terminal: active G protein",
    "TH": "H3 receptor on the histamine terminal: active regulator",
    "BH": "H3 receptor on the histamine terminal: bound",
    "G5": "serotonin receptor on the histamine terminal: active G protein",
    "T5": "serotonin receptor on the histamine terminal: active regulator",
    "B5": "serotonin receptor on the histamine terminal: bound",
    "ght": "histidine in glia",
    "ghtp": "histidine in other glial pools",
}

_NAMES = list(STATES)
_EHT, _DRUG, _HISTAMINE, _EHA = (_NAMES.index(name) for name in ("eht", "q0", "cha", "eha"))

Slopes = Callable[[float, np.ndarray], list[float]]


@cache
def constants() -> SimpleNamespace:
    """Return every constant of the model as a plain number under its name in data/ (without "mena2024.")."""
    rows = evidence.parameters("mena2024")
    return SimpleNamespace(**{name: float(row) for name, row in rows.items() if "." not in name})


def drug_level(amount: float | np.ndarray) -> float | np.ndarray:
    """Return the drug in brain [uM] for an amount there, q2 [ug]."""
    k = constants()
    return amount / k.V_brain * NANOMOLAR / k.MW_escit


def pump_flux(eht: float | np.ndarray, surface: float | np.ndarray, drug: float | np.ndarray) -> np.ndarray:
    """Return uptake by the transporter [uM/h]; eht and drug (in brain) in uM, surface as a share.

    The drug competes; its Ki falls with its own level (a second binding site, as the code has it).
    """
    k = constants()
    Ki = k.Ki_fall * np.exp(-k.b_Ki * drug) + k.Ki_min
    return k.Vmax_SERT * surface * eht / (k.Km_SERT * (1.0 + drug / Ki) + eht)


def synthesis_flux(state: np.ndarray) -> np.ndarray:
    """Return serotonin synthesis (its slow step, to 5-HTP) [uM/h]; state: shape (42,) or (n_time, 42)."""
    k = constants()
    trp, bh4, G = (state[..., _NAMES.index(name)] for name in ("trp", "bh4", "G"))
    brake = np.maximum(1.0 - k.b_syn * (G - k.gstar_basal_5HT), 0.0)
    return brake * k.Vmax_TPH * trp / (k.Km_TPH_Trp + trp + trp**2 / k.Ki_TPH) * bh4 / (k.Km_TPH_BH4 + bh4)


def slopes(reserve_limit: float = 0.0) -> Slopes:
    """Return the 42 derivatives [per h] as a function of time and state, in the order of STATES.

    reserve_limit [uM]: 0 is the published model, in which refilling never asks what the reserve still holds.
    Above 0 it is a correction of ours: refilling times reserve / (reserve + limit).
    """
    k = constants()

    def all_slopes(_: float, state: np.ndarray) -> list[float]:
        y = state.tolist()
        drug = y[_DRUG:_HISTAMINE]
        level = drug[2] / k.V_brain * NANOMOLAR / k.MW_escit
        return [
            *_serotonin(k, y[:_DRUG], level, outside_histamine=y[_EHA], reserve_limit=reserve_limit),
            *parts.drug(k, drug),
            *parts.histamine(k, y[_HISTAMINE:], outside_serotonin=y[_EHT]),
        ]

    return all_slopes


def _serotonin(
    k: SimpleNamespace, y: list[float], drug: float, outside_histamine: float, reserve_limit: float
) -> tuple[float, ...]:
    """The 22 slopes of the serotonin terminal; drug in brain and histamine outside in uM."""
    (btrp, bh2, bh4, trp, htp, cht, vht, vhtr, eht, hia, pool, G, T, B, glia, Gh, Th, Bh, Sph, Ssurf, Spool, Sinact) = y
    over, over_h = G - k.gstar_basal_5HT, Gh - k.gstar_basal_HA
    taken_in = k.Vmax_TRPin * btrp / (k.Km_TRPin + btrp)
    made = (
        max(1.0 - k.b_syn * over, 0.0)
        * k.Vmax_TPH
        * trp
        / (k.Km_TPH_Trp + trp + trp * trp / k.Ki_TPH)
        * bh4
        / (k.Km_TPH_BH4 + bh4)
    )
    renewed = k.Vmax_DRR_f * bh2 * k.NADPH / (
        (k.Km_BH2 + bh2) * (k.Km_NADPH + k.NADPH)
    ) - k.Vmax_DRR_r * bh4 * k.NADP / ((k.Km_BH4_r + bh4) * (k.Km_NADP + k.NADP))
    stored = k.k_pool_in * trp - k.k_pool_out * pool
    finished = k.Vmax_AADC * htp / (k.Km_AADC + htp)
    packing = k.Vmax_VMAT * cht / (k.Km_VMAT + cht)
    packed, packed_reserve = (max(packing - k.k_VMAT_leak * held, 0.0) for held in (vht, vhtr))
    refill = parts.clip(k.s_traf * (k.vht_basal - vht), k.traf_max)
    if reserve_limit:
        refill *= max(vhtr, 0.0) / (max(vhtr, 0.0) + reserve_limit)
    fire = min(max(1.0 - k.b_rel * over, 0.0) * max(1.0 - k.b_HA * over_h, 0.0), k.fire_max)
    released = k.a16 * fire * vht
    Ki = k.Ki_fall * exp(-k.b_Ki * drug) + k.Ki_min
    pumped = k.Vmax_SERT * Ssurf * eht / (k.Km_SERT * (1.0 + drug / Ki) + eht)
    switch = parts.clip(k.b_U2 * (eht - k.eht_basal), 1.0)
    to_glia = k.a11 * switch * k.Vmax_U2 * eht / (k.Km_U2 + eht)
    broken, broken_glia = (k.Vmax_MAO * level / (k.Km_MAO + level) for level in (cht, glia))
    surfacing = (
        k.k_ps0 * parts.clip(1.0 + k.b_traf_SERT * over, k.traf_SERT_max) * Spool
        - k.k_sp0 * parts.clip(1.0 - k.b_traf_SERT * over, k.traf_SERT_max) * Sph
    )
    switched_off = k.k_si0 * min(k.b_si * drug, k.si_max) * Ssurf - k.k_is * Sinact
    return (
        k.TRP_in - taken_in - k.a1 * (btrp - k.btrp_basal),
        made - renewed,
        renewed - made,
        taken_in - made - stored - k.a12 * trp,
        made - finished,
        finished - packed - packed_reserve + pumped - broken - k.a15 * (cht - eht),
        packed - released + refill,
        packed_reserve - k.a15 * refill,
        released - pumped - to_glia - k.a14 * eht + k.a8 * (cht - eht) + k.a9 * (glia - eht),
        broken + broken_glia - k.a10 * hia,
        stored - k.a13 * pool,
        *parts.serotonin_receptor(k, G, T, B, eht),
        to_glia - broken_glia - k.a9 * (glia - eht),
        *parts.histamine_receptor(k, Gh, Th, Bh, outside_histamine),
        surfacing,
        surfacing - switched_off,
        -surfacing,
        switched_off,
    )
