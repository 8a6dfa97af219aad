"""What students hand in: a line to read out or a small record, with characters that catch what was misheard.

A line is ``017 · 34 → 21 · guess drug · K7F``: number, score before and after, guess, and three check
characters. They are three sums modulo 31 over the eight symbols before them, weighted by place, its square
and its cube (a Reed-Solomon code over the field of 31 elements): any one, two or three wrong symbols change
at least one of them, and so does any swap of two. What the sums start from depends on the class word, so that
a line of another class fits by chance once in 29,791.

``collect`` sorts what was handed in. Nothing is lost: taken, repeated and set aside add up to what came in.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from . import checks
from .class_trial import GUESSES, MOST_PEOPLE, TOP, ClassError, Word, designs, person, read_guess, read_word, short

#: 31 characters, a prime number of them; without I, L, O, 0 and 1, which are taken for each other.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CHECKS = 3
LONGEST = 2000
_LOOKS_LIKE = "017 · 34 → 21 · guess drug · K7F"
_LINE = re.compile(r"\D*(\d{1,9})\D+(\d{1,9})\D+(\d{1,9})\D+?\b(DRUG|PLACEBO)\b(.*)", re.DOTALL)
_FIELDS = ("word", "number", "before", "after", "guess", "check")


@dataclass(frozen=True)
class Entry:
    """What one student hands in. before, after: scores [points]; guess: "drug" or "placebo"."""

    word: Word
    number: int
    before: int
    after: int
    guess: str

    @property
    def check(self) -> str:
        """The three check characters."""
        return check_characters(self.word, self.number, self.before, self.after, self.guess)

    @property
    def line(self) -> str:
        """The entry as a line to read out."""
        verb = "told" if self.word.design.told else "guess"
        return f"{self.number:03d} · {self.before:02d} → {self.after:02d} · {verb} {self.guess} · {self.check}"

    @property
    def record(self) -> str:
        """The entry as JSON on one line, for a file."""
        values = (str(self.word), self.number, self.before, self.after, self.guess, self.check)
        return json.dumps(dict(zip(_FIELDS, values, strict=True)), ensure_ascii=False)


def entry(word: Word, number: int, guess: str) -> Entry:
    """Return the entry of a number that guessed ``guess`` (where everybody is told, the arm stands there)."""
    one = person(word, number)
    return Entry(word, number, one.before, one.after(guess), one.believes(guess))


def check_characters(word: Word, number: int, before: int, after: int, guess: str) -> str:
    """Return the three check characters of an entry; ValueError for numbers that do not fit on a line."""
    number = checks.whole_number("number", number, 0, 10**3 - 1)
    before, after = (checks.whole_number("score", score, 0, 10**2 - 1) for score in (before, after))
    guessed = GUESSES.index(checks.choice("guess", guess, GUESSES)) + 1
    symbols = [*(int(digit) for digit in f"{number:03d}{before:02d}{after:02d}"), guessed]
    start = hashlib.sha256(f"two clocks class check|{word}".encode()).digest()
    base, found = len(ALPHABET), ""
    for power in range(1, CHECKS + 1):
        total = int.from_bytes(start[4 * power : 4 * power + 4], "big")
        total += sum(symbol * place**power for place, symbol in enumerate(symbols, 1))
        found += ALPHABET[total % base]
    return found


# ---- Reading -----------------------------------------------------------------------------------------------


def read(text: str, word: Word) -> Entry:
    """Return the entry in a row of text, a line or a record; ClassError says what is wrong with it."""
    if len(text) > LONGEST:
        raise ClassError(f"It is too long to be an entry; one looks like {_LOOKS_LIKE}.")
    plain = unicodedata.normalize("NFKC", text).strip()
    number, before, after, guess, check = _record(plain, word) if plain.startswith("{") else _line(plain)
    if not 1 <= number <= MOST_PEOPLE:
        raise ClassError(f"Number {number} is not one from 1 to {MOST_PEOPLE}.")
    for score in (before, after):
        if not 0 <= score <= TOP:
            raise ClassError(f"A score of {score} is impossible; the scale goes from 0 to {TOP}.")
    if check != check_characters(word, number, before, after, guess):
        raise ClassError(_why_unfit(word, number, before, after, guess, check))
    found = Entry(word, number, before, after, guess)
    if found != entry(word, number, guess):
        raise ClassError(
            f"Number {number} of this class did not draw {before} → {after}, {guess}; it was made by hand."
        )
    return found


def _line(plain: str) -> tuple[int, int, int, str, str]:
    match = _LINE.fullmatch(plain.upper())
    if not match:
        raise ClassError(f"It cannot be read; an entry looks like {_LOOKS_LIKE}.")
    # In one piece among other words, or spelled out: "K 7 F".
    pieces = re.findall(r"[^\W_]+", match[5])
    check = next((piece for piece in pieces if len(piece) == CHECKS), "".join(pieces))
    if len(check) != CHECKS:
        raise ClassError(f"It lacks the three check characters at its end; an entry looks like {_LOOKS_LIKE}.")
    return int(match[1]), int(match[2]), int(match[3]), match[4].lower(), check


def _record(plain: str, word: Word) -> tuple[int, int, int, str, str]:
    try:
        found = json.loads(plain)
    # Thousands of brackets are no entry either.
    except (ValueError, RecursionError):
        raise ClassError("It begins like a file of this experiment, but cannot be read; it may be cut off.") from None
    missing = [name for name in _FIELDS if name not in found]
    if missing:
        raise ClassError(f"It is no entry of this experiment; it lacks {', '.join(missing)}.")
    try:
        other = read_word(found["word"])
    except ClassError:
        raise ClassError(f"Its class word is {short(found['word'])}, not {word}.") from None
    if other != word:
        raise ClassError(f"It belongs to the class word {other}, not to {word}.")
    numbers = [found[name] for name in ("number", "before", "after")]
    for name, value in zip(("number", "before", "after"), numbers, strict=True):
        if type(value) is not int:
            raise ClassError(f"Its {name} is {short(value)}; it must be a whole number.")
    return *numbers, read_guess(found["guess"]), str(found["check"]).upper()


def _why_unfit(word: Word, number: int, before: int, after: int, guess: str, check: str) -> str:
    for digit in designs():
        other = Word(word.name, digit)
        if other != word and check == check_characters(other, number, before, after, guess):
            return f"It belongs to the class word {other}, not to {word}."
    return (
        f"The check characters {short(check)} do not fit: something was misheard or mistyped, or it comes "
        f"from another class; ask number {number} to read it out again."
    )


# ---- Sorting -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Handed:
    """Something that came in. where: a file or a row, as the teacher knows it."""

    where: str
    text: str


@dataclass(frozen=True)
class SetAside:
    """Something that came in and is not counted, as it came, with one sentence that says why."""

    handed: Handed
    why: str


@dataclass(frozen=True)
class Collected:
    """What came in, sorted.

    taken: one entry a number. repeats: the same entry once more. set_aside: all else, each with its reason.
    """

    word: Word
    taken: tuple[Entry, ...]
    repeats: tuple[Handed, ...]
    set_aside: tuple[SetAside, ...]

    @property
    def handed_in(self) -> int:
        """How many came in."""
        return len(self.taken) + len(self.repeats) + len(self.set_aside)

    @property
    def rows(self) -> list[tuple[int, int, int, str]]:
        """The taken entries as ``class_trial.pool`` wants them."""
        return [(one.number, one.before, one.after, one.guess) for one in self.taken]


def collect(word: Word, handed: Iterable[Handed], unread: Iterable[SetAside] = ()) -> Collected:
    """Return what was handed in, sorted. unread: what could not even be opened; it stays set aside.

    The same entry twice counts once. Two different entries of one number are both set aside, because nobody
    can know which is right.
    """
    aside, by_number = list(unread), defaultdict(list)
    for one in handed:
        try:
            found = read(one.text, word)
        except ClassError as problem:
            aside.append(SetAside(one, str(problem)))
        else:
            by_number[found.number].append((found, one))
    taken, repeats = [], []
    for number, several in sorted(by_number.items()):
        if len({found for found, _ in several}) == 1:
            taken.append(several[0][0])
            repeats += [one for _, one in several[1:]]
        else:
            places = ", ".join(one.where for _, one in several)
            aside += [
                SetAside(one, f"Number {number} came with different entries ({places}); delete the wrong one.")
                for _, one in several
            ]
    return Collected(word, tuple(taken), tuple(repeats), tuple(aside))
