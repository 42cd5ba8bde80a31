"""Identity and telephone numbers that have the right shape and belong to nobody.

Resident numbers follow GB 11643 with the region 999999, which no place has. Telephone numbers use segments
that the numbering plan had not given to any operator when this was written. The check character is computed
here and not by the portal's own rule, as a bank's core would: the tests hold one against the other.
"""

from datetime import date, timedelta

REGION = "999999"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_SEGMENTS = ("154", "160", "161", "163", "164", "168", "169")

# Births are spread over this many days (a prime, a little over 62 years), each day once before any day twice.
BIRTH_DAYS = 22_697
_STRIDE = 7_919
MAX_CUSTOMERS = BIRTH_DAYS * 500  # three serial digits, the last of which tells the gender


def check_digit(first17: str) -> str:
    """The eighteenth character of a resident number (GB 11643)."""
    return _CHECK[sum(w * int(c) for w, c in zip(_WEIGHTS, first17, strict=True)) % 11]


def birth_date(serial: int, as_of: date) -> date:
    """The birth date of the customer with this serial: 18 to 80 years before `as_of`."""
    youngest = as_of - timedelta(days=18 * 366)
    return youngest - timedelta(days=serial * _STRIDE % BIRTH_DAYS)


def resident_id(serial: int, born: date, gender: str) -> str:
    """The resident number of customer `serial`. No two serials share one: equal birth dates differ in rank.

    The rank is turned by an amount of the day's own, so that last digits are spread in a small bank too.

    Raises ValueError when the serial digits are used up.
    """
    rank = serial // BIRTH_DAYS
    if rank >= 500:
        raise ValueError(f"more than {MAX_CUSTOMERS} customers cannot have distinct identity numbers")
    sequence = 2 * ((rank + born.toordinal() * 271) % 500) + (1 if gender == "M" else 0)
    first17 = f"{REGION}{born:%Y%m%d}{sequence:03d}"
    return first17 + check_digit(first17)


def mobile(draw: float) -> str:
    """A mobile number from one uniform draw in [0, 1)."""
    position = int(draw * len(_SEGMENTS) * 100_000_000)
    segment, rest = divmod(position, 100_000_000)
    return f"{_SEGMENTS[segment]}{rest:08d}"
