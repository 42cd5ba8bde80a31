"""Customers as the bank's core knows them, and what changes about them after the full drop."""

from bisect import bisect
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from bankcrm.demo import identity, names
from bankcrm.demo.network import ROADS, Network
from bankcrm.demo.timeline import Timeline

# Wealth classes: (assets from, to, in fen; share in a thousand). The split follows what retail banks report:
# very many small customers, very few large ones; the lines are those of the default tier preset.
CLASSES = (
    (30_000, 5_000_000, 630),
    (5_000_000, 20_000_000, 200),
    (20_000_000, 50_000_000, 100),
    (50_000_000, 600_000_000, 62),
    (600_000_000, 6_000_000_000, 8),
)
LINES = (5_000_000, 20_000_000, 50_000_000, 600_000_000)
_CLASS_WEIGHTS = tuple(accumulate(share for _, _, share in CLASSES))
_OCCUPATIONS = (
    "教师", "医生", "工程师", "公务员", "个体经营者", "企业职员", "销售人员", "司机", "会计", "律师",
    "农民", "护士", "程序员", "企业管理人员", "自由职业", "建筑工人", "餐饮从业者", "科研人员",
)  # fmt: skip
_RISK = ("C1", "C2", "C3", "C4", "C5")
_RISK_WEIGHTS = (15, 50, 80, 94, 100)
_NEW_CUSTOMER_SHARE = 0.05  # opened within the history


@dataclass(frozen=True, slots=True)
class Person:
    """One customer row, and the wealth class that steers what the customer holds."""

    number: str
    name: str
    id_no: str
    id_valid_to: str
    born: date
    gender: str
    phone: str
    address: str
    occupation: str
    risk: str
    assessed_on: str
    outlet: int
    branch: str
    opened: int
    opened_on: str
    opt_out: str
    wealth: int
    id_type: str = "RESIDENT_ID"

    def row(self) -> tuple[str, ...]:
        return (
            self.number, self.name, self.id_type, self.id_no, self.id_valid_to, self.born.isoformat(),
            self.gender, self.phone, self.address, self.occupation, self.risk, self.assessed_on, self.branch,
            self.opened_on, self.opt_out,
        )  # fmt: skip


def draw(rng: Random, serial: int, network: Network, timeline: Timeline) -> Person:
    """The customer with this serial (0, 1, 2 ...), at the state in which the bank first reports them."""
    gender = "M" if rng.random() < 0.49 else "F"
    born = identity.birth_date(serial, timeline.as_of)
    outlet = min(bisect(network.weights, rng.random() * network.weights[-1]), len(network.outlets) - 1)
    home = network.outlets[outlet]
    opened = _opened(rng, born, timeline)
    age = (timeline.as_of - born).days // 365
    return Person(
        number=f"C{serial + 1:07d}",
        name=names.name(rng, gender),
        id_no=identity.resident_id(serial, born, gender),
        id_valid_to=_valid_to(rng, age, timeline.as_of),
        born=born,
        gender=gender,
        phone=identity.mobile(rng.random()),
        address=address(rng, home.city),
        occupation=_occupation(rng, age),
        risk=_RISK[bisect(_RISK_WEIGHTS, rng.random() * 100)],
        assessed_on=timeline.text(max(opened, timeline.full_end - int(rng.random() * 520))),
        outlet=outlet,
        branch=home.number,
        opened=opened,
        opened_on=timeline.text(opened),
        opt_out="Y" if rng.random() < 0.06 else "N",
        wealth=bisect(_CLASS_WEIGHTS, rng.random() * _CLASS_WEIGHTS[-1]),
    )


def again(first: Person, other: Person) -> Person:
    """A second record of `first` under the number and with the wealth of `other`: opened with a passport by somebody
    who did not search."""
    return replace(
        first,
        number=other.number,
        id_type="PASSPORT",
        id_no=f"E9{other.number[1:]}",
        id_valid_to=other.id_valid_to,
        wealth=other.wealth,
    )


def address(rng: Random, city: str) -> str:
    road = ROADS[int(rng.random() * len(ROADS))]
    number, block, room = int(rng.random() * 280) + 1, int(rng.random() * 20) + 1, int(rng.random() * 24) + 1
    return f"{city}市{road}{number}号{block}幢{room}{int(rng.random() * 4) + 1:02d}室"


def changes(rng: Random, person: Person, city: str, timeline: Timeline) -> list[tuple[int, Person]]:
    """Later states of the customer: (day index, state); about one customer in twenty has one."""
    if rng.random() >= 0.05:
        return []
    first = max(timeline.full_end, person.opened) + 1
    if first > timeline.last:
        return []
    day = first + int(rng.random() * (timeline.last - first + 1))
    kind = int(rng.random() * 5)
    if kind == 0:
        changed = replace(person, phone=identity.mobile(rng.random()))
    elif kind == 1:
        changed = replace(person, address=address(rng, city))
    elif kind == 2:
        changed = replace(person, opt_out="N" if person.opt_out == "Y" else "Y")
    else:
        risk = _RISK[bisect(_RISK_WEIGHTS, rng.random() * 100)]
        changed = replace(person, risk=risk, assessed_on=timeline.text(day))
    return [(day, changed)]


def _opened(rng: Random, born: date, timeline: Timeline) -> int:
    if rng.random() < _NEW_CUSTOMER_SHARE:
        return int(rng.random() * timeline.length)
    grown = timeline.index(born) + 16 * 366
    return max(grown, -1 - int(rng.random() ** 1.5 * 7300))


def _valid_to(rng: Random, age: int, as_of: date) -> str:
    """Valid ten or twenty years at most; without end (empty) from the age of 46; a few have lapsed."""
    if age >= 46 and rng.random() < 0.7:
        return ""
    years = 10 if age < 26 else 20
    return (as_of + timedelta(days=int(rng.random() * years * 365) - 120)).isoformat()


def _occupation(rng: Random, age: int) -> str:
    if age >= 62:
        return "退休人员"
    if age < 22:
        return "学生"
    return _OCCUPATIONS[int(rng.random() * len(_OCCUPATIONS))]
