"""How property tests run here: the same modest examples every time, nothing written to disk."""

from datetime import date
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

quick = settings(max_examples=80, deadline=None, database=None, derandomize=True)

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def money(low: str = "0", high: str = "99999999.99") -> st.SearchStrategy[Decimal]:
    return st.decimals(Decimal(low), Decimal(high), places=2)


def percents(low: str = "-200", high: str = "300", places: int = 3) -> st.SearchStrategy[Decimal]:
    return st.decimals(Decimal(low), Decimal(high), places=places)
