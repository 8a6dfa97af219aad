"""The tables of data/: schema, sources, honest labels, and numbers checked against what was seen."""

import csv
import re
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package
from twoclocks import evidence
from twoclocks.evidence import dictionary

DATA = Path(__file__).resolve().parents[2] / "data"
TABLES = evidence.table_names()


def test_frictionless_finds_no_error():
    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:10]


@pytest.mark.parametrize("name", TABLES)
def test_file_form(name):
    """UTF-8 without BOM, \\n line ends, one line per row, columns exactly as described."""
    raw = (DATA / f"{name}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw and raw.endswith(b"\n")
    rows = list(csv.reader(raw.decode("utf-8").splitlines()))
    assert len(rows) == raw.count(b"\n"), "a cell holds a line break"
    assert rows[0] == list(evidence.table(name).columns)
    cells = [cell for row in rows for cell in row]
    assert all(cell == cell.strip() for cell in cells)


@pytest.mark.parametrize("name", TABLES)
def test_no_word_of_the_workshop(name):
    """Rows speak to readers: no leftovers of how the tables were made, and safe words about suicide."""
    text = (DATA / f"{name}.csv").read_text(encoding="utf-8").lower()
    for word in (
        "this file",
        "/work/",
        "/tmp/",
        "find_string",
        "see text",
        "committed suicide",
        "successful suicide",
        "failed attempt",
        "nan,",
    ):
        assert word not in text


def test_dictionary_is_what_the_schema_says():
    text = (DATA / "README.md").read_text(encoding="utf-8")
    assert text == dictionary.readme_text(text), "run: python -m twoclocks.evidence.dictionary"


# ---- sources -------------------------------------------------------------------------------------------


def rows_with_source():
    for name in TABLES:
        frame = evidence.table(name)
        if "source" in frame:
            yield name, frame


def test_every_source_is_used():
    used = set().union(*(set(frame["source"]) for _, frame in rows_with_source()))
    assert set(evidence.table("sources")["key"]) == used


def test_source_without_address_says_why():
    frame = evidence.table("sources")
    silent = frame[(frame["url"] == "") & (frame["note"] == "")]
    assert silent.empty, list(silent["key"])


def test_addresses_are_pages_not_sites_or_machines():
    urls = evidence.table("sources")["url"]
    urls = urls[urls != ""]
    assert not urls.str.contains(r"//\d+\.\d+\.\d+\.\d+").any()
    bare = urls[urls.str.fullmatch(r"https?://[^/]+/?")]
    assert list(bare) == ["https://docs.thevirtualbrain.org"]


def test_source_not_seen_gives_only_recalled_rows():
    frame = evidence.table("sources")
    unseen = set(frame.loc[frame["note"].str.startswith(("not seen", "textbook or news")), "key"])
    assert unseen
    for name, rows in rows_with_source():
        if "status" in rows:
            bad = rows[rows["source"].isin(unseen) & (rows["status"] != "recalled")]
            assert bad.empty, (name, list(bad["id"]))


# ---- honest labels -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["parameters", "trials", "adverse_events", "indications", "pipeline", "findings", "chain_steps", "chain_removals"],
)
def test_confidence_belongs_to_recalled_rows_only(name):
    frame = evidence.table(name)
    assert ((frame["status"] == "recalled") == (frame["confidence"] != "")).all()


def test_our_own_numbers_are_never_called_published():
    for name, frame in rows_with_source():
        if "status" in frame:
            ours = frame[frame["source"] == "twoclocks"]
            assert set(ours["status"]) <= {"computed", "assumed"}, name


def test_regression_numbers_are_computed():
    frame = evidence.table("parameters")
    ours = frame[frame["id"].str.startswith("regression.")]
    assert len(ours) > 150 and set(ours["status"]) == {"computed"}
    assert ours[["low", "high"]].isna().all().all()


def test_middle_of_a_range_is_said_to_be_one():
    frame = evidence.table("parameters")
    middle = frame[
        (frame["range_kind"] == "range")
        & ((frame["low"] + frame["high"]) / 2 == frame["value"])
        & frame["status"].isin(["primary", "secondary"])
    ]
    assert len(middle) > 10
    said = middle["note"].str.contains("middle") | middle["id"].str.contains("rolan2014")
    assert said.all(), list(middle.loc[~said, "id"])


@pytest.mark.parametrize("name", ["parameters", "trials", "onset_series", "findings"])
def test_value_lies_in_its_range(name):
    frame = evidence.table(name)
    below = frame["low"] > frame["value"]
    above = frame["high"] < frame["value"]
    crossed = frame["low"] > frame["high"]
    bad = frame[below | above | crossed]
    assert bad.empty, list(bad["id"])


def test_range_has_a_kind():
    frame = evidence.table("parameters")
    limits = frame["low"].notna() | frame["high"].notna()
    assert (limits == (frame["range_kind"] != "")).all()


# ---- trials --------------------------------------------------------------------------------------------


def test_weakly_recalled_trial_rows_are_never_plotted():
    frame = evidence.trials(status="recalled")
    assert set(frame["use"]) <= {"table", "note"}
    assert set(frame.loc[frame["confidence"] != "high", "use"]) == {"note"}


def test_rows_to_plot_have_a_value():
    frame = evidence.trials()
    assert frame.loc[frame["use"].isin(["plot", "table"]), "value"].notna().all()
    words = frame[frame["value"].isna()]
    assert (words["use"] == "note").all() and (words["note"] != "").all()


def test_an_2021_is_not_to_be_plotted():
    frame = evidence.trials(use="do_not_plot")
    assert list(frame["study"]) == ["An 2021"] and frame["value"].item() == -9.96


def test_murrough_odds_ratio_is_absent():
    assert not (evidence.trials(study="Murrough 2013")["value"] == 2.18).any()


def test_spread_fits_its_kind():
    frame = evidence.trials()
    error = frame["spread_kind"].isin(["sd", "se"])
    assert frame.loc[error, "spread"].notna().all() and frame.loc[error, ["low", "high"]].isna().all().all()
    limits = ~error & (frame["spread_kind"] != "")
    assert frame.loc[limits, ["low", "high"]].notna().all().all() and frame.loc[limits, "spread"].isna().all()
    none = frame["spread_kind"] == ""
    assert frame.loc[none, ["low", "high", "spread"]].isna().all().all()


def test_favours_follows_the_sign_rule():
    frame = evidence.trials()
    rule = {
        "difference": {"minus"},
        "effect_size": {"minus"},
        "risk_difference": {"plus"},
        "odds_ratio": {"above_one", "below_one"},
        "risk_ratio": {"above_one", "below_one"},
        "hazard_ratio": {"below_one"},
    }
    for measure, rows in frame.groupby("measure"):
        assert set(rows["favours"]) <= rule.get(measure, {""}), measure


def test_effect_sizes_keep_the_sign_rule():
    """Every published standardised difference was in favour of the drug: below zero here."""
    assert (evidence.trials(measure="effect_size")["value"] < 0).all()


def test_units_fit_the_measure():
    frame = evidence.trials()
    numeric = frame[frame["value"].notna()]
    percent = numeric["measure"].isin(["response", "remission", "relapse", "sustained_response"])
    assert set(numeric.loc[percent, "unit"]) == {"percent"}
    share = numeric["unit"].isin(["percent", "percent of baseline"])
    assert numeric.loc[share, "value"].between(0, 100).all()
    ratio = numeric["measure"].isin(["odds_ratio", "risk_ratio", "hazard_ratio"])
    assert (numeric.loc[ratio, "value"] > 0).all()


def test_days_count_day_one_as_zero():
    frame = evidence.trials()
    named = frame["statistic"].str.extract(r"\bday (\d+)\b")[0]
    visits = frame[named.notna() & frame["time_hours"].notna() & (frame["measure"] != "timing")]
    hours = (named[visits.index].astype(float) - 1) * 24
    crossover = visits["study"].isin(["Singh 2016", "Xu 2016"])
    off = visits[~crossover & (visits["time_hours"] != hours)]
    assert off.empty, off[["id", "statistic", "time_hours"]]
    day28 = frame["study"].isin(["TRANSFORM-1", "TRANSFORM-2", "TRANSFORM-3", "Janik 2025", "Chen 2023"])
    assert 672 not in set(frame.loc[day28, "time_hours"])


def test_trial_totals_do_not_stand_on_arm_rows():
    for study in ("Han 2016", "KADS cohort 2", "GEMINI"):
        rows = evidence.trials(study=study, measure=["response", "remission"])
        assert rows["n"].isna().all() and (rows["n_note"] != "").all()


# ---- chart series --------------------------------------------------------------------------------------


def one(frame):
    assert len(frame) == 1, frame[["id", "statistic"]]
    return frame["value"].item()


@pytest.mark.parametrize("series, baseline", [("esketamine", 37.0), ("placebo spray", 37.3)])
def test_chart_e_is_the_sum_of_the_printed_factors(series, baseline):
    rows = evidence.series("E")
    rows = rows[rows["series"].str.startswith(series)]
    assert list(rows["time_hours"]) == [0, 24, 168, 336, 504, 648]
    arm = "esketamine flexible + new antidepressant" if series == "esketamine" else "new antidepressant + placebo spray"
    for point in rows[rows["time_hours"] > 0].itertuples():
        wanted = dict(source="mpr2022", measure="change", arm=arm, time_hours=point.time_hours)
        change = one(evidence.trials(**wanted))
        assert point.value == pytest.approx(100 * (baseline + change) / baseline, abs=0.06)


@pytest.mark.parametrize("hours", [24, 168, 336, 504, 648])
def test_transform_2_total_is_the_sum_of_factors(hours):
    rows = evidence.trials(source="mpr2022", measure="difference", time_hours=hours)
    factors = rows[rows["instrument"].str.contains("factor")]
    assert len(factors) == 3
    assert factors["value"].sum() == pytest.approx(one(rows[rows["instrument"] == "MADRS"]), abs=0.02)


def test_chart_a_is_the_difference_of_chart_b():
    response = evidence.series("B")
    for hours in (24, 648):
        arms = response[(response["study"] == "TRANSFORM-1+2") & (response["time_hours"] == hours)]
        drug, control = (arms.loc[arms["role"] == role, "value"].item() for role in ("drug", "control"))
        a = evidence.series("A")
        point = a[(a["study"] == "TRANSFORM-1+2") & (a["time_hours"] == hours)]["value"].item()
        assert point == pytest.approx(drug - control, abs=0.05)


@pytest.mark.parametrize(
    "arm, series",
    [("ketamine", "ketamine under anaesthesia (Lii 2023)"), ("saline", "saline under anaesthesia (Lii 2023)")],
)
def test_chart_c_lii_is_percent_of_own_baseline(arm, series):
    scores = evidence.trials(study="Lii 2023", measure="score")
    scores = scores[scores["arm"].str.startswith(arm)].set_index("time_hours")["value"]
    points = evidence.series("C")
    points = points[points["series"] == series].set_index("time_hours")["value"]
    expected = 100 * scores / scores[0]
    assert (points - expected).abs().max() < 0.06


def test_null_trials_stand_beside_the_favourable_ones():
    for chart in "AB":
        assert {"TRANSFORM-1+2", "Chen 2023", "Takahashi 2021"} <= set(evidence.series(chart)["study"])


def test_every_chart_row_names_control_and_blinding():
    frame = evidence.table("onset_series")
    assert ((frame["role"] == "control") == (frame["control_type"] == "none")).all()
    spray = frame[frame["control_type"] == "placebo_spray"]
    assert spray["blinding"].str.startswith("not preserved where measured").all()
    assert set(frame["status"]) <= {"primary", "secondary", "computed"}


def test_chart_studies_are_trial_studies():
    assert set(evidence.table("onset_series")["study"]) <= set(evidence.trials()["study"])


def test_single_dose_curves_stop_at_day_14():
    frame = evidence.table("onset_series")
    single = frame[frame["study"].isin(["Lii 2023", "Daly 2018", "Cochrane 2021", "Wilkinson 2019"])]
    assert single["time_hours"].max() <= 336


# ---- the other tables ----------------------------------------------------------------------------------


def test_recreational_rows_are_marked():
    frame = evidence.table("adverse_events")
    street = frame["drug"].str.contains("street")
    assert ((frame["setting"] == "recreational") == street).all() and street.sum() == 4


def test_all_fourteen_claims_have_sources():
    claims = set(evidence.table("claims")["id"])
    assert claims == {f"C{number}" for number in range(1, 15)}
    links = evidence.table("claim_sources")
    assert claims == set(links["claim"])
    main = evidence.table("claims").set_index("id")["source"]
    for claim, keys in links.groupby("claim")["source"]:
        assert main[claim] in set(keys)


def test_corrected_rows_of_the_pipeline():
    frame = evidence.table("pipeline").set_index("id")
    auvelity = frame.loc["pi-dextromethorphan-bupropion"]
    assert "-15.9 vs -12.0 (difference -3.87, -6.36 to -1.39)" in auvelity["key_result"]
    assert auvelity["status"] == "primary" and auvelity["source"] == "iosifescu2022"
    assert "missed" in frame.loc["pi-ket01", "key_result"]
    assert "P=.083" in frame.loc["pi-seltorexant", "key_result"]


# ---- numbers against the evidence ----------------------------------------------------------------------

PARAMETERS = {
    "ketamine.kamp2020.CL": (84, "L/h/70 kg", "primary"),
    "ketamine.kamp2020.CL_pooled": (79, "L/h/70 kg", "primary"),
    "ketamine.clements1981.V1": (1.7522, "L/kg", "primary"),
    "ketamine.domino1982.k10": (0.4381, "1/min", "primary"),
    "ketamine.herd2007.cv_V1": (64, "%", "primary"),
    "ketamine.zanos2018.C_antidepressant": (185, "ng/mL", "secondary"),
    "ketamine.gilling2009.IC50": (0.71, "uM", "primary"),
    "ketamine.kotermanski2009.IC50_1Mg_2C": (1.18, "uM", "recalled"),
    "ketamine.molar_mass": (237.73, "g/mol", "primary"),
    "ketamine.unbound_fraction": (0.53, "1", "primary"),
    "ketamine.bioavailability.intramuscular.clements1982": (0.93, "1", "secondary"),
    "ketamine.bioavailability.nasal.yanagihara2003": (0.45, "1", "primary"),
    "ketamine.bioavailability.nasal.pmc9118341": (0.13, "1", "primary"),
    "esketamine.perezruixo2021.FRn": (0.54, "1", "primary"),
    "esketamine.perezruixo2021.Cmax_84mg": (101.0, "ng/mL", "primary"),
    "esketamine.hasan2021.CL": (97.2, "L/h", "primary"),
    "norketamine.teaching_fit.CL": (54.8, "L/h", "computed"),
    "trial.infusion.dose": (0.5, "mg/kg", "primary"),
    "escitalopram.working.CLF": (36, "L/h", "secondary"),
    "escitalopram.courlet2019.VF": (920, "L", "primary"),
    "citalopram.working.CLF": (25.2, "L/h", "primary"),
    "sertraline.working.CLF": (96, "L/h", "assumed"),
    "norfluoxetine.working.thalf": (9.3, "day", "secondary"),
    "paroxetine.working.kdeg": (0.0136, "1/h", "assumed"),
    "escitalopram.sorensen2022.drn.ED50": (2.72, "mg/day", "secondary"),
    "citalopram.sorensen2022.striatum.Vmax": (83.98, "%", "secondary"),
    "sert.tatsumi1997.Kd_paroxetine": (0.13, "nM", "primary"),
    "dat.tatsumi1997.Kd_sertraline": (25, "nM", "primary"),
    "mena2024.Vmax_TPH": (278, "uM/h", "primary"),
    "destexhe1994.alpha_NMDA": (0.072, "1/(ms mM)", "primary"),
    "regression.nmda.B_m80": (0.0244, "1", "computed"),
    "pain.dahan2011.thalf_ke": (10.9, "day", "primary"),
    "sert.benmansour2002.binding_fall_15d": (80, "%", "primary"),
    "serotonin_pet.sibon2008.binding_fall_drn": (44, "%", "primary"),
    "cascade.modasava2019.t_spine": (18, "h", "secondary"),
    "escitalopram.jukic2018.level_null_null": (3.3, "fold", "primary"),
    "desipramine.alderman1997.AUC_paroxetine": (3305, "ng h/mL", "primary"),
    "metoprolol.hemeryck2000.AUC_R_paroxetine": (1340, "ng h/mL", "primary"),
    "esketamine.peltoniemi2012.AUC_fall_oral": (86, "%", "primary"),
    "citalopram.fda.QTc_60": (18.5, "ms", "secondary"),
    "overdose.henry1995.tricyclics": (34.14, "per million prescriptions", "primary"),
    "citalopram.label.bound": (0.8, "1", "secondary"),
}


@pytest.mark.parametrize("id", PARAMETERS)
def test_parameter_as_seen(id):
    parameter = evidence.parameter(id)
    assert (parameter.value, parameter.unit, parameter.status) == PARAMETERS[id]


def test_rises_agree_with_the_levels_they_are_made_from():
    before, after = (
        float(evidence.parameter(f"desipramine.alderman1997.AUC_{arm}")) for arm in ("alone", "paroxetine")
    )
    printed = float(evidence.parameter("desipramine.alderman1997.AUC_rise_paroxetine"))
    assert 100 * (after / before - 1) == pytest.approx(printed, abs=0.5)


def test_findings_claim_no_more_than_their_papers():
    said = evidence.table("findings").set_index("id")["finding"]
    assert "smaller" in said["fi-ketamine-mechanism-04"] and "stops" not in said["fi-ketamine-mechanism-04"]
    assert "fell less" in said["fi-ketamine-mechanism-12"] and "took away" not in said["fi-ketamine-mechanism-12"]
    assert "visual responses" in said["fi-ketamine-mechanism-17"] and "needed" not in said["fi-ketamine-mechanism-17"]


def test_what_only_news_told_is_never_primary():
    sources = evidence.table("sources").set_index("key")["kind"]
    for name in ("findings", "chain_steps", "chain_removals"):
        frame = evidence.table(name)
        told = frame[frame["source"].map(sources) == "news"]
        assert not told.empty and (told["status"] != "primary").all(), (name, list(told["id"]))


TRIALS = [
    (dict(study="Cochrane 2021", comparator="midazolam", measure="risk_difference"), 20.5, 0, 42.5),
    (dict(study="Cochrane 2021", comparator="placebo", measure="effect_size"), -0.87, -1.26, -0.48),
    (dict(study="Kishimoto 2016", time_hours=24, measure="effect_size"), -1.00, -1.28, -0.73),
    (dict(study="Wilkinson 2019", comparator="midazolam", measure="effect_size"), -0.7, -0.9, -0.4),
    (dict(study="KARMA-Dep 2", instrument="MADRS", measure="difference"), -3.16, -8.54, 2.22),
    (dict(study="TRANSFORM-2", source="popova2019", time_hours=648), -4.0, -7.31, -0.64),
    (
        dict(study="TRANSFORM-2", source="cnsdrugs2022", instrument="MADRS", time_hours=336, measure="difference"),
        -2.0,
        -5.06,
        1.00,
    ),
    (dict(study="Chen 2023", instrument="MADRS", time_hours=648, measure="difference", n=252), -2.0, -4.64, 0.55),
    (dict(study="Janik 2025", source="janik2025", arm="esketamine 84 mg", time_hours=24), -3.4, -5.89, -1.0),
    (dict(study="Taylor 2006", measure="risk_ratio"), 1.64, 1.2, 2.25),
    (dict(study="Whale 2010", time_hours=336), 2.39, 1.74, 3.29),
    (dict(study="Grunebaum 2018", measure="difference"), -4.96, -7.59, -2.33),
    (dict(study="GEMINI", measure="difference"), -3.87, -6.36, -1.39),
    (dict(study="esketamine review 2026", time_hours=24), -3.25, -4.65, -1.85),
    (
        dict(study="SUSTAIN-1", measure="hazard_ratio", population="TRD in stable remission after 16 wk"),
        0.49,
        0.29,
        0.84,
    ),
    (dict(study="Munkholm 2019", statistic="overall SMD"), -0.29, -0.31, -0.27),
    (dict(study="Jakobsen 2017"), -1.94, -2.5, -1.37),
]


@pytest.mark.parametrize("wanted, value, low, high", TRIALS, ids=[str(row[0]) for row in TRIALS])
def test_comparison_as_seen(wanted, value, low, high):
    row = evidence.trials(**wanted)
    assert len(row) == 1, row[["id", "statistic"]]
    assert row[["value", "low", "high"]].iloc[0].tolist() == [value, low, high]


ARMS = [
    (dict(study="Abbar 2022", measure="remission", arm="saline"), 31.6),
    (dict(study="Abbar 2022", measure="remission", comparator="saline"), 63.0),
    (dict(study="Murrough 2013b", measure="time_to_relapse"), 18),
    (dict(study="aan het Rot 2010", measure="time_to_relapse"), 19),
    (dict(study="KetECT", measure="relapse", comparator="the other arm", value=70), 70),
    (dict(study="GEMINI", time_hours=1008, arm="placebo", measure="change"), -12.0),
    (dict(study="Janik 2025", measure="remission", arm="esketamine 84 mg"), 22.5),
    (dict(study="Janik 2025", measure="allocation_guess", arm="esketamine 84 mg"), 78.3),
    (dict(study="TRANSFORM-2", source="katz2021", measure="response", n=101), 69.3),
    (dict(study="Posternak 2005", arm="placebo"), 61.6),
]


@pytest.mark.parametrize("wanted, value", ARMS, ids=[str(row[0]) for row in ARMS])
def test_arm_as_seen(wanted, value):
    assert one(evidence.trials(**wanted)) == value


def test_ssri_weekly_gain_over_placebo():
    rows = evidence.trials(study="Taylor 2006", measure="risk_difference").sort_values("time_hours")
    assert list(rows["value"]) == [4, 10, 9, 11, 11, 12]
    assert set(rows["status"]) == {"secondary"}


def test_abbar_percentages_fit_the_counts_that_work():
    rows = evidence.trials(study="Abbar 2022", measure="remission").set_index("arm")
    assert rows.loc["saline", "value"] == pytest.approx(100 * 25 / rows.loc["saline", "n"], abs=0.06)
    other = rows.drop("saline").iloc[0]
    assert other["value"] == pytest.approx(100 * 46 / other["n"], abs=0.06)


# ---- what the models ask for ---------------------------------------------------------------------------

SETS = {
    "ketamine.clements1981": "V1 k10 k12 k21",
    "ketamine.domino1982": "V1 k10 k12 k13 k21 k31",
    "ketamine.hijazi2003": "V1 k10 k12 k21",
    "ketamine.herd2007": "V1 V2 CL Q cv_V1 cv_V2 cv_CL cv_Q",
    "ketamine.kamp2020": "V1 V2 V3 CL Q2 Q3 CL_pooled Vd_pooled",
    "ketamine.gilling2009": "IC50 hill delta kon koff",
    "ketamine.kotermanski2009": "IC50_1Mg_2A IC50_1Mg_2B IC50_1Mg_2C IC50_1Mg_2D IC50_0Mg_2A IC50_0Mg_2D",
    "ketamine.teaching": "ka_intramuscular ka_sublingual ka_oral ka_nasal",
    "norketamine.teaching_fit": "CL V1 Q V2",
    "hydroxynorketamine.teaching": "CL V",
    "esketamine.perezruixo2021": "FRn r_FRn ka_n D_sw ka_sw D_po ka_po F_gut Vc Q1 Vp1 Q2 Vp2 Qh Vh kel kmet "
    "Vcn CLn Vpn Q3",
    "escitalopram.working": "CLF VF ka",
    "citalopram.working": "CLF VF ka",
    "sertraline.working": "CLF VF ka",
    "fluoxetine.working": "CLF VF ka",
    "norfluoxetine.working": "CLm thalf",
    "paroxetine.working": "CL0 CLlin a V ka kdeg",
    "trial.infusion": "dose duration",
    "teaching": "reference_weight",
}


@pytest.mark.parametrize("prefix", SETS)
def test_sets_that_models_need(prefix):
    assert set(SETS[prefix].split()) <= set(evidence.parameters(prefix))


@pytest.mark.parametrize("drug", ["escitalopram", "citalopram", "sertraline", "fluoxetine", "paroxetine"])
def test_label_dose_with_its_range(drug):
    dose = evidence.parameter(f"{drug}.label.dose")
    assert dose.unit == "mg/day" and dose.low == dose.value < dose.high


def test_ids_have_one_form():
    pattern = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*\.[A-Za-z0-9_]+")
    ids = evidence.table("parameters")["id"]
    assert ids.map(lambda id: bool(pattern.fullmatch(id))).all()
    assert (ids.str.rpartition(".")[2] == evidence.table("parameters")["symbol"]).all()


def test_tables_are_not_empty():
    sizes = {name: len(evidence.table(name)) for name in TABLES}
    assert min(sizes.values()) >= 14 and sizes["parameters"] > 800 and sizes["trials"] > 600
    assert isinstance(evidence.table("trials"), pd.DataFrame)
