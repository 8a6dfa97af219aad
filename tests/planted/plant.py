"""Plants faults, one at a time, and asks the checks of that lesson whether they see it.

    python tests/planted/plant.py              all faults
    python tests/planted/plant.py dots title   those whose names hold one of these words

A fault is an exact replacement in one file of notebooks/twoclocks/lessons/; text that is no longer there once is said
and counts as a failure. What was planted is taken out again, after Ctrl-C too.
"""

from __future__ import annotations

import functools
import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "notebooks"), str(ROOT / "tests"), str(ROOT / "tests" / "kit")]
sys.dont_write_bytecode = True
# All that takes long to import and holds no room of a lesson.
import twoclocks.book.publish  # noqa: E402, F401
import twoclocks.lessons  # noqa: E402, F401

ROOMS = ROOT / "notebooks" / "twoclocks" / "lessons"
#: Room -> its notebook, as the checks name it.
LESSONS = {path.stem.lstrip("0123456789_"): path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
#: The checks over all lessons that are asked about one.
ASKED = (
    "test_drawn.py::test_what_is_drawn_stands_in_the_table",
    "test_drawn.py::test_axes_have_the_units_of_the_table",
    "test_stored.py::test_every_picture_holds_what_was_stored",
    "test_stored.py::test_every_stored_word_is_said_now",
)


@dataclass(frozen=True)
class Fault:
    """A name, the file below lessons/, what is replaced, and by what."""

    name: str
    file: str
    old: str
    new: str


FAULTS = [
    Fault(
        "on-ramp: trial bar begins elsewhere",
        "start_here/charts.py",
        "left=when.first, height=0.7",
        "left=0.667, height=0.7",
    ),
    Fault(
        "on-ramp: model band gone",
        "start_here/charts.py",
        "        ax.fill_between(days, low, high,",
        "        ax.fill_between(days, low, low,",
    ),
    Fault(
        "ladder: dot ten times later",
        "two_targets/charts.py",
        "point(ax, rung.seconds, row, rung.status",
        "point(ax, 10 * rung.seconds, row, rung.status",
    ),
    Fault(
        "ladder: half of a range missing",
        "two_targets/charts.py",
        "ax.plot([low, high], [row, row], color=color",
        "ax.plot([rung.seconds, high], [row, row], color=color",
    ),
    Fault(
        "one spike: wrong axis label",
        "two_targets/words.toml",
        'y = "open [% of the peak]"',
        'y = "open probability [mV]"',
    ),
    Fault(
        "serotonin pulse: dots at the low end",
        "two_targets/answers.py",
        'measured(ax, p, row, style.SEROTONIN, bar={"lw": style.pt(5), "alpha": 0.35, "zorder": 2}',
        'measured(ax, __import__("dataclasses").replace(p, value=p.low), '
        'row, style.SEROTONIN, bar={"lw": style.pt(5), "alpha": 0.35, "zorder": 2}',
    ),
    Fault("potency: another unit", "nmda_receptor/words.toml", '"potency: IC50 [µM]"', '"potency: IC50 [nM]"'),
    Fault(
        "potency: dots of a neighbour",
        "nmda_receptor/potency_charts.py",
        "point(ax, seen.value, row, seen.status",
        "point(ax, seen.value, row - 1 if row else 1, seen.status",
    ),
    Fault(
        "subunits: links from the wrong end",
        "nmda_receptor/potency_charts.py",
        "ax.plot([without.value, with_mg.value], [row, row]",
        "ax.plot([without.value, 2 * with_mg.value], [row, row]",
    ),
    Fault(
        "magnesium: curve without and with swapped",
        "nmda_receptor/dish.py",
        "ax.plot(volts, with_mg, color=style.KETAMINE, lw=style.pt(3))",
        "ax.plot(volts, bare, color=style.KETAMINE, lw=style.pt(3))",
    ),
    Fault(
        "half a dose: straight line wrong",
        "serotonin_synapse/doses.py",
        "ax.plot([0, usual], [0, whole], color=style.CONTROL",
        "ax.plot([0, usual], [0, half], color=style.CONTROL",
    ),
    Fault(
        "half a dose: squares swapped",
        "serotonin_synapse/doses.py",
        '((1.0, whole, "usual"), (0.5, half, "halved"))',
        '((1.0, half, "usual"), (0.5, whole, "halved"))',
    ),
    Fault(
        "two curves: axis label",
        "serotonin_synapse/doses.py",
        """    ax.set_ylabel(words("shared.occupancy"))
    about = said.part(half=half""",
        """    ax.set_ylabel("serotonin [%]")
    about = said.part(half=half""",
    ),
    Fault(
        "decay times: half of each interval missing",
        "serotonin_synapse/charts.py",
        "            ax, p, row, color, bar=",
        '            ax, __import__("dataclasses").replace(p, low=p.value), row, color, bar=',
    ),
    Fault(
        "first days: interval of another width",
        "serotonin_synapse/charts.py",
        "measured(ax, p, when, upright=True",
        'measured(ax, __import__("dataclasses").replace(p, low=p.low - 2, high=p.high + 2), when, upright=True',
    ),
    Fault(
        "routes: dots as shares",
        "getting_there/route_charts.py",
        "point(ax, 100 * row.value, y,",
        "point(ax, row.value, y,",
    ),
    Fault(
        "five models: bars of the second model",
        "getting_there/models.py",
        'ax.plot(run.peak(name), row, "o"',
        'ax.plot(run.peak(order[1]), row, "o"',
    ),
    Fault(
        "half gone: marker at the start",
        "getting_there/models.py",
        'ax.plot(halves[name], 50, "s"',
        'ax.plot(halves[name] / 10, 50, "s"',
    ),
    Fault(
        "last pill: table row off by a day",
        "getting_there/pills.py",
        'ax.plot(gone[name], 100 * pill_days.GONE, "s"',
        'ax.plot(gone[name] + 3, 100 * pill_days.GONE, "s"',
    ),
    Fault(
        "drug removed: end marker at the start",
        "after_the_drug/curves.py",
        'ax.plot(downstream.DAY_H, left, "D"',
        'ax.plot(1.0, left, "D"',
    ),
    Fault(
        "drug removed: wrong axis label",
        "after_the_drug/words.toml",
        'y = "effect [% of day 1]"',
        'y = "effect [% of week 1]"',
    ),
    Fault(
        "steps: dashes of two curves swapped",
        "after_the_drug/curves.py",
        "linestyle=STEP_DASHES[name], lw=style.pt(2.6)",
        'linestyle=":", lw=style.pt(2.6)',
    ),
    Fault(
        "by control: dots of value and low end",
        "onset_timelines/effects.py",
        'ax.plot(row["spot"], row["value"], shape,',
        'ax.plot(row["spot"], row["low"], shape,',
    ),
    Fault(
        "courses: two arms swapped",
        "onset_timelines/courses.py",
        'point(ax, drug["value"], y, _status(drug), style.KETAMINE',
        'point(ax, drug["value"], y, _status(drug), style.CONTROL',
    ),
    Fault(
        "ideation: interval one-sided",
        "onset_timelines/courses.py",
        "measured(right, row, -place,",
        'measured(right, {**row, "low": row["value"]}, -place,',
    ),
    Fault(
        "SSRI weeks: a week late",
        "onset_timelines/pills.py",
        'point(left, week, row["value"]',
        'point(left, week + 1, row["value"]',
    ),
    Fault(
        "early and late: bar of the other share",
        "onset_timelines/pills.py",
        "ax.barh(y, early, color=color, alpha=0.18",
        "ax.barh(y, 100 - early, color=color, alpha=0.18",
    ),
    Fault(
        "two controls: colours of the arms swapped",
        "how_sure/charts.py",
        'color = style.KETAMINE if role == "ketamine" else style.INK',
        'color = style.INK if role == "ketamine" else style.KETAMINE',
    ),
    Fault(
        "two controls: half of each interval missing",
        "how_sure/charts.py",
        "measured(left, row, y, color",
        'measured(left, {**row, "high": row["value"]}, y, color',
    ),
    Fault(
        "small trials: the line of the fit elsewhere",
        "how_sure/charts.py",
        "ax.plot(fit.line(scale / np.sqrt(grid)), grid",
        "ax.plot(fit.line(2 * scale / np.sqrt(grid)), grid",
    ),
    Fault(
        "pressure: standard deviation doubled",
        "infusion_session/charts.py",
        "ax.plot([row.value - row.sd, row.value + row.sd], [y, y]",
        "ax.plot([row.value - 2 * row.sd, row.value + 2 * row.sd], [y, y]",
    ),
    Fault(
        "pressure: sides swapped",
        "infusion_session/charts.py",
        'shape = "o" if row.side == "systolic" else "s"',
        'shape = "s" if row.side == "systolic" else "o"',
    ),
    Fault(
        "reports: dots of two arms swapped",
        "infusion_session/charts.py",
        'ax.plot(frame["percent"], rows, "o", ms=style.pt(9), color=style.KETAMINE',
        'ax.plot(frame["comparator_percent"], rows, "o", ms=style.pt(9), color=style.KETAMINE',
    ),
    Fault(
        "pressure rise: wrong citation",
        "infusion_session/words.toml",
        "Hollow: seen second-hand. {yale2024, rivaposse2018:cite}",
        "Hollow: seen second-hand. {fang2019:cite}",
    ),
    Fault(
        "pressure rise: a reply changed",
        "infusion_session/words.toml",
        "though some people get there.",
        "and nobody gets there.",
    ),
    Fault(
        "session: caption changed",
        "infusion_session/words.toml",
        "Readings only, no curve: nobody was asked in between.",
        "A curve through readings: everybody was asked.",
    ),
    Fault(
        "pain trials: intervals shifted",
        "chronic_pain/trial_charts.py",
        "ax.plot([row.low, row.high], [place, place], color=color",
        "ax.plot([row.low + 0.3, row.high + 0.3], [place, place], color=color",
    ),
    Fault(
        "pain trials: axis label",
        "chronic_pain/trial_charts.py",
        'ax.set_xlabel("difference, points of 10")',
        'ax.set_xlabel("difference, points of 100")',
    ),
    Fault(
        "side effects: drug and control swapped",
        "safety_access_future/charts.py",
        "point(ax, drug, y, harm.status",
        "point(ax, control, y, harm.status",
    ),
    Fault(
        "decided: a year late",
        "safety_access_future/ahead.py",
        "ax.plot(row.year, y, shape,",
        "ax.plot(row.year + 1, y, shape,",
    ),
    Fault(
        "other uses: table one row off",
        "safety_access_future/ahead.py",
        "point(ax, row.n, y, row.status",
        "point(ax, row.n, (y + 1) % len(rows), row.status",
    ),
    Fault(
        "claims: ratio and extra swapped",
        "reading_claims/charts.py",
        "point(ax, row.ratio, row.extra,",
        "point(ax, row.ratio + 1, row.extra,",
    ),
    Fault(
        "claims: axis label",
        "reading_claims/charts.py",
        'ax.set_ylabel("more people of 1,000")',
        'ax.set_ylabel("more people of 100")',
    ),
    Fault(
        "claims: bars halved",
        "reading_claims/charts.py",
        "ax.barh(place, value, 0.55, color=color",
        "ax.barh(place, value / 2, 0.55, color=color",
    ),
    Fault(
        "class: means of the arms moved",
        "class_experiment/charts.py",
        "ax.plot([means[arm]] * 2, [place - 0.43",
        "ax.plot([means[arm] + 2] * 2, [place - 0.43",
    ),
    Fault(
        "class: told share in the table",
        "class_experiment/charts.py",
        "ax.barh(place, share, color=color",
        "ax.barh(place, 100 - share, color=color",
    ),
    Fault(
        "template: range at the wrong end",
        "lesson_template/charts.py",
        "measured(ax, p, height,",
        'measured(ax, __import__("dataclasses").replace(p, low=p.value), height,',
    ),
    Fault(
        "terminal: title of another hour",
        "expert_serotonin_terminal/words.toml",
        "times a day, a mouse.",
        "times a week, a mouse.",
    ),
]


def seen(fault: Fault) -> bool | None:
    """Plant ``fault`` and return whether a check fails; None if its text is not there exactly once."""
    path = ROOMS / fault.file
    text = path.read_text(encoding="utf-8")
    if text.count(fault.old) != 1:
        return None
    try:
        path.write_text(text.replace(fault.old, fault.new), encoding="utf-8")
        return checks_fail(fault.file.partition("/")[0])
    finally:
        path.write_text(text, encoding="utf-8")


def checks_fail(room: str) -> bool:
    """Ask the checks about the lesson of ``room``, in a child that has all but the lessons imported already."""
    child = os.fork()
    if not child:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        asked = [str(ROOT / "tests" / "kit" / f"{name}[{LESSONS[room]}]") for name in ASKED]
        os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--rootdir", str(ROOT), *asked]))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code not in (0, 1):
        raise SystemExit(f"pytest itself failed on {room}")
    return code == 1


@functools.cache
def clean(room: str) -> bool:
    """Whether the checks pass without a fault: else every fault would be "seen"."""
    return not checks_fail(room)


def stop(number, frame):
    raise KeyboardInterrupt


def main(words: list[str]) -> int:
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell has its background jobs ignore Ctrl-C
        signal.signal(number, stop)
    chosen = [fault for fault in FAULTS if not words or any(word in fault.name for word in words)]
    results = []
    for fault in chosen:
        began = time.perf_counter()
        if not clean(fault.file.partition("/")[0]):
            print(f"{'NOT CLEAN':15}          {fault.name}: the checks fail without it (start.py publish?)", flush=True)
            results.append(None)
            continue
        results.append(seen(fault))
        word = {True: "seen", False: "NOT SEEN", None: "TEXT NOT THERE"}[results[-1]]
        print(f"{word:15} {time.perf_counter() - began:5.1f} s  {fault.name}  ({fault.file})", flush=True)
    print(f"{results.count(True)} of {len(chosen)} seen, {results.count(None)} not planted")
    return results.count(None) + results.count(False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
