"""The 42-state terminal model: start, rest, doses, conservation, a second solver, the store, refusals."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from twoclocks import evidence
from twoclocks.models import terminal, terminal_rates, terminal_store
from twoclocks.models.validation_serotonin import validation_table

NAMES = list(terminal_rates.STATES)


def computed(name):
    parameter = evidence.parameter(f"regression.mena.{name}")
    assert parameter.status == "computed"
    return pytest.approx(parameter.value, rel=0.01)


def derivatives(state):
    return dict(zip(NAMES, terminal_rates.slopes()(0.0, state), strict=True))


@pytest.fixture(scope="module")
def dosed():
    """10 mg/kg, finely sampled."""
    return terminal.run(10.0, np.linspace(0.0, 48.0, 2881))


# Start and rest --------------------------------------------------------------------------------------


def test_42_states_all_with_a_published_start():
    assert len(NAMES) == 42
    assert set(NAMES) == set(evidence.parameters("mena2024.start")) - {"vhtr_python"}


def test_start_of_the_python_port_is_at_rest_but_for_the_reserve():
    start = terminal.start("python")
    late = terminal.undisturbed([100.0, 400.0], "python").states
    moved = np.abs(late - start).max(axis=0)
    assert {name for name, by in zip(NAMES, moved, strict=True) if by > 1e-3} == {"vhtr"}
    assert late[-1][NAMES.index("vhtr")] == pytest.approx(236, abs=1)


def test_start_of_the_matlab_file_is_not_at_rest_yet_keeps_serotonin():
    slope = derivatives(terminal.start("matlab"))
    assert slope["cht"] == pytest.approx(-1.74, abs=0.01) and slope["vhtr"] == pytest.approx(1.63, abs=0.01)
    run = terminal.undisturbed([0.0, 100.0, 400.0], "matlab")
    assert run.serotonin == pytest.approx(np.full(3, run.serotonin[0]), rel=0.005)


def test_settled_state_is_a_point_of_rest_with_the_numbers_computed_before():
    start = terminal.start()
    assert np.abs(terminal_rates.slopes()(0.0, start)).max() < 1e-6
    run = terminal.undisturbed(0.0)
    assert terminal.undisturbed(0.0, "matlab").serotonin[0] == computed("eht_start")
    assert run.serotonin[0] == computed("eht_longrun") and run.state("vhtr")[0] == computed("vhtr_longrun")
    flows = terminal.fluxes(start)
    assert flows.pump == computed("J_SERT") and flows.removal == computed("J_removal")
    assert flows.synthesis == computed("J_synthesis")


def test_firing_at_rest_and_what_synthesis_allows():
    """Release at rest is 1.094 of the basal factor; synthesis caps any lasting level near 100 nM."""
    k, start = terminal_rates.constants(), dict(zip(NAMES, terminal.start(), strict=True))
    fire = (1 - k.b_rel * (start["G"] - k.gstar_basal_5HT)) * (1 - k.b_HA * (start["Gh"] - k.gstar_basal_HA))
    assert fire == pytest.approx(1.094, abs=0.005)
    assert 95 < terminal.fluxes(terminal.start()).synthesis / k.a14 * 1000 < 105


def test_copying_the_settled_state_protects_it():
    terminal.start()[:] = 0
    assert terminal.start().max() > 100


# The equations once more, with the numbers as printed -------------------------------------------------


def clip(value, low, high):
    return min(max(value, low), high)


def as_printed(y):
    """Slopes from the equations of the research base, numbers written out: a second reading."""
    v = dict(zip(NAMES, y, strict=True))
    drug = v["q2"] / 0.41 * 1000 / 324.392
    dG, dGh, dGH, dG5 = v["G"] - 0.8561, v["Gh"] - 0.7484, v["GH"] - 0.7484, v["G5"] - 0.8561
    trp_in = 700 * v["btrp"] / (330 + v["btrp"])
    tph = 278 * v["trp"] / (40 + v["trp"] + v["trp"] ** 2 / 1000) * v["bh4"] / (20 + v["bh4"])
    tph *= max(1 - 0.1 * dG, 0)
    drr = 5000 * v["bh2"] * 330 / ((100 + v["bh2"]) * 405) - 3 * v["bh4"] * 26 / ((10 + v["bh4"]) * 101)
    pool, aadc = 9 * v["trp"] - 0.6 * v["pool"], 400 * v["htp"] / (160 + v["htp"])
    mat = [max(1230 * v["cht"] / (0.2 + v["cht"]) - v[name], 0) for name in ("vht", "vhtr")]
    mao, mao_glia = (4000 * v[name] / (95 + v[name]) for name in ("cht", "glia"))
    Ki = 0.05 * np.exp(-4 * drug) + 0.001
    sert = 250 * v["Ssurf"] * v["eht"] / (0.06 * (1 + drug / Ki) + v["eht"])
    u2 = 0.01 * clip(50 * (v["eht"] - 0.06), 0, 1) * 1400 * v["eht"] / (0.17 + v["eht"])
    rel = 1.89 * min(max(1 - 1.5 * dG, 0) * max(1 - 3 * dGh, 0), 1.5) * v["vht"]
    traf = clip(15 * (63.0457 - v["vht"]), 0, 100)
    surf = 10 * clip(1 + 7.5 * dG, 0, 2) * v["Spool"] - 10 * clip(1 - 7.5 * dG, 0, 2) * v["Sph"]
    off = 7.5 * min(2.5 * drug, 2) * v["Ssurf"] - 0.75 * v["Sinact"]
    trH = clip(15 * (136.3639 - v["vha"]), 0, 100)
    relH = 3.5 * min(max(1 - 2 * dGH, 0) * max(1 + 3 * dG5, 0), 10) * v["vha"]
    mh = [max(10552 * v["cha"] / (24 + v["cha"]) - 5 * v[name], 0) for name in ("vha", "vhar")]
    hdc = max(1 - 0.1 * dGH, 0) * 234 * v["ht"] / (270 + v["ht"])
    hdcg, hat = 61.425 * v["ght"] / (270 + v["ght"]), 4128.3 * v["eha"] / (10 + v["eha"])
    h1 = 0.025 if v["eha"] < 19 else min(0.1 * (v["eha"] - 19), 1)
    hatg, nmt = h1 * 13500 * v["eha"] / (10 + v["eha"]), 185.5 * v["cha"] / (4.2 + v["cha"])
    nmtg, htl = 212 * v["gha"] / (4.2 + v["gha"]), 2340 * v["bht"] / (1000 + v["bht"])
    leak, leakg = 15 * (v["cha"] - v["eha"]), 15 * (v["gha"] - v["eha"])

    def b1(G, T, B):
        return [
            20 * v[B] ** 2 * (10 - v[G]) - 200 * v[T] * v[G],
            30 * v[G] ** 2 * (10 - v[T]) - 200 * v[T],
            36 * v["eht"] * (10 - v[B]) - 20 * v[B],
        ]

    def h3(G, T, B):
        return [
            100 * v[B] ** 2 * (10 - v[G]) - 961.094 * v[T] * v[G],
            20 * v[G] ** 2 * (10 - v[T]) - 66.2992 * v[T],
            5 * v["eha"] * (10 - v[B]) - 65.6179 * v[B],
        ]

    q0, q1, q2, q3 = (v[f"q{place}"] for place in range(4))
    return np.array(
        [
            157.6 - trp_in - 5 * (v["btrp"] - 96),
            tph - drr,
            drr - tph,
            trp_in - tph - pool - 2 * v["trp"],
            tph - aadc,
            aadc - sum(mat) + sert - mao - (v["cht"] - v["eht"]),
            mat[0] - rel + traf,
            mat[1] - traf,
            rel - sert - u2 - 40 * v["eht"] + (v["cht"] - v["eht"]) + (v["glia"] - v["eht"]),
            mao + mao_glia - v["hia"],
            pool - v["pool"],
            *b1("G", "T", "B"),
            u2 - mao_glia - (v["glia"] - v["eht"]),
            *h3("Gh", "Th", "Bh"),
            surf,
            surf - off,
            -surf,
            off,
            -0.6 * q0,
            0.6 * q0 - 12.9 * q1 * 0.44 + 2910 * q2 * 0.85 - 6 * q1 * 0.44 + 0.6 * q3,
            9.9 * q1 * 0.44 - 2910 * q2 * 0.85,
            6 * q1 * 0.44 - 0.6 * q3,
            hdc - sum(mh) - nmt - leak + hat,
            mh[0] - relH + trH,
            mh[1] - trH,
            relH - hat + leakg + leak - hatg - 0.05 * v["eha"],
            hatg - leakg - nmtg + hdcg,
            636.557 - 3 * htl - 0.25 * (v["bht"] - 100),
            2 * htl - hdc - 2.5 * v["ht"] + v["htp2"],
            2.5 * v["ht"] - 2 * v["htp2"],
            *h3("GH", "TH", "BH"),
            *b1("G5", "T5", "B5"),
            htl - hdcg - v["ght"] + v["ghtp"],
            v["ght"] - 2 * v["ghtp"],
        ]
    )


@pytest.mark.parametrize("seed", range(40))
def test_slopes_are_the_printed_equations_also_far_from_rest(seed):
    """Factors up to 30 around the start, so that caps and floors are met, and the drug above its range."""
    random = np.random.default_rng(seed)
    state = terminal.start("python") * np.exp(random.uniform(-1, 1, 42) * random.choice([0.1, 1.0, 3.4]))
    for name, top in (("q0", 100), ("q1", 30), ("q2", 1.0), ("q3", 100), ("Sinact", 1), ("eha", 40)):
        state[NAMES.index(name)] = random.uniform(0, top)
    assert terminal_rates.slopes()(0.0, state) == pytest.approx(as_printed(state), rel=1e-9, abs=1e-9)


# A dose ----------------------------------------------------------------------------------------------


def test_peaks_as_computed(dosed):
    assert dosed.serotonin.max() == computed("eht_peak_10mgkg")
    assert dosed.time[dosed.serotonin.argmax()] == pytest.approx(1.20, abs=0.05)
    assert dosed.drug.max() == computed("brain_peak_10mgkg")
    assert dosed.time[dosed.drug.argmax()] == pytest.approx(0.77, abs=0.03)
    one = terminal.run(1.0, np.linspace(0.0, 6.0, 361))
    assert one.serotonin.max() == computed("eht_peak_1mgkg")
    rise = [run.serotonin.max() / run.serotonin[0] for run in (one, dosed)]
    assert rise == pytest.approx([1.18, 2.06], rel=0.01)


def test_drug_is_linear_in_dose_and_all_of_it_is_accounted_for(dosed):
    assert terminal.run(5.0, dosed.time[:300]).drug == pytest.approx(dosed.drug[:300] / 2, abs=1e-4)
    k = terminal_rates.constants()
    inside = sum(dosed.state(name) for name in ("q0", "q1", "q2", "q3"))
    lost = k.k10 * (1 - k.fb_plasma) * dosed.state("q1")
    gone = np.concatenate([[0.0], np.cumsum((lost[1:] + lost[:-1]) / 2 * np.diff(dosed.time))])
    assert inside[0] == pytest.approx(10 * 16)
    assert inside + gone == pytest.approx(np.full(inside.size, 160.0), rel=1e-3)


def test_no_dose_changes_nothing():
    run = terminal.run(0.0, [0.0, 10.0, 48.0])
    assert run.serotonin == pytest.approx(np.full(3, run.serotonin[0]), rel=1e-6) and (run.drug == 0).all()


def test_what_is_kept_is_kept_and_copies_stay_copies(dosed):
    for names in terminal.KEPT:
        total = sum(dosed.state(name) for name in names)
        assert total == pytest.approx(np.full(total.size, total[0]), rel=1e-6)
    for copy, original in terminal.COPIES.items():
        assert dosed.state(copy) == pytest.approx(dosed.state(original), rel=1e-4, abs=1e-5)


@pytest.mark.parametrize("dose", [0.1, 3.0, 30.0])
def test_no_state_turns_negative_within_the_limits(dose):
    assert terminal.run(dose, terminal_store.TIME).states.min() >= -1e-6


def test_another_solver_at_tight_tolerance_finds_the_same():
    hours = np.array([0.2, 0.77, 1.2, 3.0, 8.0, 24.0, 48.0])
    state = terminal.start()
    state[NAMES.index("q0")] += 10 * 16.0
    solved = solve_ivp(terminal_rates.slopes(), (0, 48), state, "Radau", hours, rtol=1e-9, atol=1e-11)
    run = terminal.run(10.0, hours)
    assert run.states == pytest.approx(solved.y.T, rel=1e-4, abs=1e-6)
    assert run.serotonin == pytest.approx(solved.y[NAMES.index("eht")] * 1000, rel=1e-6)


def test_what_is_asked_does_not_change_the_answer(dosed):
    few = terminal.run(10.0, [48.0, 1.0, 0.0])
    assert few.serotonin == pytest.approx(dosed.serotonin[[2880, 60, 0]], rel=1e-5)


def test_freezing_histamine_is_not_harmless():
    """Without the histamine terminal's answer the peak is 137 instead of 124 nM."""
    full = terminal_rates.slopes()
    held = [NAMES.index(name) for name in ("Gh", "Th", "Bh")] + list(range(NAMES.index("cha"), 42))

    def frozen(time, state):
        found = np.array(full(time, state))
        found[held] = 0
        return found

    state = terminal.start()
    state[NAMES.index("q0")] += 160.0
    solved = solve_ivp(frozen, (0, 4), state, "LSODA", np.linspace(0, 4, 161), rtol=1e-7, atol=1e-9)
    assert solved.y[NAMES.index("eht")].max() * 1000 == pytest.approx(137, abs=1)


# Limits of the published equations, and our correction -----------------------------------------------


def test_published_equations_break_under_repeated_doses():
    """Why only one dose is allowed: the reserve turns negative after the second day's doses at the latest."""
    state, lowest = terminal.start(), 0.0
    for _ in range(4):
        state = terminal.with_dose(state, 10.0)
        states = terminal.solved(state, np.array([0.0, 24.0]), terminal_rates.slopes())
        state, lowest = states[-1], min(lowest, states.min())
    assert lowest < -1 and NAMES[int(state.argmin())] in ("vhtr", "cht")
    with pytest.raises(ValueError, match="reserve vesicles is -.*; allowed: 0 and above"):
        terminal._checked(state, np.array([1.0]), terminal_rates.slopes())


def test_correction_is_ours_leaves_one_dose_alone_and_caps_a_course(dosed):
    assert evidence.parameter("terminal.teaching.K_reserve").status == "assumed"
    one = terminal.repeated(10.0, 1, per_day=1, per_dose=480)
    assert one.serotonin.max() == pytest.approx(dosed.serotonin.max(), rel=0.002)
    course = terminal.repeated(10.0, 6)
    last = course.time > 120
    assert course.states.min() >= -1e-6 and (np.diff(course.time) > 0).all() and course.time[-1] == 144
    assert course.serotonin[last].mean() == pytest.approx(65, abs=2.5)
    assert course.serotonin[~last].max() > 120


# The store -------------------------------------------------------------------------------------------


def test_stored_doses_are_the_runs_themselves():
    run = terminal_store.at_dose(7.5)
    assert 7.5 in terminal_store.DOSES
    assert run.states == pytest.approx(terminal.run(7.5, terminal_store.TIME).states, abs=1e-12)
    assert terminal_store.DOSES[[0, -1]].tolist() == [0, 30] and len(terminal_store.DOSES) == 21
    assert terminal_store.TIME[[0, -1]].tolist() == [0, 48] and (np.diff(terminal_store.TIME) > 0).all()


@pytest.mark.parametrize("place", [1, 3, 4, 5, 7, 8, 14, 19])
def test_between_stored_doses_the_error_is_what_is_stated(place):
    dose = float(terminal_store.DOSES[place : place + 2].mean())
    stored, solved = terminal_store.at_dose(dose), terminal.run(dose, terminal_store.TIME)
    most = terminal_store.ERROR
    assert np.abs(stored.serotonin - solved.serotonin).max() < most["serotonin"]
    assert np.abs(stored.drug - solved.drug).max() < most["drug"]
    assert np.abs(stored.state("Ssurf") - solved.state("Ssurf")).max() < most["surface"]
    assert stored.states.min() >= -1e-6
    for names in terminal.KEPT:
        total = sum(stored.state(name) for name in names)
        assert total == pytest.approx(np.full(total.size, total[0]), rel=1e-6)


def test_peak_rises_with_the_dose_and_stored_runs_cannot_be_changed():
    peaks = terminal_store.peaks()
    assert (np.diff(peaks) > 0).all() and peaks[-1] / peaks[0] == pytest.approx(2.2, abs=0.03)
    with pytest.raises(ValueError):
        terminal_store.at_dose(30.0).states[0, 0] = 1


# Against the world -----------------------------------------------------------------------------------


def test_against_the_world():
    table = validation_table("terminal").set_index("quantity")
    assert set(table.index[~table["agrees"]]) == {
        "extracellular serotonin, steady state, against microdialysis",
        "highest rise after one dose",
        "Ki of escitalopram at low concentration",
    }
    assert set(table["kind"][:2]) == {"calibration"}
    assert table["model"]["highest rise after one dose"] == pytest.approx(220, abs=3)
    assert table["model"]["Ki of escitalopram at low concentration"] == pytest.approx(51)


# Refusals --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "call, said",
    [
        (lambda: terminal.run(31, 1.0), "dose is 31; allowed: numbers from 0 to 30 mg/kg."),
        (lambda: terminal.run(-1, 1.0), "dose is -1"),
        (lambda: terminal.run(float("nan"), 1.0), "dose is nan"),
        (lambda: terminal.run(10, 49.0), "time is 49; allowed: numbers from 0 to 48 h after one dose."),
        (lambda: terminal.run(10, []), "time is empty"),
        (lambda: terminal.undisturbed(-1.0), "time is -1"),
        (lambda: terminal.start("mine"), "kind is 'mine'; allowed: settled, matlab, python."),
        (lambda: terminal.undisturbed(0.0).state("5-HT"), "name is '5-HT'"),
        (lambda: terminal.repeated(10, 25), "days is 25; allowed: numbers from 1 to 24."),
        (lambda: terminal.repeated(10, 1, per_day=5), "per_day is 5"),
        (lambda: terminal_store.at_dose(30.5), "dose is 30.5; allowed: numbers from 0 to 30 mg/kg."),
    ],
)
def test_bad_input_is_refused_in_one_sentence(call, said):
    with pytest.raises(ValueError) as caught:
        call()
    assert said in str(caught.value)
