"""Which lessons are open: a learner builds the model, changes it and puts it into the explorer (design.md, 2b)."""

OPENED: tuple[str, ...] = (
    "00_start_here",
    "01_two_targets",
    "02_nmda_receptor",
    "03_serotonin_synapse",
    "04_getting_there",
    "05_after_the_drug",
    "12_expert_serotonin_terminal",
)
#: They have no Build it yet; their turn comes with issue 13.
CLOSED: tuple[str, ...] = (
    "06_onset_timelines",
    "07_how_sure",
    "08_infusion_session",
    "09_chronic_pain",
    "10_safety_access_future",
    "11_reading_claims",
)
