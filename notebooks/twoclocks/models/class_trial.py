"""A class as a trial: every number is one virtual person, and only together do they show anything.

A class word ("otter") and a number (17) always give the same person, on every machine: the draws are digits
of SHA-256 and not those of a generator whose stream may change. An arm is drawn in blocks of four, two of
each, as trials do. The truth is set to a real trial (Janik 2025 in data/): everybody's score before and its
spread, the change with placebo spray and its spread, the difference that the drug made, and how often people
in each arm noticed something. Assumed: complaints come one without the other, noise is normal, and what hope
is worth.

Scores are whole MADRS points from 0 to 60; a change below zero is an improvement, a difference below zero
favours the drug. A number behind the word ("otter-2") sets another truth, see ``designs``.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np
import pandas as pd
from scipy import stats

from .. import evidence
from . import checks, pooling, virtual_trial
from .effect_sizes import MISS, Effect

MOST_PEOPLE = 300
#: Fewer than this are no trial.
LEAST_PEOPLE = 5
BLOCK = 4
#: Highest score of the scale.
TOP = 60
#: Points of improvement by believing to have the drug (assumed; lesson 07 lets one move it).
LIFT = 6
GUESSES = ("drug", "placebo")
#: Class sizes that are set beside each other, and how many other classes of each size.
SIZES = (5, 20, 60, 300)
OTHERS = 40
#: The class whose pages are stored; nothing is ever written for it.
EXAMPLE = "example"

STUDY = "Janik 2025"
DRUG_ARM, PLACEBO_ARM = "esketamine 84 mg", "placebo spray"
#: Complaint in data/adverse_events.csv -> how a person says it.
NOTICED = {
    "dissociation": "felt detached, as if in a dream",
    "nausea": "felt sick",
    "dizziness": "felt dizzy",
    "headache": "had a headache",
    "feeling drunk": "felt drunk",
}
# Windows keeps these for itself, and a class has a folder of its name.
_NO_FOLDER = {"con", "nul", "aux", "prn"}
_STANDARD = NormalDist()
#: The ways to choose the two of each block who get the drug.
_PAIRS = tuple(itertools.combinations(range(BLOCK), BLOCK // 2))
_WORD = re.compile(r"([^\W\d_]{3,20})(?:[\s_-]*([1-4]))?")


class ClassError(ValueError):
    """Something that somebody typed cannot be used; the message is one sentence that says why."""


# ---- The truth ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Design:
    """What is true in a class.

    effect: the drug's change [points, minus improves]. lift: improvement by believing in it [points].
    told: whether everybody is told their arm.
    """

    digit: str
    name: str
    effect: float
    lift: float = 0.0
    told: bool = False

    @property
    def expected(self) -> float:
        """Difference [points] that a very large class would see, if people guess by ``hunch``."""
        apart = 1.0 if self.told else noticing("drug") - noticing("placebo")
        return self.effect - self.lift * apart


@cache
def rows() -> dict[str, pd.Series]:
    """Return the rows of data/trials.csv that set the truth: "before", "change" (placebo) and "effect"."""
    day_28 = {"time_hours": virtual_trial.DAY_28}
    wanted = {
        "before": {"measure": "baseline", "arm": PLACEBO_ARM},
        "change": {"measure": "change", "arm": PLACEBO_ARM} | day_28,
        "effect": {"measure": "difference", "arm": DRUG_ARM} | day_28,
    }
    return {name: evidence.one("trials", study=STUDY, **about) for name, about in wanted.items()}


@cache
def _numbers() -> tuple[float, float, float, float]:
    """Return mean and spread of the score before, and of the change with placebo [points]."""
    return tuple(float(rows()[name][part]) for name in ("before", "change") for part in ("value", "spread"))


@cache
def noticed_rows() -> dict[str, tuple[float, float]]:
    """Return complaint -> (percent in the drug arms, percent with placebo spray), in the order of NOTICED."""
    found = {event: evidence.one("adverse_events", study=STUDY, event=event) for event in NOTICED}
    return {event: (float(row["percent"]), float(row["comparator_percent"])) for event, row in found.items()}


@cache
def noticing(arm: str) -> float:
    """Return the share of an arm who notice anything at all, if complaints are independent."""
    place = GUESSES.index(checks.choice("arm", arm, GUESSES))
    return 1 - float(np.prod([1 - shares[place] / 100 for shares in noticed_rows().values()]))


@cache
def designs() -> dict[str, Design]:
    """Return the truths that a class may have, by the digit behind its word; "1" is the plain word."""
    effect = float(rows()["effect"]["value"])
    found = (
        Design("1", "as in the trial", effect),
        Design("2", "the drug does nothing", 0.0),
        Design("3", "the drug does nothing, hope does", 0.0, LIFT),
        Design("4", "the drug does nothing, and everybody is told their arm", 0.0, LIFT, told=True),
    )
    return {design.digit: design for design in found}


# ---- Words, numbers, people --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Word:
    """A class word. name: the letters; digit: which of ``designs`` is true."""

    name: str
    digit: str = "1"

    def __str__(self) -> str:
        return self.name if self.digit == "1" else f"{self.name}-{self.digit}"

    @property
    def design(self) -> Design:
        """What is true in this class."""
        return designs()[self.digit]


def read_word(text: object) -> Word:
    """Return the class word that somebody typed: "Otter", "otter-2", "otter 2"; else ClassError."""
    plain = unicodedata.normalize("NFKC", text).casefold().strip() if isinstance(text, str) else ""
    match = _WORD.fullmatch(plain)
    if not match or match[1] in _NO_FOLDER:
        raise ClassError(f"The class word is {short(text)}; it must be one word of 3 to 20 letters, such as otter.")
    return Word(match[1], match[2] or "1")


def read_number(value: object) -> int:
    """Return a student's number, 1 to 300, from 17, 17.0, "17" or "017"; else ClassError."""
    try:
        number = checks.number("number", value, -checks.UNLIMITED)
    except (ValueError, OverflowError):
        number = 0.5
    if isinstance(value, bool) or number != int(number) or not 1 <= number <= MOST_PEOPLE:
        raise ClassError(f"The number is {short(value)}; it must be a whole number from 1 to {MOST_PEOPLE}.")
    return int(number)


def read_guess(text: object) -> str:
    """Return "drug" or "placebo" from what somebody typed, in any case; else ClassError."""
    plain = text.strip().casefold() if isinstance(text, str) else ""
    if plain not in GUESSES:
        raise ClassError(f"The guess is {short(text)}; write drug or placebo.")
    return plain


def short(value: object) -> str:
    """Return what somebody typed as it may be shown: in quotation marks, on one line, not too long."""
    try:
        text = value if isinstance(value, str) else repr(value)
    except ValueError:
        text = "a number of thousands of digits"
    return "empty" if text == "" else f"“{shown(text if len(text) <= 60 else text[:57] + '…')}”"


def shown(text: str) -> str:
    """Return ``text`` without what cannot be shown: line ends, controls, halves of letters."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


@dataclass(frozen=True)
class Person:
    """A virtual person.

    before: score [points]. shift: change without drug and hope [points]. noticed: complaints.
    """

    word: Word
    number: int
    drug: bool
    before: int
    shift: float
    noticed: tuple[str, ...]

    @property
    def arm(self) -> str:
        """ "drug" or "placebo"."""
        return GUESSES[not self.drug]

    def believes(self, guess: str) -> str:
        """Return what the person goes by: the guess, or the arm where everybody is told."""
        return self.arm if self.word.design.told else guess

    def after(self, guess: str) -> int:
        """Return the score after four weeks [points]; the guess counts only where hope does."""
        design = self.word.design
        hope = design.lift if self.believes(checks.choice("guess", guess, GUESSES)) == "drug" else 0.0
        score = round(self.before + self.shift + (design.effect if self.drug else 0.0) - hope)
        return min(max(score, 0), TOP)

    @property
    def hunch(self) -> str:
        """The guess of somebody who goes by complaints alone (assumed for people who are not in the room)."""
        return "drug" if self.noticed else "placebo"


def person(word: Word, number: int) -> Person:
    """Return the person of a number; the digit of the word changes the truth, not the person."""
    digits = _digits(f"{word.name}|person|{number}")
    mean, spread, change, noise = _numbers()
    score = mean + spread * _normal(digits[:4])
    shift = change + noise * _normal(digits[4:8])
    block, place = divmod(number - 1, BLOCK)
    drug = place in _PAIRS[int.from_bytes(_digits(f"{word.name}|block|{block}")[:8], "big") % len(_PAIRS)]
    noticed = []
    for index, (event, shares) in enumerate(noticed_rows().items()):
        luck = int.from_bytes(digits[8 + 2 * index : 10 + 2 * index], "big") / 2**16
        if luck < shares[not drug] / 100:
            noticed.append(event)
    return Person(word, number, drug, min(max(round(score), 0), TOP), shift, tuple(noticed))


def _digits(text: str) -> bytes:
    return hashlib.sha256(f"two clocks class experiment|{text}".encode()).digest()


def _normal(four: bytes) -> float:
    """Return a standard normal draw from four bytes; the half keeps it away from both ends."""
    return _STANDARD.inv_cdf((int.from_bytes(four, "big") + 0.5) / 2**32)


# ---- The pooled trial --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ClassTrial:
    """A class, pooled. Arrays have one place a person, shape (people,), in the order of their numbers.

    drug, guessed_drug: true for the drug. before, after: scores [points].
    """

    word: Word
    number: np.ndarray
    drug: np.ndarray
    before: np.ndarray
    after: np.ndarray
    guessed_drug: np.ndarray

    @property
    def people(self) -> int:
        """How many people."""
        return self.number.size

    @property
    def change(self) -> np.ndarray:
        """Score after minus score before [points], shape (people,)."""
        return self.after - self.before

    @property
    def effect(self) -> Effect:
        """Drug minus placebo [points] with its 95 % interval."""
        return difference(self.change, self.drug)

    @property
    def right(self) -> int:
        """How many guessed their arm."""
        return int((self.guessed_drug == self.drug).sum())


def pool(word: Word, handed: Sequence[tuple[int, int, int, str]]) -> ClassTrial:
    """Return the trial of a class. handed: (number, score before, score after, guess) of each person.

    ClassError says why if there are fewer than five people or nobody in one of the arms.
    """
    if len(handed) < LEAST_PEOPLE:
        raise ClassError(f"{len(handed)} usable entries so far; a trial needs at least {LEAST_PEOPLE}.")
    handed = sorted(handed)
    drug = np.array([person(word, number).drug for number, *_ in handed])
    if drug.all() or not drug.any():
        arm = GUESSES[int(drug.all())]
        raise ClassError(f"Nobody of these {len(handed)} was in the {arm} arm, so there is nothing to compare yet.")
    return _trial(word, drug, handed)


def _trial(word: Word, drug: np.ndarray, handed: Sequence[tuple[int, int, int, str]]) -> ClassTrial:
    number, before, after = (np.array([row[place] for row in handed]) for place in range(3))
    return ClassTrial(word, number, drug, before, after, np.array([row[3] == "drug" for row in handed]))


def difference(change: np.ndarray, drug: np.ndarray, miss: float = MISS) -> Effect:
    """Return mean change of the drug arm minus that of the others [points], with its interval by Student's t.

    change, drug: shape (people,); at least three people, one in each arm.
    """
    value, error = _compared(change, drug)
    reach = float(stats.t.isf(miss / 2, change.size - 2)) * error
    return Effect(value, value - reach, value + reach)


def _compared(change: np.ndarray, drug: np.ndarray) -> tuple[float, float]:
    """Return (difference, its standard error), with one standard deviation for both arms."""
    arms = change[drug], change[~drug]
    squares = sum(float(((arm - arm.mean()) ** 2).sum()) for arm in arms)
    spread = squares / (change.size - 2) * (1 / arms[0].size + 1 / arms[1].size)
    return float(arms[0].mean() - arms[1].mean()), float(np.sqrt(spread))


def virtual_class(word: Word, people: int) -> ClassTrial:
    """Return the trial of numbers 1 to ``people``, all of whom guess by ``hunch``."""
    people = checks.whole_number("people", people, LEAST_PEOPLE, MOST_PEOPLE)
    drawn = [person(word, number) for number in range(1, people + 1)]
    handed = [(one.number, one.before, one.after(one.hunch), one.believes(one.hunch)) for one in drawn]
    return _trial(word, np.array([one.drug for one in drawn]), handed)


# ---- What if -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Size:
    """One class size. effect: numbers 1 to ``people`` of this class word. others: other classes' differences.

    others: shape (OTHERS,). seen: of 100 classes of this size, how many find a clear benefit, by formula.
    """

    people: int
    effect: Effect
    others: np.ndarray
    seen: float


def sizes(word: Word) -> tuple[Size, ...]:
    """Return what the class would have found with each of SIZES people: the same word, more numbers."""
    everybody = virtual_class(word, MOST_PEOPLE)
    change, drug, others = everybody.change, everybody.drug, _other_classes(word.digit)
    found = []
    for place, people in enumerate(SIZES):
        effect = difference(change[:people], drug[:people])
        seen = virtual_trial.power(-word.design.expected, people // 2)
        found.append(Size(people, effect, others[place], seen))
    return tuple(found)


@cache
def _other_classes(digit: str) -> np.ndarray:
    """Return the differences that other classes find, shape (sizes, OTHERS).

    No class that somebody types can have these names, because of their blanks.
    """
    found = np.empty((len(SIZES), OTHERS))
    for index in range(OTHERS):
        other = virtual_class(Word(f"another class {index}", digit), MOST_PEOPLE)
        for place, people in enumerate(SIZES):
            found[place, index] = _compared(other.change[:people], other.drug[:people])[0]
    return found


def worlds(trial: ClassTrial) -> dict[str, Effect]:
    """Return digit -> what the same people with the same guesses would have shown under that design."""
    found = {}
    for digit in designs():
        word = Word(trial.word.name, digit)
        drawn = [person(word, int(number)) for number in trial.number]
        guesses = [GUESSES[not drug] for drug in trial.guessed_drug]
        change = [one.after(guess) - one.before for one, guess in zip(drawn, guesses, strict=True)]
        found[digit] = difference(np.array(change), trial.drug)
    return found


@dataclass(frozen=True)
class Groups:
    """A class cut into small trials. numbers: (first, last) of each; effects: of each; pool: all together."""

    numbers: tuple[tuple[int, int], ...]
    effects: tuple[Effect, ...]
    pool: pooling.Pool


def groups(trial: ClassTrial, size: int = 10, most: int = 8) -> Groups:
    """Return the class as small trials of about ``size`` neighbours, ``most`` at most, and their pool.

    ClassError if the class is too small to be cut so that each part has both arms.
    """
    for count in range(min(most, trial.people // size), 1, -1):
        parts = np.array_split(np.arange(trial.people), count)
        both = all(0 < trial.drug[part].sum() < part.size for part in parts)
        found = [_compared(trial.change[part], trial.drug[part]) for part in parts] if both else []
        # Without any spread there is no error to weigh by.
        if found and all(error > 0 for _, error in found):
            numbers = tuple((int(trial.number[part[0]]), int(trial.number[part[-1]])) for part in parts)
            effects = tuple(difference(trial.change[part], trial.drug[part]) for part in parts)
            return Groups(numbers, effects, pooling.pool(*np.array(found).T, method="fixed"))
    raise ClassError(f"{trial.people} people are too few to be cut into small trials; {2 * size} or more will do.")
