"""The evidence floor: what it returns, how it speaks, and what it says of a damaged table."""

import shutil
from html.parser import HTMLParser

import pytest
from twoclocks import evidence
from twoclocks.evidence import DataError, tables

# ---- what it returns -----------------------------------------------------------------------------------


def test_parameter_carries_everything():
    item = evidence.parameter("ketamine.kamp2020.CL_pooled")
    assert float(item) == item.value == 79
    assert (item.low, item.high, item.range_kind, item.unit) == (69, 90, "ci95", "L/h/70 kg")
    assert (item.symbol, item.source, item.where) == ("CL_pooled", "kamp2020", "abstract")
    assert (item.status, item.confidence) == ("primary", "")
    assert item.origin.url == "https://pubmed.ncbi.nlm.nih.gov/32997732/"
    assert item.range_text == "69 to 90 L/h/70 kg (95 % confidence interval)"
    assert evidence.parameter("ketamine.kamp2020.CL").low is None


def test_parameter_speaks():
    item = evidence.parameter("ketamine.kotermanski2009.IC50_1Mg_2A")
    assert str(item) == "ketamine IC50, 1 mM Mg: 5.35 uM [Kotermanski & Johnson 2009; recalled]"
    assert repr(item) == f"Parameter({item.id} = 5.35 uM, recalled, kotermanski2009)"
    assert "not re-checked (high confidence)" in item._repr_html_()


def test_unit_of_one_is_not_shown():
    assert evidence.parameter("ketamine.unbound_fraction").text == "0.53"


def test_parameters_are_keyed_by_what_follows_the_prefix():
    assert evidence.parameters("ketamine.domino1982")["k13"].value == 0.59
    region = evidence.parameters("escitalopram.sorensen2022")
    assert region["drn.Vmax"].value == 89.57
    assert "kampbja2020.C_60min" not in evidence.parameters("ketamine.kamp2020")


def test_parameter_table():
    frame = evidence.parameter_table("ketamine.bioavailability")
    assert frame["id"].str.startswith("ketamine.bioavailability.").all() and len(frame) >= 8
    assert "Yanagihara 2003" in set(frame["source_label"])
    assert len(evidence.parameter_table("ketamine.molar_mass")) == 1


def test_trials_filters():
    rows = evidence.trials(study="TRANSFORM-2", measure=["response", "remission"], use="plot")
    assert set(rows["measure"]) == {"response", "remission"} and set(rows["study"]) == {"TRANSFORM-2"}
    assert len(evidence.trials()) == len(evidence.table("trials"))


def test_a_row_is_found_in_whichever_table_holds_it():
    assert evidence.row("session.yale2024.dSBP")["high"] == 27.2
    assert evidence.row("tr-chen-2023-18")["n"] == 126
    assert evidence.row("ae-spravato-label-01")["percent"] == 41
    with pytest.raises(
        DataError, match="No table of data/ has a row 'tr-chen-2023-81': did you mean .*tr-chen-2023-18"
    ):
        evidence.row("tr-chen-2023-81")


def test_a_number_that_a_row_says_in_words():
    assert evidence.number_said("session.diazgranados2010.t_CADSS", "n=#") == "18"
    with pytest.raises(DataError, match="'of # people' does not stand in row tr-chen-2023-18"):
        evidence.number_said("tr-chen-2023-18", "of # people")


def test_ids_are_unique_over_all_tables():
    ids = [id for name in evidence.table_names() for id in evidence.table(name).get("id", [])]
    assert len(ids) == len(set(ids)) > 2000


def test_one_row_and_rows_in_the_order_asked_for():
    ids = ["tr-taylor-2006-11", "tr-taylor-2006-10"]
    later, sooner = (evidence.one("trials", id=id) for id in ids)
    assert (later["time_hours"], sooner["time_hours"]) == (1008, 168)
    frame = evidence.by_id("trials", ids)
    assert frame["id"].tolist() == ids and frame.dtypes.equals(evidence.table("trials").dtypes)
    rows = evidence.series("A")
    assert evidence.one(rows, study="Taylor 2006", time_hours=168)["control_type"] == "placebo_pill"


def test_series_keeps_each_line_together_and_in_time():
    frame = evidence.series("e")
    for _, line in frame.groupby("series"):
        assert line["time_hours"].is_monotonic_increasing
    changes = (frame["series"] != frame["series"].shift()).sum()
    assert changes == frame["series"].nunique()


def test_frames_are_copies():
    frame = evidence.table("trials")
    frame.loc[0, "value"] = 999
    assert evidence.table("trials").loc[0, "value"] != 999


def test_types_of_columns():
    frame = evidence.table("trials")
    assert frame["value"].dtype == "float64" and str(frame["n"].dtype) == "Int64"
    assert not frame["note"].isna().any()


# ---- citations -----------------------------------------------------------------------------------------


def test_cite():
    cited = evidence.cite("kamp2020", "herd2007")
    assert str(cited) == cited.text == "Kamp 2020; Herd 2007"
    assert cited.html == (
        '<a href="https://pubmed.ncbi.nlm.nih.gov/32997732/">Kamp 2020</a>; <a '
        'href="https://pubmed.ncbi.nlm.nih.gov/17564643/">Herd 2007</a>'
    )
    assert cited._repr_html_() == cited.html
    assert cited._repr_markdown_().startswith("[Kamp 2020](https://pubmed")


def test_cite_without_address_is_plain_text():
    assert evidence.cite("twoclocks").html == "Two Clocks, our own"


def test_source():
    source = evidence.source("popova2019")
    assert (source.year, source.kind, source.site) == (2019, "paper", "PubMed")
    assert evidence.source("painnma").year is None


def test_source_list():
    listed = evidence.sources(["popova2019", "kamp2020", "popova2019", "kotermanski2009"])
    assert len(listed) == 3
    text = str(listed)
    assert text.index("Kamp") < text.index("Kotermanski") < text.index("Popova")
    assert "recalled: textbook knowledge" in listed.status(evidence.source("kotermanski2009"))
    page = listed._repr_html_()
    assert page.count("<li>") == 3 and "open Kamp 2020 at PubMed</a>" in page


class Balance(HTMLParser):
    """Fails on a tag that is closed in the wrong order; collects link texts."""

    def __init__(self):
        super().__init__()
        self.open, self.links = [], []

    def handle_starttag(self, tag, attrs):
        if tag != "br":
            self.open.append(tag)
        if tag == "a":
            self.links.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "a":
            self.links[-1] += data


def test_html_is_well_formed_for_every_row():
    """Accessible: links read as words, never as bare addresses; special characters escaped."""
    pages = [item._repr_html_() for item in map(evidence.parameter, evidence.table("parameters")["id"])]
    pages += [evidence.source(key)._repr_html_() for key in evidence.table("sources")["key"]]
    for page in pages:
        checker = Balance()
        checker.feed(page)
        assert not checker.open
        assert all(text and "://" not in text for text in checker.links)


# ---- mistyped names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "call, part",
    [
        (lambda: evidence.parameter("ketamine.kamp2020.cl"), "did you mean ketamine.kamp2020.CL"),
        (lambda: evidence.parameters("ketamine.kamp2021"), "did you mean ketamine.kamp2020"),
        (lambda: evidence.parameter_table("nothing.like.this"), "No parameter id in data/parameters.csv"),
        (lambda: evidence.source("kamp2021"), "did you mean kamp2020"),
        (lambda: evidence.cite("nobody1900"), "There is no source 'nobody1900'"),
        (lambda: evidence.table("trial"), "data/ has no table named 'trial': use one of"),
        (lambda: evidence.trials(study="TRANSFORM2"), "did you mean TRANSFORM-2"),
        (lambda: evidence.trials(studies="TRANSFORM-2"), "no column 'studies': did you mean study"),
        (lambda: evidence.trials(study=["KARMA-Dep 2", "KETECT"]), "'KETECT' in column 'study': did you mean"),
        (lambda: evidence.trials(study="KetECT", measure="score"), "has all of study='KetECT', measure='score'"),
        (
            lambda: evidence.one("findings", id="fi-pain-1"),
            "No row of data/findings.csv has 'fi-pain-1' in column 'id': did you",
        ),
        (
            lambda: evidence.one("trials", study="SUSTAIN-1", measure="relapse"),
            "2 rows of data/trials.csv match study=SUSTAIN-1, measure=relapse, where exactly one is meant",
        ),
        (
            lambda: evidence.one(evidence.series("A"), control_type="saline"),
            "rows of the table match control_type=saline",
        ),
        (
            lambda: evidence.by_id("trials", ["tr-taylor-2006-10", "tr-taylor"]),
            "No row of the table has 'tr-taylor' in column 'id'",
        ),
        (lambda: evidence.series("F"), "use A, B, C, D or E"),
    ],
)
def test_mistyped_name_is_explained(call, part):
    with pytest.raises(DataError, match=".") as error:
        call()
    assert part in str(error.value) and "\n" not in str(error.value)
    assert isinstance(error.value, ValueError)


# ---- damaged tables ------------------------------------------------------------------------------------


@pytest.fixture
def copy(tmp_path):
    """A folder with a copy of data/ that a test may damage."""
    return shutil.copytree(tables.DATA_FOLDER, tmp_path / "data")


def edit(folder, name, change):
    path = folder / f"{name}.csv"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def line_of(folder, name, start):
    """Line number, as an editor shows it, of the row that begins with `start`."""
    lines = (folder / f"{name}.csv").read_text(encoding="utf-8").split("\n")
    return 1 + next(number for number, line in enumerate(lines) if line.startswith(start))


ROW = "ketamine.kamp2020.CL,CL,clearance,84,"
DAMAGE = {
    "not a number": (
        lambda t: t.replace(ROW, ROW.replace("84", "eighty")),
        "column 'value': 'eighty' is not a number: write a plain number",
    ),
    "decimal comma": (
        lambda t: t.replace(ROW, 'ketamine.kamp2020.CL,CL,clearance,"8,4",'),
        "column 'value': '8,4' is not a number",
    ),
    "not finite": (lambda t: t.replace(ROW, ROW.replace("84", "nan")), "column 'value': 'nan' is not a number"),
    "empty value": (
        lambda t: t.replace(ROW, ROW.replace("84", "")),
        "column 'value': the cell is empty: fill it in or remove the row",
    ),
    "duplicate id": (
        lambda t: t.replace("ketamine.kamp2020.CL,CL,", "ketamine.kamp2020.V1,CL,"),
        "column 'id': 'ketamine.kamp2020.V1' is already used in row",
    ),
    "bad form of id": (
        lambda t: t.replace(ROW, ROW.replace("ketamine.kamp2020.CL,", "Ketamine Kamp,")),
        "column 'id': 'Ketamine Kamp' has the wrong form",
    ),
}


@pytest.mark.parametrize("case", DAMAGE)
def test_damaged_parameter_row(copy, case):
    change, message = DAMAGE[case]
    row = line_of(copy, "parameters", ROW)
    edit(copy, "parameters", change)
    with pytest.raises(DataError) as error:
        evidence.parameter("ketamine.kamp2020.CL", folder=copy)
    assert f"data/parameters.csv, row {row}, " in str(error.value)
    assert message in str(error.value)


@pytest.mark.parametrize(
    "column, good, bad, message",
    [
        ("source", ",abbar2022,", ",abbar22,", "'abbar22' is not in data/sources.csv: add it there or correct"),
        ("status", ",primary,", ",VERIFIED,", "'VERIFIED' is not an allowed word: use one of primary, secondary"),
        ("use", ",plot,", ",draw,", "'draw' is not an allowed word"),
        ("n", ",73,,", ",73-79,,", "'73-79' is not a whole number"),
        ("time_hours", ",72,remission", ",-72,remission", "-72 is outside the allowed range 0 to any"),
    ],
)
def test_damaged_trial_row(copy, column, good, bad, message):
    start = "tr-abbar-2022-01,"
    row = line_of(copy, "trials", start)
    lines = (copy / "trials.csv").read_text(encoding="utf-8").split("\n")
    assert good in lines[row - 1]
    lines[row - 1] = lines[row - 1].replace(good, bad)
    (copy / "trials.csv").write_text("\n".join(lines), encoding="utf-8", newline="\n")
    with pytest.raises(DataError) as error:
        evidence.trials(folder=copy)
    assert str(error.value).startswith(f"data/trials.csv, row {row}, column '{column}': ")
    assert message in str(error.value)


def test_displaced_columns(copy):
    row = line_of(copy, "pipeline", "pi-arketamine,")
    edit(copy, "pipeline", lambda t: t.replace("pi-arketamine,", "pi-arketamine,R-ketamine, ", 1))
    with pytest.raises(DataError, match=f"data/pipeline.csv, row {row}: 12 cells under 11 columns"):
        evidence.table("pipeline", copy)


def test_missing_column(copy):
    edit(copy, "indications", lambda t: t.replace("id,area,indication,", "id,area,disease,", 1))
    with pytest.raises(DataError, match="data/indications.csv, row 1: the column 'indication' is missing"):
        evidence.table("indications", copy)


def test_missing_file(copy):
    (copy / "claims.csv").unlink()
    with pytest.raises(DataError, match="data/claims.csv is missing or cannot be opened: get it back with"):
        evidence.table("claims", copy)


def test_missing_folder(tmp_path):
    with pytest.raises(DataError, match="data/datapackage.json is missing"):
        evidence.parameter("ketamine.kamp2020.CL", folder=tmp_path / "nowhere")


def test_damaged_schema(copy):
    (copy / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match="data/datapackage.json, the list of tables, cannot be read"):
        evidence.table("claims", copy)


def test_wrong_encoding(copy):
    lines = (copy / "sources.csv").read_bytes().split(b"\n")
    lines[4] = lines[4] + "é".encode("latin-1")
    (copy / "sources.csv").write_bytes(b"\n".join(lines))
    with pytest.raises(DataError, match="data/sources.csv, row 5: byte .* is not UTF-8 text"):
        evidence.source("kamp2020", copy)


def test_byte_order_mark(copy):
    path = copy / "findings.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    with pytest.raises(DataError, match="data/findings.csv, row 1, column 1: a byte order mark"):
        evidence.table("findings", copy)


def test_row_number_counts_lines_inside_a_cell(copy):
    """A quoted cell may hold a line break; the number still is the one an editor shows."""
    lines = (copy / "findings.csv").read_text(encoding="utf-8").split("\n")
    cells = lines[1].rsplit(",", 1)
    lines[1] = cells[0] + ',"two\nlines"'
    lines[2] = lines[2].replace(",primary,", ",seen,")
    (copy / "findings.csv").write_text("\n".join(lines), encoding="utf-8", newline="\n")
    with pytest.raises(DataError, match="data/findings.csv, row 4, column 'status': 'seen'"):
        evidence.table("findings", copy)


def test_a_good_copy_reads_like_the_original(copy):
    for name in evidence.table_names():
        assert evidence.table(name, copy).equals(evidence.table(name))


def test_tables_are_found_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tables._checked_table.cache_clear()
    assert float(evidence.parameter("ketamine.kamp2020.CL")) == 84


def test_a_model_may_change_its_own_parameters_and_nobody_elses():
    mine = evidence.parameters("cascade.teaching")
    mine.clear()
    assert evidence.parameters("cascade.teaching")
