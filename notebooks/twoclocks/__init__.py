"""Two Clocks: the small package that the lessons import.

Five floors, imports only point down: book, lessons, kit, models, evidence. Each lesson has a room of its own in
lessons/, and no room knows another. Beside the floors stands saving, which a Jupyter server runs.
"""

__version__ = "0.1.0"

#: What a reader's own cells take from here, and where it stands; a server that imports saving needs none of it.
_FOR_READERS = {"explore": "kit.explorer", "slider": "kit.plain_controls", "choice": "kit.plain_controls"}


def __getattr__(name: str):
    if name in _FOR_READERS:
        from importlib import import_module

        import_module(f"{__name__}.kit.plain_plots").use_house_style()
        return getattr(import_module(f"{__name__}.{_FOR_READERS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted([*globals(), *_FOR_READERS])
