"""A simulated student: does over the hub's proxy what a browser with JupyterLab does, but draws nothing.

Log in by the form, start the server, open a lesson, start its kernel, run all cells over the kernel's
websocket, move the explorers' sliders by widget messages and wait for each answer, save. Every wait has an
end, and whatever goes wrong raises Trouble with one sentence.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import quote

import aiohttp
from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1

#: The protocol that JupyterLab asks for.
PROTOCOL = "v1.kernel.websocket.jupyter.org"
#: How long a student waits for one step; a machine that starts thirty servers at once is slow, not broken.
PATIENCE = 300
#: What makes a cell's output a chart: a picture, or an explorer that draws itself.
CHART = ("image/png", "application/vnd.jupyter.widget-view+json")
# What a browser says about its requests; the hub's protection against forged requests listens to it.
_PAGE = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "document"}
_FETCH = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "empty"}
_SOCKET = {"Sec-Fetch-Mode": "websocket", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "websocket"}


class Trouble(Exception):
    """Something that a student in the room would have seen go wrong."""


@dataclass
class Explorer:
    """One explorer in the kernel: how many values each control has, and where the controls stand."""

    model: str
    name: str
    options: list[int]
    positions: list[int]
    turn: int
    sharpened: bool = False


@dataclass
class Times:
    """What the student waited for, in seconds.

    server: from log-in until it is ready. first_chart: from opening the lesson. run_all: from Run All. calm,
    dragging: each move of a slider until the new picture has arrived.
    """

    server: float = 0
    first_chart: float = 0
    run_all: float = 0
    calm: list[float] = field(default_factory=list)
    dragging: list[float] = field(default_factory=list)


class Student:
    """One student with a browser of their own: ``async with``, then arrive, open, run_all, move, save."""

    def __init__(self, name: str, address: str, password: str, lesson: str, density: float = 1.0):
        """lesson: its file name. density: pixels of the screen per CSS pixel; 2 asks for sharper pictures."""
        self.name, self.address, self.lesson, self.density = name, address, lesson, density
        self.times = Times()
        self.explorers: list[Explorer] = []
        self.notebook: dict = {}
        self._password = password
        self._chance = random.Random(name)
        self._base = f"{address}/user/{quote(name)}"
        self._path = f"notebooks/{lesson}"
        self._session = Session(username=name)
        self._answers: dict[str, asyncio.Queue] = {}
        self._kernel = ""
        self._opened = 0.0
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._reader: asyncio.Task | None = None

    async def __aenter__(self) -> Student:
        self._web = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True),  # unsafe: cookies of an address without a name
            timeout=aiohttp.ClientTimeout(total=PATIENCE),
            headers={"User-Agent": f"{self.name} in the room"},
        )
        return self

    async def __aexit__(self, *problem) -> None:
        if self._reader is not None:
            self._reader.cancel()
        if self._socket is not None:
            await self._socket.close()
        await self._web.close()

    # ---- Requests ------------------------------------------------------------------------------------------

    def _xsrf(self, url: str) -> str:
        cookie = self._web.cookie_jar.filter_cookies(aiohttp.client.URL(url)).get("_xsrf")
        return cookie.value if cookie else ""

    async def page(self, url: str) -> str:
        """Load a page as a browser does that follows a link; Trouble if it is not there."""
        async with self._web.get(url, headers=_PAGE) as answer:
            return await self._checked(answer)

    async def api(self, method: str, url: str, data: object = None) -> str:
        """Ask as JupyterLab's own code does; Trouble if the answer is not yes."""
        headers = _FETCH | {"X-XSRFToken": self._xsrf(url), "Origin": self.address}
        async with self._web.request(method, url, json=data, headers=headers) as answer:
            return await self._checked(answer)

    async def events(self, url: str) -> AsyncIterator[dict]:
        """Yield what a page hears that listens to a stream of events."""
        headers = _FETCH | {"X-XSRFToken": self._xsrf(url), "Accept": "text/event-stream"}
        async with self._web.get(url, headers=headers) as stream:
            if stream.status >= 400:
                await self._checked(stream)
            async for line in stream.content:
                if line.startswith(b"data:"):
                    yield json.loads(line[len(b"data:") :])

    async def _checked(self, answer: aiohttp.ClientResponse) -> str:
        text = await answer.text()
        if answer.status >= 400:
            asked = f"{answer.method} {answer.url.path}"
            raise Trouble(f"{asked} was answered with {answer.status} {answer.reason}.")
        return text

    # ---- Log in, start the server --------------------------------------------------------------------------

    async def arrive(self) -> None:
        """Log in and wait until the student's server runs."""
        begin = time.perf_counter()
        async with self._patience("starting the server"):
            login = self.address + "/hub/login"
            await self.page(login)
            form = {"username": self.name, "password": self._password, "_xsrf": self._xsrf(login)}
            async with self._web.post(login + "?next=/hub/home", data=form, headers=_PAGE) as answer:
                await self._checked(answer)
                if answer.url.path != "/hub/home":
                    raise Trouble("the hub did not accept the password.")
            after = quote(self._lab_path(), safe="")
            await self.page(f"{self.address}/hub/spawn/{quote(self.name)}?next={after}")
            await self._until_started()
        self.times.server = time.perf_counter() - begin

    async def _until_started(self) -> None:
        """Follow the bar that the hub's waiting page shows."""
        async for event in self.events(f"{self.address}/hub/api/users/{quote(self.name)}/server/progress"):
            if event.get("failed"):
                raise Trouble(f"the server did not start: {event.get('message', 'no reason given')}")
            if event.get("ready"):
                return
        raise Trouble("the hub's progress bar ended before the server was ready.")

    def _lab_path(self) -> str:
        return f"/user/{self.name}/lab/tree/{self._path}"

    # ---- Open the lesson -----------------------------------------------------------------------------------

    async def open(self) -> None:
        """Load JupyterLab's page, its settings and the lesson, start a kernel and connect to it."""
        self._opened = time.perf_counter()
        async with self._patience("opening the lesson"):
            page = await self.page(self.address + self._lab_path())
            if "jupyter-config-data" not in page:
                raise Trouble("JupyterLab's page is not what was shown.")
            await self.api("GET", f"{self._base}/lab/api/settings")
            await self.api("GET", f"{self._base}/api/kernelspecs")
            stored = await self.api("GET", f"{self._contents}?type=notebook&content=1&hash=1")
            self.notebook = json.loads(stored)
            session = json.loads(
                await self.api(
                    "POST",
                    f"{self._base}/api/sessions",
                    {"path": self._path, "name": self.lesson, "type": "notebook", "kernel": {"name": "python3"}},
                )
            )
            self._kernel = session["kernel"]["id"]
            channels = f"{self._base}/api/kernels/{self._kernel}/channels?session_id={uuid.uuid4()}"
            self._socket = await self._web.ws_connect(
                channels.replace("http", "ws", 1),
                protocols=[PROTOCOL],
                origin=self.address,
                headers=_SOCKET,
                max_msg_size=0,
            )
            if self._socket.protocol != PROTOCOL:
                raise Trouble(f"the server does not speak {PROTOCOL}.")
            self._reader = asyncio.create_task(self._read())
            async with self._ask("kernel_info_request", {}) as answers:
                await self._wait_for(answers, "kernel_info_reply")

    @property
    def _cells(self) -> list[dict]:
        return self.notebook["content"]["cells"]

    @property
    def _contents(self) -> str:
        return f"{self._base}/api/contents/{self._path}"

    # ---- The kernel's websocket ----------------------------------------------------------------------------

    async def _read(self) -> None:
        """Sort what the kernel says by the message that it answers; note the explorers that it opens."""
        unpack = self._session.unpack
        async for message in self._socket:
            if message.type != aiohttp.WSMsgType.BINARY:
                continue
            _, (header, parent, _, content, *buffers) = deserialize_msg_from_ws_v1(message.data)
            kind = unpack(header)["msg_type"]
            body = unpack(content)
            if kind == "comm_open":
                self._note_explorer(body)
            elif kind == "comm_close":
                self.explorers = [one for one in self.explorers if one.model != body["comm_id"]]
            answers = self._answers.get(unpack(parent).get("msg_id"))
            if answers is not None:
                answers.put_nowait((time.perf_counter(), kind, body, buffers))
        for answers in self._answers.values():
            answers.put_nowait((time.perf_counter(), "closed", {}, []))

    def _note_explorer(self, opened: dict) -> None:
        state = opened.get("data", {}).get("state", {})
        if {"positions", "spec", "turn"} <= set(state):
            options = [len(control["options"]) for control in state["spec"]["controls"]]
            self.explorers.append(
                Explorer(opened["comm_id"], state["spec"]["name"], options, list(state["positions"]), state["turn"])
            )

    @contextlib.asynccontextmanager
    async def _ask(self, kind: str, content: dict, channel: str = "shell"):
        """Send a message to the kernel; gives the queue of what comes back for it."""
        message = self._session.msg(kind, content)
        identity = message["header"]["msg_id"]
        answers = self._answers[identity] = asyncio.Queue()
        try:
            await self._socket.send_bytes(serialize_msg_to_ws_v1(message, channel, self._session.pack))
            yield answers
        finally:
            del self._answers[identity]

    async def _wait_for(self, answers: asyncio.Queue, wanted: str) -> tuple[float, dict]:
        """Return when and with what the kernel gave the answer ``wanted`` (a type, or "idle")."""
        while True:
            moment, kind, body, _ = await answers.get()
            if kind == "closed":
                raise Trouble("the connection to the kernel was lost.")
            if kind == wanted or (kind == "status" and body["execution_state"] == wanted):
                return moment, body

    @contextlib.asynccontextmanager
    async def _patience(self, doing: str):
        """Turn a wait that does not end, and whatever the network says, into Trouble."""
        try:
            async with asyncio.timeout(PATIENCE):
                yield
        except TimeoutError:
            raise Trouble(f"{doing} took longer than {PATIENCE} seconds.") from None
        except aiohttp.ClientError as problem:
            raise Trouble(f"{doing} failed: {type(problem).__name__} {problem}.") from problem

    # ---- Run all, move, save -------------------------------------------------------------------------------

    async def run_all(self) -> None:
        """Run every code cell, sent all at once as JupyterLab does; the first that fails is Trouble."""
        cells = [
            (number, "".join(cell["source"]))
            for number, cell in enumerate(self._cells, 1)
            if cell["cell_type"] == "code"
        ]
        begin = time.perf_counter()
        async with self._patience("running all cells"), contextlib.AsyncExitStack() as stack:
            asked = []
            for number, source in cells:
                request = {
                    "code": source,
                    "silent": False,
                    "store_history": True,
                    "user_expressions": {},
                    "allow_stdin": True,
                    "stop_on_error": True,
                }
                asked.append((number, await stack.enter_async_context(self._ask("execute_request", request))))
            for number, answers in asked:
                await self._until_run(number, answers)
        self.times.run_all = time.perf_counter() - begin
        wanted = sum(
            'class="tc tc-explorer"' in "".join(output.get("data", {}).get("text/html", ""))
            for cell in self._cells
            for output in cell.get("outputs", [])
        )
        if len(self.explorers) != wanted or not self.times.first_chart:
            raise Trouble(f"{len(self.explorers)} explorers came, and the stored lesson has {wanted}.")

    async def _until_run(self, number: int, answers: asyncio.Queue) -> None:
        replied = idle = False
        while not (replied and idle):
            moment, kind, body, _ = await answers.get()
            if kind == "closed":
                raise Trouble("the connection to the kernel was lost.")
            if kind in {"display_data", "execute_result"} and not self.times.first_chart:
                if any(name in body["data"] for name in CHART):
                    self.times.first_chart = moment - self._opened
            if kind == "execute_reply":
                replied = True
                if body["status"] != "ok":
                    reason = f"{body.get('ename', body['status'])} {body.get('evalue', '')}".strip()
                    raise Trouble(f"cell {number} failed: {reason}.")
            idle = idle or (kind == "status" and body["execution_state"] == "idle")

    async def move(self, count: int, pause: tuple[float, float]) -> list[float]:
        """Move sliders ``count`` times with a rest of ``pause`` (least, most) seconds; return each wait.

        The explorers take turns. The next move waits for the answer to the one before, as JupyterLab's
        widgets do.
        """
        waits = []
        for number in range(count):
            await asyncio.sleep(self._chance.uniform(*pause))
            async with self._patience("waiting for an explorer"):
                waits.append(await self._move(self.explorers[number % len(self.explorers)]))
        return waits

    async def _move(self, explorer: Explorer) -> float:
        if not explorer.sharpened and self.density != 1.0:
            await self._update(explorer, {"density": self.density})
        explorer.sharpened = True
        control = self._chance.choice([index for index, size in enumerate(explorer.options) if size > 1])
        there = explorer.positions[control]
        elsewhere = [position for position in range(explorer.options[control]) if position != there]
        explorer.positions[control] = self._chance.choice(elsewhere)
        return await self._update(explorer, {"positions": explorer.positions})

    async def _update(self, explorer: Explorer, state: dict) -> float:
        """Send what a control sends; return after how many seconds the new picture had arrived."""
        data = {"method": "update", "state": state, "buffer_paths": []}
        begin = time.perf_counter()
        async with self._ask("comm_msg", {"comm_id": explorer.model, "data": data}) as answers:
            while True:
                moment, body = await self._wait_for(answers, "comm_msg")
                new = body["data"].get("state", {})
                if body["comm_id"] == explorer.model and new.get("turn", explorer.turn) > explorer.turn:
                    break
            explorer.turn = new["turn"]
            if new.get("readout", "").startswith("This setting cannot be drawn"):
                raise Trouble(f"explorer {explorer.name} at {explorer.positions}: {new['readout']}")
            await self._wait_for(answers, "idle")
        return moment - begin

    async def save(self, note: str) -> None:
        """Add a cell with ``note`` to the lesson and save it; Trouble if anything else is read back."""
        async with self._patience("saving"):
            cell = {"cell_type": "markdown", "id": uuid.uuid4().hex[:8], "metadata": {}, "source": note}
            content = self.notebook["content"] | {"cells": [*self._cells, cell]}
            await self.api("PUT", self._contents, {"type": "notebook", "format": "json", "content": content})
            last = await self.last_cell()
            if last != note:
                raise Trouble(f"after saving, the last cell of the lesson says {last[:80]!r}.")

    async def last_cell(self) -> str:
        """Return the last cell of the lesson as the student's server has it stored."""
        stored = json.loads(await self.api("GET", f"{self._contents}?type=notebook&content=1"))
        return "".join(stored["content"]["cells"][-1]["source"])

    async def execute(self, code: str) -> str:
        """Run ``code`` in the lesson's kernel; return what it printed."""
        request = {
            "code": code,
            "silent": False,
            "store_history": False,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": True,
        }
        printed = []
        async with self._patience("running code"), self._ask("execute_request", request) as answers:
            while True:
                _, kind, body, _ = await answers.get()
                if kind == "stream":
                    printed.append(body["text"])
                if kind in {"error", "closed"}:
                    raise Trouble(f"code failed: {body.get('evalue', 'connection lost')}.")
                if kind == "status" and body["execution_state"] == "idle":
                    return "".join(printed)

    # ---- Stop and come back --------------------------------------------------------------------------------

    async def until_stopped(self) -> None:
        """Wait until the hub says that the student has no server any more."""
        async with self._patience("waiting for the server's end"):
            user = f"{self.address}/hub/api/users/{quote(self.name)}"
            while json.loads(await self.api("GET", user))["servers"]:
                await asyncio.sleep(0.5)
