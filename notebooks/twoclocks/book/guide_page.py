"""The guide's page for one lesson: what stands open, and the folds under it."""

from __future__ import annotations

import html

from .. import evidence
from ..kit.embed import part_html
from .contents import contents
from .guide_answers import answers_html
from .guide_entries import Entry, Step, entry
from .guide_screens import link, picture, readout, shown
from .guide_words import fold, inline, table


class LessonPage:
    """The guide for one lesson. Its words say how many minutes it plans; its HTML is what a teacher reads."""

    def __init__(self, name: str):
        self.entry = entry(name)
        self.ready = self.entry.lesson.ready
        self.contents = contents(self.entry.lesson.name) if self.ready else None

    def __repr__(self) -> str:
        found = self.entry
        return (
            f"{found.lesson.name}: {found.total} minutes in {len(found.steps)} steps, {found.shortest} without those "
            f"that may be left out; {len(found.board)} board questions, {len(found.wrong)} wrong answers."
        )

    def _repr_html_(self) -> str:
        parts = [
            self._open(),
            fold("Objectives and core concepts", self._aims()),
            fold(f"Minute plan: {self.entry.total} minutes", self._plan()),
            fold("Board questions", self._board()),
            fold("Likely wrong answers", self._wrong()),
            fold("Discussion, and what to skip when time is short", self._talk()),
        ]
        if self.ready:
            parts += [fold("What to project", self._project()), fold("All answers", answers_html(self.contents))]
        return part_html("guide", "".join(parts))

    def _open(self) -> str:
        found = self.entry
        where = link(self.contents, "", "Open the lesson") if self.ready else "The lesson is still to come"
        return (
            f"<p><strong>Purpose.</strong> {inline(found.purpose)}</p>"
            f"<p>{where} · alone {found.lesson.minutes} min · in class {found.total} min, "
            f"{found.shortest} at the least · level: {found.lesson.level}</p>"
        )

    def _aims(self) -> str:
        aims = "".join(f"<li>{inline(aim)}</li>" for aim in (self.contents.objectives if self.ready else ()))
        goals = f"<p>Students can afterwards</p><ol>{aims}</ol>" if aims else ""
        return f"{goals}<p><strong>Core concepts:</strong> {html.escape(concepts_of(self.entry))}.</p>"

    def _plan(self) -> str:
        rows = [
            [
                f"{start}–{end}<br>{inline(step.name)}{'<br>(may be left out)' if step.skip else ''}",
                self._screen(step),
                _words(step),
            ]
            for start, end, step in self.entry.clock()
        ]
        head = ["Minute", "On the screen, and what to do", "What to say and to ask"]
        caption = f"Lesson {self.entry.lesson.name[:2]} in {self.entry.total} minutes"
        return f"<p><strong>Before class.</strong> {inline(self.entry.before)}</p>" + table(
            caption, head, rows, [14, 43, 43]
        )

    def _screen(self, step: Step) -> str:
        """Return what is on the screen in a step, and what a click brings up there."""
        parts = [f"<p>{inline(step.do)}</p>"] if step.do else []
        if step.show and self.ready:
            found = shown(self.contents, step.show)
            parts.insert(0, f"<p>{link(self.contents, found.section, found.title)}</p>")
            if step.look:
                parts.append(self._looks(step))
            elif found.more:
                parts.append(fold("What it says", found.more))
        return "".join(parts)

    def _looks(self, step: Step) -> str:
        explorer = picture(self.contents, step.show)
        items = "".join(
            f"<li><em>{html.escape('; '.join(look))}</em><br>It says: {html.escape(readout(explorer, list(look)))}</li>"
            for look in step.look
        )
        return f"<ol>{items}</ol>"

    def _board(self) -> str:
        return (
            "<ol>"
            + "".join(
                f"<li><p>{inline(item.ask)}<br><strong>On the board in the end:</strong> {inline(item.answer)}</p></li>"
                for item in self.entry.board
            )
            + "</ol>"
        )

    def _wrong(self) -> str:
        rows = [[inline(item.answer), inline(item.misconception), inline(item.do)] for item in self.entry.wrong]
        head = ["Somebody says", "The misconception behind it", "What helps"]
        return table(f"Likely wrong answers in lesson {self.entry.lesson.name[:2]}", head, rows, [34, 28, 38])

    def _talk(self) -> str:
        talk, skip = (
            "".join(f"<li>{inline(text)}</li>" for text in texts) for texts in (self.entry.discussion, self.entry.skip)
        )
        return (
            f"<p><strong>To discuss</strong></p><ul>{talk}</ul>"
            f"<p><strong>When time is short</strong></p><ul>{skip}</ul>"
        )

    def _project(self) -> str:
        rows = []
        for name in self.entry.project:
            found = picture(self.contents, name)
            kind = "explorer, live" if found.explorer else "chart"
            file = f'<a href="../figures/{name}.png">{html.escape(name)}.png</a>'
            rows.append([link(self.contents, found.section, found.title), kind, file, html.escape(found.alt)])
        return table(
            f"What to project in lesson {self.entry.lesson.name[:2]}",
            ["In the lesson", "Kind", "For slides", "What it shows"],
            rows,
            [28, 12, 18, 42],
        )


def _words(step: Step) -> str:
    return "".join(f"<p><strong>{word.capitalize()}:</strong> {inline(text)}</p>" for word, text in step.talk)


def concepts_of(found: Entry) -> str:
    """Return the names of the core concepts of an entry with the objectives that serve them."""
    parts = []
    for concept, objectives in found.concepts.items():
        which = " and ".join(map(str, objectives))
        name = evidence.one("core_concepts", id=concept)["concept"]
        parts.append(f"{name} (objective{'s' if len(objectives) > 1 else ''} {which})")
    return ", ".join(parts) or "none of the list; it teaches how to read evidence"
