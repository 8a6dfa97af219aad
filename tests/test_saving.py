"""What start.py's server leaves out of a saved notebook: our live controls, and nothing of the reader's."""

import pytest
from twoclocks.saving import WIDGET_STATE, WIDGET_VIEW, before_saving


def notebook(*, ours=True, theirs=True):
    """A notebook with an explorer of ours (model "c") and a widget of the reader's own ("a", laid out by "b")."""
    shown = []
    if theirs:
        shown.append({"metadata": {}, "data": {WIDGET_VIEW: {"model_id": "a"}, "text/plain": "interact"}})
    if ours:
        shown.append({"metadata": {"twoclocks": {}}, "data": {WIDGET_VIEW: {"model_id": "c"}, "text/html": "frames"}})
    state = {
        "a": {"state": {"layout": "IPY_MODEL_b", "children": ["IPY_MODEL_d"]}},
        "b": {},
        "c": {"state": {}},
        "d": {},
    }
    return {
        "metadata": {"widgets": {WIDGET_STATE: {"state": state}}},
        "cells": [{"outputs": shown}, {"cell_type": "markdown"}],
    }


def test_our_live_view_goes_and_the_readers_own_widget_stays_whole():
    saved = notebook()
    before_saving({"type": "notebook", "content": saved})
    theirs, ours = saved["cells"][0]["outputs"]
    assert WIDGET_VIEW in theirs["data"] and ours["data"] == {"text/html": "frames"}
    assert set(saved["metadata"]["widgets"][WIDGET_STATE]["state"]) == {"a", "b", "d"}


def test_without_a_widget_of_the_readers_no_state_is_left():
    saved = notebook(theirs=False)
    before_saving({"type": "notebook", "content": saved})
    assert saved["metadata"] == {}


@pytest.mark.parametrize(
    "model",
    [
        {"type": "file", "content": "words"},
        {"type": "notebook", "content": None},
        {"type": "notebook", "content": {"metadata": {}, "cells": []}},
    ],
)
def test_what_has_no_controls_is_saved_as_it_is(model):
    before = repr(model)
    before_saving(model)
    assert repr(model) == before
