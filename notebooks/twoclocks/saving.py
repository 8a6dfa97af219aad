"""What a notebook keeps of its live controls when a Jupyter server that start.py has started saves it.

A live control is saved as a reference to the kernel's memory. Where there is no kernel (nbviewer, an exported page, the
same notebook on another day) it would outrank the picture and the stored frames, and show nothing or an error.
Standard library only: it runs inside the server.
"""

from __future__ import annotations

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"


def drop_live_controls(notebook: dict) -> None:
    """Take the explorers' live views, and the widget state that only these need, out of ``notebook``, in place.

    Widgets that are not ours (a reader's own ``interact``) keep view and state.
    """
    left = []
    for cell in notebook.get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "twoclocks" in output.get("metadata", {}) and "text/html" in data:
                data.pop(WIDGET_VIEW, None)
            left += [data[WIDGET_VIEW].get("model_id")] if WIDGET_VIEW in data else []
    widgets = notebook.get("metadata", {}).get("widgets", {})
    state = widgets.get(WIDGET_STATE, {}).get("state", {})
    needed, asked = {}, left
    while asked:
        model = asked.pop()
        if model in state and model not in needed:
            needed[model] = state[model]
            asked += _models_in(state[model])
    if needed:
        widgets[WIDGET_STATE]["state"] = needed
    elif widgets:
        del notebook["metadata"]["widgets"]


def _models_in(value) -> list[str]:
    """Return the models that a widget's state refers to."""
    if isinstance(value, str):
        return [value.removeprefix("IPY_MODEL_")] if value.startswith("IPY_MODEL_") else []
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [model for part in parts for model in _models_in(part)]


def before_saving(model: dict, **about) -> None:
    """A Jupyter server's ``pre_save_hook``."""
    if model.get("type") == "notebook" and model.get("content"):
        drop_live_controls(model["content"])
