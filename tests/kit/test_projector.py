"""Projector mode: one call or one setting, everything drawn anew and larger, and a way back."""

import json
import re
import subprocess
import sys

import browser
import pytest
from twoclocks.kit import style
from twoclocks.kit.projector import LETTERS, SETTING, follow_setting
from twoclocks.lessons import onset_timelines, projector


@pytest.fixture(autouse=True)
def as_it_was():
    with style.in_style_context():
        yield


def test_one_call_enlarges_and_one_leads_back():
    page = onset_timelines.same_trial().fig.get_size_inches()
    shown = projector()
    room = onset_timelines.same_trial().fig.get_size_inches()
    assert style.view() == "projector" and room[0] > 1.3 * page[0]
    assert "drawn for a room" in repr(shown) and "projector(False) leads back" in repr(shown)
    assert "drawn for a page" in repr(projector(False))
    assert style.view() == "page" and (onset_timelines.same_trial().fig.get_size_inches() == page).all()


def test_text_of_the_notebook_grows_only_in_projector_mode():
    rule = projector()._repr_html_()
    assert ".jp-Notebook{" in rule and all(f"{name}:{size}px" in rule for name, size in LETTERS.items())
    assert min(LETTERS.values()) >= 18 and "<style>" not in projector(False)._repr_html_()


@pytest.mark.parametrize(
    "value, view, said",
    [("projector", "projector", ""), ("page", "page", ""), ("cinema", "page", "must be 'page' or 'projector'")],
)
def test_setting_holds_for_every_notebook(value, view, said):
    """In a kernel of its own: the setting is read when a lesson is imported."""
    look = "from twoclocks.lessons import onset_timelines; from twoclocks.kit import style; print(style.view())"
    done = subprocess.run(
        [sys.executable, "-c", look],
        capture_output=True,
        text=True,
        check=True,
        env=browser.start_script().own_environment(PYTHONPATH=str(browser.ROOT / "notebooks"), **{SETTING: value}),
    )
    assert done.stdout.splitlines()[-1] == view and said in done.stdout


def test_no_setting_changes_nothing(capsys):
    follow_setting({})
    assert style.view() == "page" and capsys.readouterr().out == ""


def test_start_py_sets_letters_and_setting_alike(tmp_path, capsys):
    """JupyterLab takes letters from the reader's settings only: they change there, and all else in there stays."""
    start = browser.start_script()
    places = start.Places(str(tmp_path))
    settings = (
        tmp_path
        / ".state"
        / "lab"
        / "user_settings"
        / "@jupyterlab"
        / "apputils-extension"
        / "themes.jupyterlab-settings"
    )

    start.write_lab_defaults(places)
    assert not settings.exists(), "nothing to change"
    settings.parent.mkdir(parents=True)
    mine = {"theme": "JupyterLab Dark", "overrides": {"code-font-size": "12px", "code-font-family": "serif"}}
    settings.write_text("// Theme manager settings.\n" + json.dumps(mine, indent=1), encoding="utf-8")
    for _ in range(2):  # a second talk does not take the letters of the first for the reader's own
        start.write_lab_defaults(places, True)
    large = json.loads(settings.read_text(encoding="utf-8"))
    letters = {name.removeprefix("--jp-"): f"{size}px" for name, size in LETTERS.items()}
    assert large == {"theme": "JupyterLab Dark", "overrides": {"code-font-family": "serif"} | letters}
    start.write_lab_defaults(places)
    assert json.loads(settings.read_text(encoding="utf-8")) == mine

    settings.write_text("{not ours to read", encoding="utf-8")
    start.write_lab_defaults(places, True)
    assert "delete that file" in capsys.readouterr().out and settings.read_text(encoding="utf-8") == "{not ours to read"
    assert start.start_options(["--projector"]).projector and not start.start_options([]).projector
    assert re.search(rf'settings\["{SETTING}"\] = "projector"', (browser.ROOT / "start.py").read_text(encoding="utf-8"))
