"""Ketamine, esketamine and SSRI kinetics: our own regression numbers, published values, limits, refusals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from twoclocks import evidence
from twoclocks.models import compartments as c
from twoclocks.models import esketamine, ketamine, paroxetine, ssri
from twoclocks.models.validation import validation_table

FINE = np.linspace(0.0, 8.0, 9601)  # 3 s apart
SOME = settings(max_examples=40, deadline=None)


def computed(name):
    """One of our own numbers, kept in data/ to notice a change; never a test against the world."""
    parameter = evidence.parameter(f"regression.{name}")
    assert parameter.status == "computed"
    return parameter.value


def infused(pk_set, minutes):
    return ketamine.infusion_level(np.array([minutes / 60]), pk_set)[0]


# Our own numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pk_set, minutes",
    [
        *((pk_set, 40) for pk_set in ketamine.PK_SETS),
        *((pk_set, minutes) for pk_set in ("clements1981", "kamp2020") for minutes in (80, 110, 230)),
    ],
)
def test_level_of_the_trial_infusion(pk_set, minutes):
    assert infused(pk_set, minutes) == pytest.approx(computed(f"ketamine.{pk_set}_C_{minutes}min"), rel=0.01)


@pytest.mark.parametrize("pk_set", ["clements1981", "domino1982", "kamp2020"])
@pytest.mark.parametrize("minutes", [1, 5, 10, 30])
def test_level_after_2_mg_per_kg_in_one_second(pk_set, minutes):
    level = ketamine.infusion_level(np.array([minutes / 60]), pk_set, dose=2.0, duration=1 / 3600)[0]
    assert level == pytest.approx(computed(f"ketamine.{pk_set}_bolus_C_{minutes}min"), rel=0.01)


@pytest.mark.parametrize("pk_set", ["clements1981", "hijazi2003", "domino1982", "kamp2020"])
def test_derived_clearance_and_volume(pk_set):
    derived = ketamine.derived(pk_set)
    assert derived.clearance == pytest.approx(computed(f"ketamine.{pk_set}_CL"), rel=0.01)
    assert derived.volume == pytest.approx(computed(f"ketamine.{pk_set}_Vss"), rel=0.01)


def test_derived_volume_of_herd_and_terminal_half_lives():
    assert ketamine.derived("herd2007").volume == pytest.approx(computed("ketamine.herd2007_Vss"), rel=0.01)
    for pk_set in ("clements1981", "kamp2020"):
        half_lives = ketamine.derived(pk_set).half_lives
        assert half_lives[-1] == pytest.approx(computed(f"ketamine.{pk_set}_thalf"), rel=0.01)
        assert list(half_lives) == sorted(half_lives)


@pytest.mark.parametrize("minutes", [40, 80, 110, 230])
def test_norketamine_after_the_trial_infusion(minutes):
    level = ketamine.metabolite_level(np.array([minutes / 60]))[0]
    assert level == pytest.approx(computed(f"norketamine.C_{minutes}min"), rel=0.02)


def test_norketamine_peak():
    level = ketamine.metabolite_level(FINE)
    assert level.max() == pytest.approx(computed("norketamine.Cmax"), rel=0.02)
    assert FINE[level.argmax()] * 60 == pytest.approx(computed("norketamine.tmax"), abs=1)


@pytest.mark.parametrize("substance", ["ketamine", "norketamine"])
def test_escalating_infusion_as_computed(substance):
    table = validation_table("ketamine").set_index("id")
    names = [name for name in table.index if name.startswith(f"{substance}.kampbja2020")]
    assert len(names) == (5 if substance == "ketamine" else 6)
    for name in names:
        ours = computed(f"{substance}.kampbja_{name.rpartition('.')[2]}")
        assert table.loc[name, "model"] == pytest.approx(ours, rel=0.01)


def test_nasal_esketamine_as_computed():
    one, three = (esketamine.spray_level(FINE, devices) for devices in (1, 3))
    assert one.max() == pytest.approx(computed("esketamine.Cmax_28mg"), rel=0.01)
    assert three.max() == pytest.approx(computed("esketamine.Cmax_84mg"), rel=0.01)
    area = c.area(esketamine.esketamine_model(), esketamine.spray_doses(1), [24.0])[0]
    assert area == pytest.approx(computed("esketamine.AUC24_28mg"), rel=0.01)
    metabolite = esketamine.spray_level(FINE, 1, "noresketamine")
    assert metabolite.max() == pytest.approx(computed("noresketamine.Cmax_28mg"), rel=0.01)
    for level in (one, three):
        assert FINE[level.argmax()] == pytest.approx(computed("esketamine.tmax"), abs=0.04)
    spaced = esketamine.spray_level(FINE, 3, apart=5 / 60)
    assert FINE[spaced.argmax()] == pytest.approx(0.75, abs=0.02)


def test_liver_extraction_and_what_follows():
    assert esketamine.extraction() == pytest.approx(computed("esketamine.E_hepatic"), abs=0.001)
    assert esketamine.clearance() == pytest.approx(computed("esketamine.CL"), rel=0.005)
    assert float(c.clearance(esketamine.esketamine_model())) == pytest.approx(esketamine.clearance())
    assert esketamine.bioavailability() == pytest.approx(computed("esketamine.F_oral"), abs=0.001)


@pytest.mark.parametrize(
    "drug, dose, name",
    [
        ("escitalopram", 10, "escitalopram_Css_10mg"),
        ("citalopram", 20, "citalopram_Css_20mg"),
        ("sertraline", 50, "sertraline_Css_50mg"),
        ("fluoxetine", 40, "fluoxetine_Css_40mg"),
    ],
)
def test_average_steady_level(drug, dose, name):
    assert float(ssri.steady_state_average(drug, dose)) == pytest.approx(computed(f"ssri.{name}"), rel=0.02)


def test_average_steady_level_of_norfluoxetine_and_of_the_courlet_set():
    metabolite = float(ssri.steady_state_average("fluoxetine", 40, "norfluoxetine"))
    assert metabolite == pytest.approx(computed("ssri.norfluoxetine_Css_40mg"), rel=0.02)
    courlet = float(ssri.steady_state_average("escitalopram", 10, pk_set="courlet2019"))
    assert courlet == pytest.approx(computed("ssri.escitalopram_courlet_Css_10mg"), rel=0.02)


def test_ssri_half_lives_peaks_and_accumulation_as_computed():
    assert ssri.half_life("escitalopram") == pytest.approx(computed("ssri.escitalopram_thalf"), rel=0.01)
    assert ssri.peak_time("escitalopram") == pytest.approx(computed("ssri.escitalopram_tmax"), rel=0.01)
    assert ssri.half_life("citalopram") == pytest.approx(computed("ssri.citalopram_thalf"), rel=0.01)
    assert ssri.accumulation("citalopram") == pytest.approx(computed("ssri.citalopram_accumulation"), rel=0.01)
    assert ssri.half_life("sertraline") == pytest.approx(computed("ssri.sertraline_thalf"), rel=0.01)
    assert ssri.peak_time("sertraline") == pytest.approx(computed("ssri.sertraline_tmax"), rel=0.01)


def test_fluoxetine_chain_as_computed():
    for compartment, name in (("central", "fluoxetine"), ("norfluoxetine", "norfluoxetine")):
        assert ssri.daily_average("fluoxetine", 28, 40, compartment) == pytest.approx(
            computed(f"ssri.{name}_C_28d_40mg"), rel=0.01
        )
        assert 100 * ssri.share_of_plateau("fluoxetine", 28, compartment) == pytest.approx(
            computed(f"ssri.{name}_share_28d"), abs=1
        )


def test_paroxetine_as_computed():
    run = paroxetine.accumulation()
    assert run.area == pytest.approx(computed("ssri.paroxetine_AUC_ratio"), rel=0.01)
    assert run.last_peak == pytest.approx(computed("ssri.paroxetine_Cmax_30mg"), rel=0.01)
    assert run.last_trough == pytest.approx(computed("ssri.paroxetine_Cmin_30mg"), rel=0.01)
    assert run.half_life == pytest.approx(computed("ssri.paroxetine_thalf"), rel=0.01)
    assert run.peak == pytest.approx(computed("ssri.paroxetine_Cmax_ratio"), rel=0.02)
    assert run.trough == pytest.approx(computed("ssri.paroxetine_Cmin_ratio"), rel=0.02)


# Against the world: which rows agree and which fail, both on purpose ---------------------------------


def failing(topic):
    table = validation_table(topic)
    assert (
        table["agrees"] == ((table["low"] <= table["model"]) & (table["model"] <= table["high"] * (1 + 1e-9)))
    ).all()
    assert set(table["kind"]) <= {"prediction", "calibration", "by construction"}
    for key in table["source"]:
        assert evidence.source(key).citation
    return set(table.loc[~table["agrees"], "quantity"])


def test_ketamine_against_the_world():
    assert failing("ketamine") == {
        "plasma concentration at the end of the infusion, Hijazi 2003",
        "plasma concentration at the end of the infusion, Domino 1982",
        "plasma concentration at the end of the infusion, Herd 2007",
        "plasma concentration at the end of the infusion, Kamp 2020",
        "clearance, Hijazi 2003",
        "clearance, Domino 1982",
        "steady-state volume, Domino 1982",
        "steady-state volume, Herd 2007",
        "one minute after 2 mg/kg at once, Clements 1981",
        "one minute after 2 mg/kg at once, Kamp 2020",
        "one minute after 2 mg/kg at once, Domino 1982",
    }


def test_clements_is_within_15_percent_of_trials_and_kamp_between_150_and_300():
    published = evidence.parameter("ketamine.zanos2018.C_antidepressant").value
    assert infused("clements1981", 40) == pytest.approx(published, rel=0.15)
    assert 150 <= infused("kamp2020", 40) <= 300


def test_esketamine_against_the_world():
    # The area of noresketamine is a known error of the published code: shown, not believed.
    assert failing("esketamine") == {"area of noresketamine over 24 h, one device"}


def test_ssri_against_the_world():
    assert failing("ssri") == {
        "time of the peak, fluoxetine",
        "norfluoxetine at day 28, share of steady state",
        "paroxetine: trough at day 30 over first trough",
    }


def test_calibration_targets_are_never_called_predictions():
    kinds = {
        topic: validation_table(topic).set_index("quantity")["kind"] for topic in ("ketamine", "ssri", "esketamine")
    }
    fitted = [kind for name, kind in kinds["ketamine"].items() if name.startswith("norketamine")]
    fitted += [kind for name, kind in kinds["ssri"].items() if name.startswith("paroxetine")]
    fitted += [
        kinds["ssri"]["fluoxetine on the 30th day of 40 mg"],
        kinds["ssri"]["norfluoxetine on the 30th day of 40 mg"],
    ]
    assert len(fitted) == 14 and set(fitted) == {"calibration"}
    assert "prediction" not in set(kinds["esketamine"][:5])


# Limits ----------------------------------------------------------------------------------------------


@SOME
@given(st.sampled_from(ketamine.PK_SETS), st.floats(30, 200), st.floats(0, 3), st.floats(0, 5))
def test_every_infusion_is_cleared_in_full(pk_set, weight, dose, duration):
    """Area to infinity times clearance is the dose, for every set, weight and duration."""
    model = ketamine.ketamine_model(pk_set, weight)
    area = c.area(model, ketamine.infusion(dose, duration, weight), [2000.0])[0]
    assert area * float(c.clearance(model)) / 1000 == pytest.approx(dose * weight, rel=1e-6, abs=1e-9)


def test_an_infusion_of_no_time_is_a_bolus():
    model = ketamine.ketamine_model()
    bolus, instant = (c.concentration(model, c.Dose(35.0, duration=hours), [0.5, 4.0]) for hours in (0.0, 2e-311))
    assert np.array_equal(bolus, instant)


@SOME
@given(st.sampled_from(ketamine.PK_SETS), st.floats(30, 200))
def test_weight_scaling(pk_set, weight):
    """mg/kg doses give the same level at every weight, except for herd2007, whose flows scale otherwise."""
    here, reference = (ketamine.infusion_level(FINE[::400], pk_set, weight=w) for w in (weight, 70.0))
    if pk_set != "herd2007":
        assert np.allclose(here, reference, rtol=1e-9)
    else:
        ratio = float(c.clearance(ketamine.ketamine_model(pk_set, weight))) / ketamine.derived(pk_set).clearance
        assert ratio == pytest.approx((weight / 70) ** 0.75)


def test_zero_dose_is_zero_everywhere():
    assert (ketamine.infusion_level(FINE, dose=0.0) == 0).all()
    assert (ketamine.metabolite_level(FINE, "hydroxynorketamine", dose=0.0) == 0).all()
    assert (ketamine.route_level(FINE, "oral", 0.0) == 0).all()
    assert (esketamine.oral_level(FINE, 0.0) == 0).all()
    for drug in ssri.DRUGS:
        assert (ssri.daily_level(drug, FINE, 0.0) == 0).all()


def test_molecules_are_kept_on_the_way_to_the_metabolites():
    """One ketamine gives one norketamine: molar areas times clearances all equal the molar dose."""
    model, dose = ketamine.metabolite_model(), ketamine.infusion()
    moles = float(dose.amount) / evidence.parameter("ketamine.molar_mass").value
    for substance, clearance_id in (
        ("norketamine", "norketamine.teaching_fit.CL"),
        ("hydroxynorketamine", "hydroxynorketamine.teaching.CL"),
    ):
        molar_area = float(ketamine.micromolar(c.area(model, dose, [3000.0], substance)[0], substance)) / 1000
        assert molar_area * evidence.parameter(clearance_id).value == pytest.approx(moles, rel=1e-6)


def test_hydroxynorketamine_is_as_assumed_in_the_ratio_of_areas():
    model, dose = ketamine.metabolite_model(), ketamine.infusion()
    areas = {
        name: float(ketamine.micromolar(c.area(model, dose, [3000.0], compartment)[0], name))
        for name, compartment in (("ketamine", "central"), ("hydroxynorketamine", "hydroxynorketamine"))
    }
    expected = (
        evidence.parameter("ketamine.kamp2020.CL").value / evidence.parameter("hydroxynorketamine.teaching.CL").value
    )
    assert areas["hydroxynorketamine"] / areas["ketamine"] == pytest.approx(expected, rel=1e-6)


def test_routes_keep_the_conflicting_sources():
    nasal = ketamine.published_bioavailability("nasal")
    assert nasal.low < 0.2 < 0.4 < nasal.high and len(nasal.rows) == 2
    assert set(ketamine.published_bioavailability("sublingual").rows["source"]) == {
        "rolan2014",
        "chong2006",
        "yanagihara2003",
    }
    for route in ketamine.ROUTES:
        share = ketamine.published_bioavailability(route)
        assert 0 < share.low <= share.middle <= share.high <= 1
        assert ketamine.absorption_rate(route).status == "assumed"
        levels = ketamine.route_level(FINE, route, 50.0, np.array([share.low, share.high]))
        assert levels.shape == (2, FINE.size) and (levels[0] <= levels[1] + 1e-12).all()
        whole = ketamine.infusion_level(FINE, dose=50 / 70, duration=0.0)
        assert levels.max() < whole.max()


@SOME
@given(st.sampled_from(ketamine.ROUTES), st.floats(0.01, 1), st.floats(1, 500))
def test_a_route_delivers_its_share_of_the_area(route, share, dose):
    model = c.with_depot(ketamine.ketamine_model(), float(ketamine.absorption_rate(route)))
    area = c.total_area(model, dose * share, "depot")
    assert area == pytest.approx(c.total_area(ketamine.ketamine_model(), dose) * share, rel=1e-9)
    fine = np.linspace(0, 200, 200_001)
    level = ketamine.route_level(fine, route, dose, share)
    assert np.sum(level[1:] + level[:-1]) / 2 * (fine[1] - fine[0]) == pytest.approx(float(area), rel=1e-3)


def test_what_goes_through_nose_and_gut():
    """The nasal share of all devices together follows FRn (1 + (N-1) r) / N, not a compounding product."""
    p = {name: value.value for name, value in evidence.parameters("esketamine.perezruixo2021").items()}
    for devices in (1, 2, 3):
        doses = esketamine.spray_doses(devices)
        total = devices * esketamine.device_dose()
        nasal = sum(float(dose.amount) for dose in doses if dose.into == "nose")
        swallowed = sum(float(dose.amount) for dose in doses if dose.into == "gut")
        effective = p["FRn"] * (1 + (devices - 1) * p["r_FRn"]) / devices
        assert nasal == pytest.approx(total * effective)
        assert swallowed == pytest.approx(total * (1 - effective) * p["F_gut"])
        area = c.area(esketamine.esketamine_model(), doses, [3000.0])[0]
        reaching = area * esketamine.clearance() / 1000 / total
        assert reaching == pytest.approx(esketamine.bioavailability(devices), rel=1e-6)


def test_oral_esketamine_delivers_its_bioavailability():
    area = np.trapezoid(esketamine.oral_level(np.linspace(0, 300, 300_001), 84.0), dx=0.001)
    assert area * esketamine.clearance() / 1000 / 84 == pytest.approx(esketamine.bioavailability(), rel=1e-4)
    both = esketamine.oral_level(FINE, np.array([28.0, 84.0]), "noresketamine")
    assert np.allclose(both[1], 3 * both[0])


# Daily tablets ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("drug", ssri.LINEAR)
def test_the_average_reaches_dose_over_clearance(drug):
    assert ssri.daily_average(drug, 600) == pytest.approx(float(ssri.steady_state_average(drug)), rel=1e-6)
    clearance = evidence.parameter(f"{drug}.working.CLF").value
    assert float(ssri.steady_state_average(drug, 10.0)) == pytest.approx(10 / (clearance * 24) * 1000)


@pytest.mark.parametrize("drug", ssri.DRUGS)
def test_missed_tablets_and_stopping(drug):
    time = np.arange(0.0, 21 * 24.0, 1.0)
    whole = ssri.daily_level(drug, time)
    missed = ssri.daily_level(drug, time, skipped=(7,))
    stopped = ssri.daily_level(drug, time, days=14, washout="blank")
    before = time < 7 * 24
    assert np.allclose(whole[before], missed[before], rtol=1e-9)
    assert missed[(time > 8 * 24) & (time < 9 * 24)].max() < whole[(time > 8 * 24) & (time < 9 * 24)].max()
    assert np.allclose(whole[time < 14 * 24], stopped[time < 14 * 24], rtol=1e-9)
    after = stopped[time >= 14 * 24]
    falling = after[np.isfinite(after)]
    assert (np.diff(falling[10:]) < 0).all()
    assert np.isnan(stopped).any() == (drug == "paroxetine")


def test_linear_drugs_double_with_the_dose_and_paroxetine_more_than_doubles():
    time = np.arange(0.0, 30 * 24.0, 6.0)[1:]
    for drug in ssri.LINEAR:
        assert np.allclose(ssri.daily_level(drug, time, 20), 2 * ssri.daily_level(drug, time, 10))
    ratio = ssri.daily_level("paroxetine", time, 20) / ssri.daily_level("paroxetine", time, 10)
    assert ratio[-1] > 2.5


def test_days_to_a_share_of_the_plateau():
    for drug in ssri.LINEAR:
        day = ssri.days_to_share(drug, 0.9)
        assert ssri.share_of_plateau(drug, day) >= 0.9 > ssri.share_of_plateau(drug, day - 1)
    assert (
        ssri.days_to_share("fluoxetine", 0.9, "norfluoxetine")
        > ssri.days_to_share("fluoxetine", 0.9)
        > ssri.days_to_share("escitalopram", 0.9)
    )
    assert ssri.days_to_share("escitalopram", 0.0) == 0


def test_norfluoxetine_lingers_and_escitalopram_is_gone():
    """Four weeks after eight weeks of tablets: what is left of the level at the end."""
    weeks = np.array([8, 12]) * 7 * 24.0
    left = {
        name: np.divide(*ssri.daily_level(drug, weeks, days=56, compartment=name)[::-1])
        for drug, name in (("fluoxetine", "norfluoxetine"), ("escitalopram", "central"))
    }
    assert left["norfluoxetine"] > 0.1 and left["central"] < 1e-6


def test_paroxetine_agrees_with_a_numerical_solver():
    p = {name: value.value for name, value in evidence.parameters("paroxetine.working").items()}

    def slopes(t, y):
        gut, level, enzyme = y
        clearance = p["CLlin"] + (p["CL0"] - p["CLlin"]) * enzyme
        return [
            -p["ka"] * gut,
            (p["ka"] * gut - clearance * level) / p["V"],
            p["kdeg"] * (1 - enzyme) - p["a"] * p["kdeg"] * level * enzyme,
        ]

    time = np.arange(0.0, 20 * 24.0, 0.37)
    state, expected = np.array([0.0, 0.0, 1.0]), np.zeros_like(time)
    for day in range(20):
        state = state + [60.0 * (day != 12), 0.0, 0.0]
        here = (time >= 24 * day) & (time < 24 * (day + 1))
        solved = solve_ivp(
            slopes,
            (24 * day, 24 * (day + 1)),
            state,
            method="LSODA",
            rtol=1e-10,
            atol=1e-13,
            t_eval=np.append(time[here], 24 * (day + 1)),
        )
        expected[here], state = solved.y[1][:-1] * 1000, solved.y[:, -1]
    found = ssri.daily_level("paroxetine", time, 60.0, skipped=(12,))
    assert np.abs(found - expected).max() < 1e-4 * expected.max()


def test_paroxetine_refuses_to_draw_a_wash_out():
    time = np.array([13 * 24 + 72.0, 13 * 24 + 72.1])
    assert np.isfinite(ssri.daily_level("paroxetine", time[:1], days=14)).all()
    with pytest.raises(ValueError, match="no valid wash-out"):
        ssri.daily_level("paroxetine", time, days=14)
    blank = ssri.daily_level("paroxetine", time, days=14, washout="blank")
    assert np.isnan(blank).tolist() == [False, True]
    with pytest.raises(ValueError, match="no valid wash-out"):
        ssri.daily_level("paroxetine", np.array([280.0]), skipped=(8, 9, 10, 11))


# Refusals --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "call, named",
    [
        (lambda: ketamine.ketamine_model("zhao2012"), "pk_set is 'zhao2012'; allowed: clements1981, "),
        (lambda: ketamine.ketamine_model(weight=29.0), "weight is 29; allowed: numbers from 30 to 200 kg."),
        (lambda: ketamine.ketamine_model(weight=[70.0, float("nan")]), "weight is nan"),
        (lambda: ketamine.infusion_level([1.0], dose=-0.5), "dose is -0.5; allowed: finite numbers from 0 up mg/kg."),
        (lambda: ketamine.infusion_level([1.0], duration=-1), "duration is -1"),
        (lambda: ketamine.infusion_level([]), "time is empty"),
        (lambda: ketamine.route_level([1.0], "rectal", 50), "route is 'rectal'"),
        (lambda: ketamine.route_level([1.0], "oral", 50, 1.2), "bioavailability is 1.2; allowed: numbers from 0 to 1."),
        (lambda: ketamine.route_level([1.0], "oral", float("nan")), "dose is nan"),
        (lambda: ketamine.published_bioavailability("eye"), "route is 'eye'"),
        (lambda: ketamine.metabolite_level([1.0], "ketamine"), "metabolite is 'ketamine'"),
        (lambda: ketamine.micromolar(-1.0), "level is -1"),
        (lambda: ketamine.micromolar(1.0, "water"), "substance is 'water'"),
        (lambda: ketamine.derived("kamp2020", [60.0, 70.0]), "weight has shape (2,)"),
        (lambda: esketamine.spray_level([1.0], 0), "devices is 0"),
        (lambda: esketamine.spray_level([1.0], 4), "devices is 4"),
        (lambda: esketamine.spray_level([1.0], 1, "ketamine"), "substance is 'ketamine'"),
        (lambda: esketamine.spray_level([1.0], 2, apart=-0.1), "apart is -0.1"),
        (lambda: esketamine.oral_level([1.0], -1), "dose is -1"),
        (lambda: ssri.ssri_model("paroxetine"), "drug is 'paroxetine', which is not linear"),
        (lambda: ssri.ssri_model("moclobemide"), "drug is 'moclobemide'"),
        (
            lambda: ssri.ssri_model("escitalopram", "nobody2000"),
            "pk_set is 'nobody2000'; allowed: courlet2019, liu2022, working.",
        ),
        (lambda: ssri.ssri_model("escitalopram", clearance=0.0), "clearance is 0"),
        (lambda: ssri.daily_level("sertraline", [1.0], -50), "amount is -50"),
        (lambda: ssri.daily_level("sertraline", []), "time is empty"),
        (lambda: ssri.daily_level("sertraline", [1.0], days=0), "days is 0"),
        (lambda: ssri.daily_level("sertraline", [1.0], days=3, skipped=(5,)), "skipped is 5"),
        (lambda: ssri.daily_level("sertraline", [1.0], compartment="norfluoxetine"), "compartment is 'norfluoxetine'"),
        (lambda: ssri.daily_level("sertraline", [1.0], washout="draw"), "washout is 'draw'"),
        (lambda: ssri.daily_level("paroxetine", [1.0], compartment="depot"), "compartment is 'depot'"),
        (lambda: ssri.daily_level("paroxetine", [1.0], [10, 20]), "dose has shape (2,)"),
        (lambda: ssri.days_to_share("sertraline", 1.0), "share is 1"),
        (lambda: ssri.steady_state_average("paroxetine"), "drug is 'paroxetine'"),
        (lambda: paroxetine.level(c.Dose(20.0, into="depot", start=0.3), [1.0]), "start or every"),
        (lambda: validation_table("everything"), "topic is 'everything'"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(call, named):
    with pytest.raises(ValueError) as refused:
        call()
    message = str(refused.value)
    assert named in message and message.endswith(".") and "\n" not in message
