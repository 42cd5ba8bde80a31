from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest

from customers.choices import CustomerStatus, LifecycleStage, ProspectStatus, ReferralStatus
from customers.rules.lifecycle import PROSPECTS, REFERRALS, STAGES, STATUSES, may_move

TABLES: list[tuple[Any, Mapping[Any, frozenset[Any]], set[str]]] = [
    (LifecycleStage, STAGES, {"LOST"}),
    (CustomerStatus, STATUSES, {"CLOSED"}),
    (ProspectStatus, PROSPECTS, {"ASSIGNED", "EXPIRED", "INVALID"}),
    (ReferralStatus, REFERRALS, {"CONVERTED", "EXPIRED"}),
]


@pytest.mark.parametrize(("states", "table", "ends"), TABLES, ids=lambda one: getattr(one, "__name__", ""))
def test_every_state_is_covered_and_reachable(states: Any, table: Any, ends: set[str]) -> None:
    assert set(table) == set(states)
    assert {state.value for state in states if not table[state]} == ends
    reachable = {next(iter(states))}
    for _ in states:
        reachable |= {after for before in reachable for after in table[before]}
    assert reachable == set(states)


@pytest.mark.parametrize("to", LifecycleStage)
@pytest.mark.parametrize("stage", LifecycleStage)
def test_the_whole_matrix_of_stages(stage: LifecycleStage, to: LifecycleStage) -> None:
    path = ["AWARENESS", "ACQUISITION", "GROWTH", "MATURITY", "DECLINE", "GROWTH"]
    forward = (stage.value, to.value) in set(pairwise(path))
    lost = to is LifecycleStage.LOST and stage is not LifecycleStage.LOST
    assert may_move(stage, to) is (forward or lost)
