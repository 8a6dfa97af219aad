"""The models floor: pure functions, parameters and time in, arrays out; every number comes from evidence.

compartments   linear compartment models, solved exactly: doses in, amounts and levels out
ketamine       five published sets, routes, norketamine     esketamine   the nasal spray
ssri           daily tablets of five SSRIs                   paroxetine   the one that is not linear
interactions   two drugs and one enzyme: desipramine, an SSRI beside it, and who has how much CYP2D6
people         virtual people and percentile bands
nmda, sert     block of the target at a level or dose
binding        what share of each target a drug holds in a dish
two_targets    a train of spikes, a pulse of serotonin beside it, and a ladder of durations
magnesium, synapse, nmda_trapping, nmda_states   the NMDA receptor and its block; receptor_runs for lesson 02
uptake, raphe  serotonin uptake and the fall of a pulse; firing and serotonin over weeks (in days)
circuit_days, dose_steps   the circuit on one day, and dose in multiples of a usual one, for lesson 03
terminal       one dose at a 42-state serotonin terminal; terminal_store between doses, terminal_rates inside
               terminal_flows, terminal_clamped, terminal_stiffness: its flows, components clamped, its clocks
validation     how all of these compare with published values; the serotonin side in validation_serotonin
checks         argument checks: a bad value raises ValueError in one sentence

Everywhere: time in hours, doses in mg, levels in ng/mL, shares in 0..1; people and doses on leading axes,
time on the last one.
"""
