"""Which lessons are open: a learner builds the model, changes it and puts it into the explorer (design.md, 2b)."""

#: The others follow with issue 13. The template's turn comes with them.
OPENED: tuple[str, ...] = (
    "00_start_here",
    "01_two_targets",
    "02_nmda_receptor",
    "03_serotonin_synapse",
    "04_getting_there",
    "05_after_the_drug",
    "12_expert_serotonin_terminal",
)
