"""How property tests run here: the same modest examples every time, nothing written to disk, and no matter how busy
the machine is."""

from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

SLOW = [HealthCheck.too_slow]
quick = settings(max_examples=80, deadline=None, database=None, derandomize=True, suppress_health_check=SLOW)
# Every example begins with the rows that the fixtures made once for all of them.
on_rows = settings(quick, suppress_health_check=[*SLOW, HealthCheck.function_scoped_fixture])

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def money(low: str = "0", high: str = "99999999.99") -> st.SearchStrategy[Decimal]:
    return st.decimals(Decimal(low), Decimal(high), places=2)


def percents(low: str = "-200", high: str = "300", places: int = 3) -> st.SearchStrategy[Decimal]:
    return st.decimals(Decimal(low), Decimal(high), places=places)
