"""Which lessons are open: a learner builds the model, changes it and puts it into the explorer (design.md, 2b)."""

#: The others follow with issue 13. The template's turn comes with them.
OPENED: tuple[str, ...] = ("02_nmda_receptor",)
