"""Parts of the Mena 2024 model around the serotonin terminal: drug, receptors, histamine terminal.

Written from the equations of the public MATLAB code (source key mena2024); k holds the constants of data/,
ids "mena2024.*". Concentrations in micromol/L, drug amounts in microgram, slopes per hour.
"""

from __future__ import annotations

from types import SimpleNamespace

NANOMOLAR = 1000.0  # nM per uM; also uM per ug/mL over g/mol


def drug(k: SimpleNamespace, y: list[float]) -> tuple[float, ...]:
    """The four slopes of escitalopram in a mouse [ug/h]; only what is unbound leaves blood and brain."""
    belly, blood, brain, elsewhere = y
    free_blood, free_brain = blood * (1.0 - k.fb_plasma), brain * (1.0 - k.fb_brain)
    absorbed, back = k.k01 * belly, k.k31 * elsewhere
    return (
        -absorbed,
        absorbed - (k.k10 + k.k12 + k.k13) * free_blood + k.k21 * free_brain + back,
        k.k12 * free_blood - k.k21 * free_brain,
        k.k13 * free_blood - back,
    )


def histamine(k: SimpleNamespace, y: list[float], outside_serotonin: float) -> tuple[float, ...]:
    """The 16 slopes of the histamine terminal; serotonin outside in uM."""
    cha, vha, vhar, eha, gha, bht, ht, htp2, GH, TH, BH, G5, T5, B5, ght, ghtp = y
    over = GH - k.gstar_basal_HA
    brake = max(1.0 - k.b_relH * over, 0.0) * max(1.0 + k.b_act * (G5 - k.gstar_basal_5HT), 0.0)
    released = k.b2 * min(brake, k.fire_max_HA) * vha
    refill = clip(k.s_traf * (k.vha_basal - vha), k.traf_max)
    packing = k.Vmax_VMATH * cha / (k.Km_VMATH + cha)
    packed, packed_reserve = (max(packing - k.k_VMATH_leak * held, 0.0) for held in (vha, vhar))
    made = max(1.0 - k.b_synH * over, 0.0) * k.Vmax_HTDC * ht / (k.Km_HTDC + ht)
    made_glia = k.Vmax_HTDCg * ght / (k.Km_HTDC + ght)
    back = k.Vmax_HAT * eha / (k.Km_HAT + eha)
    to_glia = _glial_factor(k, eha) * k.Vmax_HATg * eha / (k.Km_HAT + eha)
    broken = k.Vmax_HNMT * cha / (k.Km_HNMT + cha)
    broken_glia = k.Vmax_HNMTg * gha / (k.Km_HNMT + gha)
    taken_in, taken_in_glia = (top * bht / (k.Km_HTL + bht) for top in (k.Vmax_HTL, k.Vmax_HTLg))
    leak, leak_glia = k.b1 * (cha - eha), k.b3 * (gha - eha)
    return (
        made - packed - packed_reserve - broken - leak + back,
        packed - released + refill,
        packed_reserve - refill,
        released - back + leak_glia + leak - to_glia - k.b4 * eha,
        to_glia - leak_glia - broken_glia + made_glia,
        k.HT_in - taken_in - taken_in_glia - k.b5 * (bht - k.bht_basal),
        taken_in - made - k.b6 * ht + k.b7 * htp2,
        k.b6 * ht - (k.b7 + k.b8) * htp2,
        *histamine_receptor(k, GH, TH, BH, eha),
        *serotonin_receptor(k, G5, T5, B5, outside_serotonin),
        taken_in_glia - made_glia - k.b9 * ght + k.b10 * ghtp,
        k.b9 * ght - (k.b10 + k.b11) * ghtp,
    )


def serotonin_receptor(k: SimpleNamespace, G: float, T: float, B: float, outside: float) -> tuple[float, ...]:
    """Slopes of a 5-HT1B receptor: active G protein, active regulator, bound receptor; serotonin outside."""
    return (
        k.a2 * B * B * (k.g0 - G) - k.a3 * T * G,
        k.a4 * G * G * (k.g0 - T) - k.a5 * T,
        k.a6 * outside * (k.g0 - B) - k.a7 * B,
    )


def histamine_receptor(k: SimpleNamespace, G: float, T: float, B: float, outside: float) -> tuple[float, ...]:
    """Slopes of an H3 receptor: active G protein, active regulator, bound receptor; histamine outside."""
    return (
        k.a17 * B * B * (k.g0 - G) - k.a18 * T * G,
        k.a19 * G * G * (k.g0 - T) - k.a20 * T,
        k.a21 * outside * (k.g0 - B) - k.a22 * B,
    )


def _glial_factor(k: SimpleNamespace, eha: float) -> float:
    if eha < k.H1ha_start:
        return k.H1ha_min
    return min(k.H1ha_slope * (eha - k.H1ha_start), 1.0)


def clip(value: float, top: float) -> float:
    """Return value, but not below 0 and not above top."""
    return min(max(value, 0.0), top)
