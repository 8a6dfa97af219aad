"""Self-checks of exercises: called with a reader's answer, they return feedback that shows itself.

An exercise is a declaration: what is asked for, what is right and how near counts, and what is said to whom. All speak
alike: "Not yet" as long as something is None, "Yes" to a right answer, "Not quite" to every other one. No answer, of
whatever type, ends in a traceback: what cannot be read as an answer is told what an answer looks like.
"""

from __future__ import annotations

import html
import inspect
import re
import reprlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

NOT_YET, NOT_QUITE, YES = "Not yet", "Not quite", "Yes"
_VERDICT = re.compile(rf"^({NOT_YET}|{NOT_QUITE}|{YES})", re.MULTILINE)

#: What is said: a text, or a function that makes it from the answer as it was read (a float, a set, an array).
Reply = str | Callable[[Any], str]
#: A known wrong answer (a value, or a function that says whether it is one) and what is said to it.
Known = Iterable[tuple[Any, Reply]]


@dataclass(frozen=True)
class Feedback:
    """What a self-check says. passed: whether the exercise is solved. text: the verdict and why, a line for each part."""

    passed: bool
    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        words = _VERDICT.sub(r"<strong>\1</strong>", html.escape(self.text)).replace("\n", "<br>")
        return (
            f'<div role="note" style="border-left:4px {"double" if self.passed else "solid"} #858585;padding:0.3em 1em;'
            f'margin:0.6em 0;max-width:920px">{words}</div>'
        )


class _Unread(Exception):
    """An answer that cannot be judged: the verdict and what to say."""


def _same(value: Any) -> Any:
    return value


def _now(value: Any) -> Any:
    """Return ``value``, made now if it is a function: what a model gives is not run when a lesson is imported."""
    return value() if callable(value) else value


def _reply(reply: Reply, value: Any) -> str:
    return reply if isinstance(reply, str) else reply(value)


def _short(answer: Any) -> str:
    """Return an answer as one short line."""
    return "a function" if callable(answer) else " ".join(reprlib.repr(answer).split())


def _number(answer: Any) -> float:
    """Return ``answer`` as a finite number; TypeError or ValueError if it is none."""
    if isinstance(answer, (str, bytes)) or np.ndim(answer):
        raise TypeError("not one number")
    value = float(answer)
    if not np.isfinite(value):
        raise ValueError("not finite")
    return value


def _unfinished(answer: Any) -> bool:
    """Return whether there is still a None in ``answer``."""
    if isinstance(answer, Mapping):
        answer = tuple(answer.values())
    return answer is None or (isinstance(answer, (tuple, list)) and any(map(_unfinished, answer)))


@dataclass(frozen=True)
class Exercise:
    """One self-check; call it with the answer (or with its parts, one argument each) to get Feedback.

    ask: what an answer is, as in "replace None with …": "a share between 0 and 1". read: gives the answer as it is
    judged, and raises whatever it likes if it cannot. right: whether such an answer is right. yes, no: what is said.
    known: known wrong answers, asked before ``right``, in order. undone: what is said while something is None.
    """

    ask: str
    read: Callable[[Any], Any]
    right: Callable[[Any], bool]
    yes: Reply
    no: Reply
    known: tuple[tuple[Callable[[Any], bool], Reply], ...] = ()
    undone: str = ""

    def __call__(self, *answers: Any, part: str = "") -> Feedback:
        answer = answers[0] if len(answers) == 1 else answers
        verdict, text = self._judged(answer)
        # A sentence of its own follows a full stop, half a sentence a colon.
        of_part, stop = f" ({part})" if part else "", "." if text[:1].isupper() or text[:1] == "“" else ":"
        return Feedback(verdict == YES, f"{verdict}{of_part}{stop} {text}")

    def _judged(self, answer: Any) -> tuple[str, str]:
        if _unfinished(answer):
            return NOT_YET, self.undone or f"replace None with {self.ask}."
        try:
            value = self.read(answer)
        except _Unread as problem:
            return problem.args
        except Exception:  # an answer may be of any type, and fail in any way
            return NOT_QUITE, f"the answer should be {self.ask}; it is {_short(answer)}."
        for matches, reply in self.known:
            if matches(value):
                return NOT_QUITE, _reply(reply, value)
        return (YES, _reply(self.yes, value)) if self.right(value) else (NOT_QUITE, _reply(self.no, value))

    @classmethod
    def number(
        cls,
        ask: str,
        right: float | Callable[[], float] = np.nan,
        *,
        holds: Callable[[float], bool] | None = None,
        near: float = 0.0,
        share: float = 0.0,
        yes: Reply,
        no: Reply,
        known: Known = (),
        between: tuple[float, float] = (-np.inf, np.inf),
    ) -> Exercise:
        """A number that may be off by ``near``, or by ``share`` of the right one; outside ``between`` it is no answer.

        holds: says whether a number is right, where that is judged by what the number gives.
        """

        def read(answer: Any) -> float:
            value = _number(answer)
            if not between[0] <= value <= between[1]:
                raise ValueError("out of range")
            return value

        return cls._near(ask, read, right, near, share, yes, no, known, holds=holds)

    @classmethod
    def array(
        cls,
        ask: str,
        right: Collection[float] | Callable[[], Collection[float]],
        *,
        near: float | Collection[float] = 0.0,
        share: float = 0.0,
        yes: Reply,
        no: Reply,
        known: Known = (),
        undone: str = "",
        of: Callable[[Any], Iterable] = _same,
    ) -> Exercise:
        """Several numbers, each as near as ``number`` asks. of: gives them in order from the answer, if it is no list."""

        def read(answer: Any) -> np.ndarray:
            values = np.array([_number(value) for value in of(answer)])
            if values.shape != np.shape(_now(right)):
                raise ValueError("another number of numbers")
            return values

        return cls._near(ask, read, right, near, share, yes, no, known, undone)

    @classmethod
    def function(
        cls,
        tries: Collection[tuple] | Callable[[], Collection[tuple]],
        right: Collection[float] | Callable[[], Collection[float]],
        *,
        near: float = 0.0,
        share: float = 0.0,
        yes: Reply,
        no: Reply,
        known: Known = (),
        take: Callable[[Any], float] = _same,
    ) -> Exercise:
        """A function, called with each of ``tries`` (tuples of arguments). take: the number asked for from a result."""

        def read(function: Any) -> np.ndarray:
            if not callable(function):
                raise TypeError("no function")
            results = []
            for arguments in _now(tries):
                try:
                    result = function(*arguments)
                except Exception as problem:  # a reader's function may fail in any way
                    said = f"the function stops with {type(problem).__name__}: {' '.join(str(problem).split())}."
                    raise _Unread(NOT_QUITE, said) from None
                if result is None:
                    raise _Unread(NOT_YET, "the function returns None.")
                try:
                    results.append(_number(take(result)))
                except Exception:
                    raise _Unread(NOT_QUITE, f"the function should not return {_short(result)}.") from None
            return np.array(results)

        return cls._near("a function", read, right, near, share, yes, no, known)

    @classmethod
    def settings(
        cls,
        ask: str,
        run: Callable[..., Any],
        right: Callable[[Any], bool],
        *,
        yes: Reply,
        no: Reply,
        known: Known = (),
    ) -> Exercise:
        """Settings of a model, as a dictionary; what ``run(**settings)`` gives is judged, what it complains of is told."""

        def read(answer: Any) -> Any:
            if not isinstance(answer, Mapping) or not all(isinstance(name, str) for name in answer):
                raise TypeError("no settings")
            try:
                inspect.signature(run).bind(**answer)
            except TypeError:
                raise _Unread(NOT_QUITE, f"the settings are {', '.join(inspect.signature(run).parameters)}.") from None
            try:
                return run(**answer)
            except (TypeError, ValueError) as problem:
                raise _Unread(NOT_QUITE, " ".join(str(problem).split())) from None

        return cls(ask, read, right, yes, no, tuple(known))

    @classmethod
    def choice(cls, right: str, replies: Mapping[str, str]) -> Exercise:
        """One letter of several. replies: letter -> what is said to it."""
        *first, last = (f'"{letter}"' for letter in replies)

        def read(answer: Any) -> str:
            letter = answer.strip().lower()
            if letter not in replies:
                raise ValueError("not on offer")
            return letter

        return cls(f"{', '.join(first)} or {last}", read, right.__eq__, replies[right], replies.__getitem__)

    @classmethod
    def set(
        cls,
        ask: str,
        right: Collection,
        among: Collection,
        *,
        yes: Reply,
        no: Reply,
        many: int | None = None,
        undone: str = "",
    ) -> Exercise:
        """Several things out of ``among``, in any order; if ``many``, so many. A text is a set of its letters."""

        def read(answer: Any) -> set:
            chosen = {one.strip().lower() if isinstance(one, str) else one for one in answer}
            if not chosen <= {*among} or (many is not None and len(chosen) != many):
                raise ValueError("not on offer")
            return chosen

        return cls(ask, read, lambda chosen: chosen == {*right}, yes, no, undone=undone)

    @classmethod
    def _near(cls, ask, read, right, near, share, yes, no, known, undone="", holds=None) -> Exercise:
        def like(wanted: Any) -> Callable[[Any], bool]:
            def close(value: Any) -> bool:
                numbers = np.asarray(_now(wanted), dtype=float)
                return bool(np.all(np.abs(value - numbers) <= near + share * np.abs(numbers)))

            return close

        asked = tuple((when if callable(when) else like(when), reply) for when, reply in known)
        return cls(ask, read, holds or like(right), yes, no, asked, undone)


@dataclass(frozen=True)
class Parts:
    """Exercises that are checked together, by name; call it with a dictionary of answers, or one answer for each.

    after: what is said once all are right.
    """

    exercises: Mapping[str, Exercise]
    after: str = ""

    def __call__(self, *answers: Any) -> Feedback:
        if len(answers) != 1:
            answers = [dict(zip(self.exercises, answers, strict=False))]
        given = {} if answers[0] is None else answers[0]
        names = ", ".join(self.exercises)
        if not isinstance(given, Mapping):
            return Feedback(
                False, f"{NOT_QUITE}: the answer should be a dictionary with {names}; it is {_short(given)}."
            )
        if other := [name for name in given if name not in self.exercises]:
            return Feedback(False, f"{NOT_QUITE}: there is no {_short(other[0])}; there are: {names}.")
        heard = [exercise(given.get(name), part=name) for name, exercise in self.exercises.items()]
        passed = all(one.passed for one in heard)
        return Feedback(passed, "\n".join([one.text for one in heard] + [self.after] * (passed and bool(self.after))))
