"""Controls of an explorer: what they are called, which values they take, where they start.

Every control is a list of allowed values. A slider therefore has the same steps in JupyterLab and on a page without a
kernel, may be spaced as the subject needs (doses, a log time), and cannot be pushed past its range.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

#: The order in which controls stand, in every lesson.
ORDER = ("drug", "dose", "time", "person", "view")


@dataclass(frozen=True)
class Control:
    """One control.

    name: argument name of the model function. label: what the reader sees, with the unit. group: one of ORDER.
    values: allowed values. start: the default, one of ``values``. words: value -> text the reader sees.
    stored: the values kept for pages without a kernel (all of them if empty). plays: whether a Play button steps it.
    """

    name: str
    label: str
    group: str
    values: tuple
    start: object
    words: Callable[[object], str] = str
    stored: tuple = ()
    kind: str = "slider"
    plays: bool = False

    def __post_init__(self) -> None:
        if self.group not in ORDER:
            raise ValueError(f"group of control {self.name!r} is {self.group!r}; it must be one of {', '.join(ORDER)}.")
        if not self.values:
            raise ValueError(f"control {self.name!r} has no values.")
        if self.plays and self.kind != "slider":
            raise ValueError(f"control {self.name!r} plays; only a slider can.")
        for value in (self.start, *self.stored):
            self.position(value)
        if self.stored and self.start not in self.stored:
            raise ValueError(f"control {self.name!r} starts at {self.start!r}, which is not among its stored values.")

    def neighbour(self, value: object, far: bool = False) -> object:
        """Return the value one step from ``value``, or ``far`` away: at the end from which it is farther."""
        at, last = self.position(value), len(self.values) - 1
        if far:
            return self.values[0 if at > last / 2 else last]
        return self.values[min(at + 1, last) if at < last else max(at - 1, 0)]

    def called(self, name: str) -> Control:
        """Return this control under the argument ``name``, which is its label unless it has one."""
        return replace(self, name=name, label=self.label or name.replace("_", " ").capitalize())

    def stored_at(self, count: int) -> Control:
        """Return this control with about ``count`` of its values, the ends and the start among them, for stored pages."""
        last = len(self.values) - 1
        places = {round(last * place / (count - 1)) for place in range(count)}
        start = self.position(self.start)
        nearest = min(places - {0, last} or places, key=lambda place: abs(place - start))
        kept = sorted(places if start in places else places - {nearest} | {start})
        return replace(self, stored=tuple(self.values[place] for place in kept))

    @property
    def options(self) -> list[str]:
        """The texts of all values, in order."""
        return [self.words(value) for value in self.values]

    @property
    def kept(self) -> tuple:
        """The values that pages without a kernel have, in order."""
        return self.stored or self.values

    def position(self, value: object) -> int:
        """Return where ``value`` stands in ``values``; ValueError says which values are allowed."""
        if value in self.values:
            return self.values.index(value)
        raise ValueError(
            f"{self.name} is {value!r}; it goes from {self.options[0]} to {self.options[-1]} ({len(self.values)} "
            f"steps: {', '.join(repr(v) for v in self.values[:4])} …)."
        )


@dataclass(frozen=True)
class Around:
    """Settings near a setting, each as (the model's result, values): by them a picture tells what moves from what stands."""

    model: Callable
    controls: tuple[Control, ...]

    def _at(self, values: dict) -> Iterator[tuple[object, dict]]:
        # A setting that the model refuses is said when a reader gets there.
        with contextlib.suppress(Exception):
            yield self.model(**values), values

    def start(self) -> tuple[object, dict]:
        """Return where the controls start."""
        values = {control.name: control.start for control in self.controls}
        return self.model(**values), values

    def moved(self, values: dict) -> Iterator[tuple[object, dict]]:
        """Give two settings: from ``values`` all sliders moved by a step, and moved far away.

        Where there is no slider, a reader moves choices: give each other option of each.
        """
        sliders = [control for control in self.controls if control.kind == "slider"]
        if not sliders:
            yield from self.chosen(values)
        for far in (False, True) if sliders else ():
            yield from self._at(
                values | {control.name: control.neighbour(values[control.name], far) for control in sliders}
            )

    def chosen(self, values: dict | None = None) -> Iterator[tuple[object, dict]]:
        """Give ``values`` (the start unless told) with every other option of each choice, and with all of them changed."""
        start = values or {control.name: control.start for control in self.controls}
        for control in self.controls:
            if control.kind == "choice":
                for value in control.values:
                    if value != start[control.name]:
                        yield from self._at(start | {control.name: value})
        choices = [control for control in self.controls if control.kind == "choice"]
        if len(choices) > 1:
            yield from self._at(
                start | {control.name: control.neighbour(start[control.name], True) for control in choices}
            )


def slider(
    name: str, label: str, group: str, values: Sequence, start, words=str, stored: Sequence = (), plays: bool = False
) -> Control:
    """Return a slider over ``values``; with ``plays`` it has a Play button that moves it to its end, step by step."""
    return Control(name, label, group, tuple(values), start, words, tuple(stored), "slider", plays)


def choice(name: str, label: str, group: str, options: dict, start=None, stored: Sequence = ()) -> Control:
    """Return radio buttons; ``options`` maps each value to its words. Starts at the first unless told."""
    values = tuple(options)
    return Control(
        name, label, group, values, values[0] if start is None else start, options.__getitem__, tuple(stored), "choice"
    )
