"""The planted faults themselves take minutes and are asked for by hand; here only whether each can still be planted."""

import plant
import pytest


@pytest.mark.parametrize("fault", plant.FAULTS, ids=lambda fault: fault.name)
def test_place_of_a_fault_is_there_once(fault):
    assert (plant.ROOMS / fault.file).read_text(encoding="utf-8").count(fault.old) == 1 and fault.new != fault.old
