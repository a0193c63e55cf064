"""Whatever an app sends, the reply is one of the contract, and never a fault of the server."""

from __future__ import annotations

import pytest

from tests.attacks.contract import attacked

pytestmark = [
    pytest.mark.trial,
    pytest.mark.filterwarnings("ignore"),  # of the tool that makes the calls
]
CALLS = 1_800  # 200 to each operation


def test_thousands_of_calls_find_nothing_that_is_not_in_the_contract() -> None:
    found = attacked(CALLS)
    assert found.failures == []
    assert found.statuses.total() >= CALLS // 2
    assert {200, 201, 400, 401, 404} <= set(found.statuses)
    assert max(found.statuses) < 500
