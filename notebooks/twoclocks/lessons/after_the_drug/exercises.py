"""Lesson 05: what the self-check cells of the exercises say."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ...kit.cards import accounts
from ...kit.style import time_label
from ...models import cascade as downstream
from ...models import ei_network, hysteresis, ketamine, nmda
from .words import LESSON

#: Block of pyramidal cells in exercise 2, and how near the rate must come to rest [spikes/s].
PYRAMIDAL_BLOCK = 0.2
NEAR_RATE = 0.03
#: Hours at which the drug, or the plasticity, is switched off once exercise 3 is right.
SWITCH_HOURS = (2 / 3, 2.0, 4.0, 8.0)
NEAR_SHARE = 0.01


def splits() -> dict[str, dict]:
    """Return name -> split of exercise 1: accounts, question and options."""
    return {entry["name"]: entry for entry in accounts(LESSON)["split"]}


def experiments() -> None:
    """Print the questions of exercise 1 with the experiments on offer."""
    for name, split in splits().items():
        print(f'"{name}": {split["question"]}')
        for option in split["option"]:
            print(f"   {option['letter']}) {option['text']}")


def check_experiment(name: str, letter: str | None = None) -> None:
    """Print what the experiment ``letter`` would tell about the split ``name``; every choice is explained."""
    known = splits()
    if name not in known:
        print(f'There is no question "{name}"; there are: {", ".join(known)}.')
        return
    options = {option["letter"]: option for option in known[name]["option"]}
    if letter is None:
        print(f"{name}: not yet. Choose one of {', '.join(options)}.")
    elif letter not in options:
        print(f"{name}: {letter!r} is not on offer; choose one of {', '.join(options)}.")
    else:
        chosen = options[letter]
        print(f"{name}, {letter}: {'Yes' if chosen['right'] else 'Not this one'}. {chosen['why']}")


def check_preference(block_I: float | None) -> None:
    """Print what to make of exercise 2: the block of interneurons that balances PYRAMIDAL_BLOCK."""
    if block_I is None:
        print("Not yet: replace None with a share between 0 and 1.")
        return
    rate, rest = (float(ei_network.fixed_point(*blocks).rE) for blocks in ((PYRAMIDAL_BLOCK, block_I), (0, 0)))
    if abs(rate - rest) <= NEAR_RATE:
        print(
            f"Yes: {rate:.2f} spikes/s, as at rest ({rest:.2f}). Interneurons need {block_I / PYRAMIDAL_BLOCK:.1f} "
            "times the block of pyramidal cells."
        )
    else:
        side = "more" if rate < rest else "less"
        print(f"Not quite: {rate:.2f} spikes/s, and {rest:.2f} at rest. Try {side}.")


def check_switches(run: Callable[..., np.ndarray | None]) -> None:
    """Print what to make of exercise 3: run(time, block, kP, off) must switch off what it is asked to."""
    time = np.arange(0.0, 30.0, 0.02)
    block = nmda.ketamine_block(ketamine.infusion_level(time, hysteresis.PK_SET))
    kP = np.full(time.shape, downstream.constants()["kP"])
    at_a_day = int(np.searchsorted(time, downstream.DAY_H))
    intact = downstream.step_by_step(time, block, kP)[at_a_day]
    off = SWITCH_HOURS[1]
    answer = run(time, block, kP, off)
    if answer is None:
        print("Not yet: the function returns None.")
        return
    no_drug, no_change = (
        downstream.step_by_step(time, np.where(time > off, 0, block), kP)[at_a_day],
        downstream.step_by_step(time, block, np.where(time > off, 0, kP))[at_a_day],
    )
    share = np.asarray(answer)[at_a_day] / intact
    if not np.isclose(share, no_change / intact, atol=NEAR_SHARE):
        if np.isclose(share, no_drug / intact, atol=NEAR_SHARE):
            print(
                f"You took the drug away ({100 * share:.0f} % is left). Now leave the drug and switch off kP instead."
            )
        else:
            print("Not quite: from the hour `off` on kP must be 0, before it as it was, and the block untouched.")
        return
    print("Yes. Share of the effect at one day that is left if, from that hour on,")
    print("                 the drug is gone   kP is 0")
    for hour in SWITCH_HOURS:
        gone = downstream.step_by_step(time, np.where(time > hour, 0, block), kP)[at_a_day] / intact
        off_share = np.asarray(run(time, block, kP, hour))[at_a_day] / intact
        print(f"  from {time_label(hour):>9}      {100 * gone:10.0f} %   {100 * off_share:5.0f} %")
