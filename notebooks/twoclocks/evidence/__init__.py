"""The evidence floor: every number of data/ with its unit, range, status and source.

    from twoclocks import evidence
    evidence.parameter("ketamine.kamp2020.CL")      one number; float(...) is its value
    evidence.parameters("ketamine.kamp2020")        dict of a whole set
    evidence.trials(study="TRANSFORM-2")            trial results as a frame
    evidence.series("E")                            rows of one chart
    evidence.rows.one(study=..., measure=...)       one row that may be drawn: seen, and not doubtful
    evidence.one("findings", id="fi-pain-01")       one row of any table, and an error unless it is the only one
    evidence.row("fi-pain-01")                      the row with this id, whichever table holds it
    evidence.table("adverse_events")                any table
    evidence.chain.steps(step="spines")             what was seen of a step of the two mechanisms, and when
    evidence.chain.removals(lane="ssri")            what happened when a step was taken away
    evidence.cite("kamp2020"), evidence.sources([...])   citations with links

Tables are read when first asked for and kept. A damaged table raises DataError with file, row and column.
"""

from . import chain, rows
from .errors import DataError
from .parameters import Parameter, parameter, parameter_table, parameters
from .sources import Citation, Source, SourceList, cite, source, sources
from .tables import table, table_names
from .trials import by_id, number_said, one, row, series, trials
from .words import RANGE_WORDS, STATUS_WORDS
