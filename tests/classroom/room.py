#!/usr/bin/env python3
"""A room full of simulated students on a real JupyterHub on this machine: does it hold, what does it need?

    python3 start.py room                    30 students, lesson 06
    python3 start.py room --students 5 --lesson 00
    python3 start.py room --json FILE        write the numbers as well

All students do the same thing at the same time: log in and start their servers; open the lesson and run all;
move sliders with a second's rest between moves; then everybody drags without rest; save. Anything that goes
wrong for any of them is named, and the command ends with 1. It needs Node.js for JupyterHub's proxy; nothing
leaves this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import math
import os
import platform
import shutil
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import mean, median, quantiles

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from classroom.hub import STATE, Hub, Need  # noqa: E402
from classroom.settings import ROOT, start  # noqa: E402
from classroom.student import Student, Trouble  # noqa: E402

STUDENTS, LESSON = 30, "06"
#: Moves of each student: with a rest (seconds, least and most) as people who look at what they did, and
#: without.
CALM_MOVES, REST, DRAGGING_MOVES = 20, (0.5, 1.5), 40
#: Is given a few words about what is going on.
Tell = Callable[[str], None]
#: Room sizes of the table in README.md.
SIZES = (30, 100, 300)
MB, GB = 1e6, 1e9
#: What one student took in a measured room, to warn before a machine is too small, not to size one.
ROUGHLY = 450 * MB


# ---- What a room of any size needs -------------------------------------------------------------------------

#: The rule of the sizing table. Memory: what was measured and a quarter more, and this much for the system
#: and the hub.
MARGIN, SYSTEM = 1.25, 2 * GB
#: Processor: all have the lesson run this long after all start at once; moving takes at most this share of
#: it.
SECONDS_TO_BEGIN, BUSY = 120, 0.6
#: Moves of one student in one second while a class explores.
MOVES_PER_SECOND = 1.0


@dataclass(frozen=True)
class Size:
    """A machine for a room: memory in GB and cores, rounded up."""

    students: int
    memory: int
    cores: int


def sizing(students: int, memory: float, cpu_begin: float, cpu_move: float) -> Size:
    """Return the machine that ``students`` need.

    memory: bytes of one student with one lesson open. cpu_begin: processor seconds of one student from log-in
    until the lesson has run, the hub's and the proxy's share included. cpu_move: the same for one move of a
    slider.
    """
    begin = students * cpu_begin / SECONDS_TO_BEGIN
    moving = students * MOVES_PER_SECOND * cpu_move / BUSY
    whole = SYSTEM + students * memory * MARGIN
    return Size(students, math.ceil(whole / GB), math.ceil(max(begin, moving)))


def sizing_table(measured: dict) -> str:
    """Return the sizing table of README.md from what a room measured (``Report.numbers``)."""
    memory = measured["memory_mb"] * MB
    rows = [sizing(size, memory, measured["cpu_begin"], measured["cpu_move"]) for size in SIZES]
    lines = ["| Students at once | Memory | Cores |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {row.students} | {row.memory} GB | {row.cores} |" for row in rows)])


# ---- The room ----------------------------------------------------------------------------------------------


@dataclass
class Report:
    """What was measured; ``failures`` are sentences that name the student."""

    students: int
    lesson: str
    machine: dict
    seconds: float = 0
    numbers: dict = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


class Room:
    """Leads the students through the lesson, all through one step before any begins the next."""

    def __init__(self, hub: Hub, names: list[str], lesson: str, tell: Tell = lambda text: None):
        """lesson: the file name."""
        self.hub, self.tell = hub, tell
        # Every other student has a screen with twice the pixels, as about half of today's laptops have.
        self.students = [
            Student(name, hub.address, hub.password, lesson, density=1.0 + number % 2)
            for number, name in enumerate(names)
        ]
        self.failures: list[str] = []
        self.cpu: dict[str, float] = {}
        self.peak: dict[str, Need] = {}
        self.peak_common = Need()
        self._cpu_before = 0.0

    async def step(self, name: str, words: str, act: Callable[[Student], Awaitable]) -> None:
        """Let all students do ``act`` at the same time; who fails leaves the room, and the others go on."""
        done, there = 0, self.students

        async def one(student: Student) -> bool:
            nonlocal done
            try:
                await act(student)
            except Trouble as trouble:
                self.failures.append(f"{student.name}, {words}: {trouble}")
                return False
            except Exception as problem:  # a mistake of this test must be seen as well, not end the room
                self.failures.append(f"{student.name}, {words}: {type(problem).__name__}: {problem}")
                return False
            done += 1
            self.tell(f"{words}: {done} of {len(there)} students")
            return True

        self.tell(f"{words}: 0 of {len(there)} students")
        stayed = await asyncio.gather(*map(one, there))
        self.students = [student for student, stays in zip(there, stayed, strict=True) if stays]
        if not self.students:
            raise start.Problem(f"No student got through '{words}': {self.failures[0]}")
        cpu = await asyncio.to_thread(self._cpu)
        self.cpu[name] = (cpu - self._cpu_before) / len(there)
        self._cpu_before = cpu

    def _cpu(self) -> float:
        students, common = self.hub.needs(memory=False)
        return sum(need.cpu for need in students.values()) + common.cpu

    async def watch(self) -> None:
        """Keep the largest need of each student; adding up shared pages costs time, so only now and then."""
        while True:
            students, common = await asyncio.to_thread(self.hub.needs)
            for name, need in students.items():
                if need.shared > self.peak.get(name, Need()).shared:
                    self.peak[name] = need
            self.peak_common = max(common, self.peak_common, key=lambda need: need.shared)
            await asyncio.sleep(10)

    async def lesson(self, calm: int = CALM_MOVES, dragging: int = DRAGGING_MOVES) -> None:
        """Go through the whole lesson. calm, dragging: moves of each student with and without a rest."""
        async with contextlib.AsyncExitStack() as stack:
            for student in self.students:
                await stack.enter_async_context(student)
            self._cpu_before = await asyncio.to_thread(self._cpu)
            watching = asyncio.create_task(self.watch())
            try:
                await self.step("server", "starting servers", Student.arrive)
                await self.step("run", "opening the lesson and running all", open_and_run)
                await self.step("calm", "moving sliders", moves("calm", calm, REST))
                await self.step("dragging", "dragging sliders", moves("dragging", dragging, (0, 0)))
                await self.step("save", "saving", lambda student: student.save(f"My guess. {student.name}"))
                # Only now has everybody written: a copy that two students shared would hold the other one's
                # words.
                await self.step("own", "reading what was saved", still_own)
            finally:
                watching.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await watching


async def open_and_run(student: Student) -> None:
    await student.open()
    await student.run_all()


async def still_own(student: Student) -> None:
    last = await student.last_cell()
    if last != f"My guess. {student.name}":
        raise Trouble(f"the lesson of {student.name} holds {last[:80]!r} now.")


def moves(name: str, count: int, pause: tuple[float, float]) -> Callable[[Student], Awaitable]:
    """Return the step in which a student moves ``count`` times and notes each wait under ``name``."""

    async def move(student: Student) -> None:
        getattr(student.times, name).extend(await student.move(count, pause))

    return move


def numbers(room: Room, dragging: int = DRAGGING_MOVES) -> dict:
    """Return what the table shows: seconds, milliseconds, MB and processor seconds per student."""
    times = [student.times for student in room.students]
    found = {}
    for name, values in {
        "server": [t.server for t in times],
        "first_chart": [t.first_chart for t in times],
        "run_all": [t.run_all for t in times],
    }.items():
        found |= {f"{name}_median": median(values), f"{name}_slowest": max(values)}
    for name in ("calm", "dragging"):
        waits = [1000 * wait for t in times for wait in getattr(t, name)]
        found |= {
            f"{name}_ms_median": median(waits),
            f"{name}_ms_95": quantiles(waits, n=20)[-1],
            f"{name}_ms_slowest": max(waits),
            f"{name}_moves": len(waits),
        }
    peaks = list(room.peak.values())
    found |= {
        "memory_mb": mean(need.shared for need in peaks) / MB,
        "memory_server_mb": mean(need.server for need in peaks) / MB,
        "memory_kernel_mb": mean(need.kernels for need in peaks) / MB,
        "memory_alone_mb_most": max(need.alone for need in peaks) / MB,
        "memory_hub_mb": room.peak_common.shared / MB,
        "cpu_begin": room.cpu["server"] + room.cpu["run"],
        "cpu_server": room.cpu["server"],
        "cpu_run": room.cpu["run"],
        # From the drag: the calm phase also holds what servers do while nobody moves.
        "cpu_move": room.cpu["dragging"] / dragging,
    }
    return {name: round(value, 4) for name, value in found.items()}


def machine() -> dict:
    """Return what there is to say about this machine, so that numbers can be compared."""
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / GB, 1),
        "load_before": [round(load, 2) for load in psutil.getloadavg()],
    }


def hold(students: int, lesson: str, folder: Path, port: int | None, tell: Tell) -> Report:
    """Start a hub in ``folder``, hold the lesson, stop the hub; return what was measured."""
    report = Report(students, lesson, machine())
    begin = time.monotonic()
    own = time.process_time()
    names = [f"student-{number:02}" for number in range(1, students + 1)]
    tell("starting the hub")
    with Hub(folder, port) as hub:
        room = Room(hub, names, lesson, tell)
        asyncio.run(room.lesson())
        report.failures = room.failures
        report.numbers = numbers(room)
        report.machine["load_after"] = [round(load, 2) for load in psutil.getloadavg()]
        tell("stopping the hub and all servers")
    report.seconds = round(time.monotonic() - begin, 1)
    report.numbers["cpu_simulating"] = round((time.process_time() - own) / students, 4)
    return report


# ---- What is shown -----------------------------------------------------------------------------------------


def table(report: Report) -> str:
    """Return the report in words and columns."""
    n = report.numbers
    here = report.machine
    lines = [
        f"{report.students} students at once, {report.lesson}: {report.seconds:.0f} s in all.",
        f"This machine: {here['cores']} cores, {here['memory_gb']:.0f} GB; load average {here['load_before'][0]} "
        f"before, {here['load_after'][0]} at the end.",
        "",
        f"{'':44}{'median':>10}{'95 %':>10}{'slowest':>10}",
    ]
    for words, name in (
        ("Server ready after log-in", "server"),
        ("First chart after opening the lesson", "first_chart"),
        ("Everything run after Run All", "run_all"),
    ):
        lines.append(f"{words:44}{n[f'{name}_median']:8.1f} s{'':10}{n[f'{name}_slowest']:8.1f} s")
    for words, name in (("Slider, a second's rest between moves", "calm"), ("Slider, everybody drags", "dragging")):
        lines.append(
            f"{words:44}{n[f'{name}_ms_median']:7.0f} ms{n[f'{name}_ms_95']:7.0f} ms{n[f'{name}_ms_slowest']:7.0f} ms"
        )
    lines += [
        "",
        f"Memory of one student, shared pages counted once: {n['memory_mb']:.0f} MB (server "
        f"{n['memory_server_mb']:.0f}, kernel {n['memory_kernel_mb']:.0f}); with nobody to share, up to "
        f"{n['memory_alone_mb_most']:.0f} MB.",
        f"Memory of hub and proxy: {n['memory_hub_mb']:.0f} MB.",
        f"Processor seconds of one student: {n['cpu_server']:.1f} to start the server, {n['cpu_run']:.1f} to open and "
        f"run the lesson, {n['cpu_move']:.3f} for each move. Simulating one took {n['cpu_simulating']:.1f} more.",
        "",
        sizing_table(n),
        "",
        f"Failures: {len(report.failures) or 'none'}",
        *("  " + failure for failure in report.failures),
    ]
    return "\n".join(lines)


# ---- The command line --------------------------------------------------------------------------------------


def lesson_file(wanted: str) -> str:
    """Return the file name of the lesson that ``wanted`` begins ("06"); Problem says which there are."""
    there = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    found = [name for name in there if name.startswith(wanted)]
    if len(found) != 1:
        raise start.Problem(f"There is no lesson {wanted!r}: use the first letters of one of {', '.join(there)}.")
    return found[0]


def memory_warning(students: int, free: float) -> str | None:
    """Return a sentence if ``students`` are likely to need more than ``free`` bytes."""
    needed = students * ROUGHLY + SYSTEM / 2
    if needed <= free:
        return None
    fitting = max(0, int((free - SYSTEM / 2) / ROUGHLY))
    return (
        f"Warning: {students} students need about {needed / GB:.0f} GB of memory and {free / GB:.0f} GB "
        f"are free, so this machine may come to a halt; {fitting} would fit (--students {fitting})."
    )


def options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="start.py room", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--students", type=int, default=STUDENTS, help=f"how many (default: {STUDENTS})")
    parser.add_argument("--lesson", default=LESSON, help=f"the first letters of its file name (default: {LESSON})")
    parser.add_argument("--port", type=int, help="the port of the hub (default: a free one)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers into FILE as well")
    chosen = parser.parse_args(arguments)
    if not 1 <= chosen.students <= 500:
        raise start.Problem("Give --students a number from 1 to 500.")
    return chosen


def main(arguments: list[str]) -> int:
    progress = start.Progress(sys.stdout)
    folder, log = STATE / f"run-{os.getpid()}", STATE / "jupyterhub.log"
    clear_up()
    try:
        chosen = options(arguments)
        lesson = lesson_file(chosen.lesson)
        warning = memory_warning(chosen.students, psutil.virtual_memory().available)
        if warning:
            start.say(warning)
        report = hold(chosen.students, lesson, folder, chosen.port, progress.show)
    except start.Problem as problem:
        progress.end()
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        progress.end()
        print("Interrupted: the hub and all its servers have been stopped.", file=sys.stderr)
        return 130
    finally:
        if folder.exists():
            shutil.move(folder / "jupyterhub.log", log)
            shutil.rmtree(folder, ignore_errors=True)  # thirty copies of the lessons are 600 MB
    progress.end()
    start.say(table(report))
    if chosen.json:
        chosen.json.write_text(json.dumps(asdict(report), indent=1) + "\n", encoding="utf-8")
    if report.failures:
        start.say(f"What the hub and the servers said is in {log}.")
        return 1
    return 0


def clear_up() -> None:
    """Remove the copies of rooms that were killed, and leave those of rooms that are still being held."""
    for folder in STATE.glob("run-*"):
        if not psutil.pid_exists(int(folder.name.removeprefix("run-"))):
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, start.interrupt)  # so that what was started is stopped too
    sys.exit(main(sys.argv[1:]))
