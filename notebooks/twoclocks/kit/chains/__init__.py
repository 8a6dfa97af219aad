"""Both chains of mechanism in one picture: as a chart, as a first look, and step by step with what removals did."""

from .charts import chain_sources, chain_tables, chains
from .explorers import chains_explorer, chains_first_look
