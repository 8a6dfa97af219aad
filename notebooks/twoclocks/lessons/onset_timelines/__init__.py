"""Lesson 06: everything that its cells call, gathered from the modules that make it."""

from .charts import response, same_trial
from .courses import courses as repeated
from .courses import ideation
from .effects import by_control
from .exercises import check_advert, check_difference
from .explorers import choose_control, made_badly, visit_by_visit
from .notes import after_the_course, first_hours, guessing, ideation_words, late_responders, same_arms, sources
from .pills import ssri_weeks
from .predictions import predict_day_two, predict_week_two
from .recomputed import check_table, missing_table
from .yardstick import standardised

EXPLORERS = {"06-visits": visit_by_visit, "06-controls": choose_control, "06-badly": made_badly}
