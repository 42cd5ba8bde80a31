"""Who works where: every post, with staff numbers that stay the same whatever the size of the bank.

The first outlet has H0001 (head), M0001.. (wealth managers), RM0001, MM0001, CM0001, LM0001, L0001,
T0001.., NT0001, AS0001; head office has HO001, BL001, HR001, CO001, AU001, MK001, AD001.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from bankcrm.demo import identity, names
from bankcrm.demo.network import Branch, Network
from bankcrm.demo.timeline import Timeline

GRADES = ("SENIOR", "MID", "JUNIOR")
RANK = {"SENIOR": 3, "MID": 2, "JUNIOR": 1}

# Posts of an outlet: (post, prefix of the number, at least, customers per person or 0 for a fixed count).
_OUTLET_POSTS = (
    ("BRANCH_HEAD", "H", 1, 0),
    ("WEALTH_MANAGER", "M", 3, 500),
    ("RELATIONSHIP_MANAGER", "RM", 2, 1000),
    ("MARKETING_MANAGER", "MM", 1, 0),
    ("CORPORATE_MANAGER", "CM", 1, 0),
    ("LOAN_MANAGER", "LM", 1, 0),
    ("LOBBY_MANAGER", "L", 1, 0),
    ("TELLER", "T", 2, 1500),
    ("NONCASH_TELLER", "NT", 1, 0),
    ("ACCOUNTING_SUPERVISOR", "AS", 1, 0),
)
# Posts of the offices above the outlets. Head office takes the first numbers, then the branches in order.
_OFFICE_POSTS = (
    ("BRANCH_HEAD", "HO", ("HEAD_OFFICE", "BRANCH", "SUB_BRANCH")),
    ("BUSINESS_LEAD", "BL", ("HEAD_OFFICE", "BRANCH")),
    ("HR", "HR", ("HEAD_OFFICE", "BRANCH")),
    ("COMPLAINT_OFFICER", "CO", ("HEAD_OFFICE", "BRANCH")),
    ("AUDITOR", "AU", ("HEAD_OFFICE", "BRANCH")),
    ("MARKETING_OFFICER", "MK", ("HEAD_OFFICE", "BRANCH")),
    ("ADMIN", "AD", ("HEAD_OFFICE",)),
)
GRADED = frozenset({
    "WEALTH_MANAGER", "RELATIONSHIP_MANAGER", "MARKETING_MANAGER", "CORPORATE_MANAGER", "LOAN_MANAGER",
})  # fmt: skip
PORTFOLIO_POSTS = frozenset({"WEALTH_MANAGER", "RELATIONSHIP_MANAGER"})


@dataclass(frozen=True, slots=True)
class Member:
    number: str
    name: str
    branch: str
    post: str
    grade: str
    hired_on: date
    email: str
    phone: str
    left_on: str = ""
    status: str = "ACTIVE"

    def row(self) -> tuple[str, ...]:
        return (
            self.number, self.name, self.branch, self.post, self.grade, self.hired_on.isoformat(),
            self.left_on, self.status, self.email, self.phone,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Team:
    """The people of one outlet who look after customers and loans."""

    head: Member
    managers: tuple[Member, ...]
    lender: Member
    others: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Personnel:
    members: tuple[Member, ...]
    teams: tuple[Team, ...]

    def numbered(self, number: str) -> Member:
        return next(member for member in self.members if member.number == number)


def build(network: Network, *, customers: int, seed: int, as_of: date) -> Personnel:
    """Staff for the whole tree; a person's name and dates depend on the seed and the staff number alone."""
    counters: dict[str, int] = {}
    members: list[Member] = []
    for level in ("HEAD_OFFICE", "BRANCH", "SUB_BRANCH"):
        for branch in network.branches:
            if branch.level == level:
                for post, prefix, levels in _OFFICE_POSTS:
                    if level in levels:
                        number = _next(counters, prefix, digits=3)
                        members.append(_member(number, branch, post, grade="", seed=seed, as_of=as_of))
    teams = []
    for position, outlet in enumerate(network.outlets):
        people = _outlet(outlet, customers * network.share(position), counters, seed, as_of)
        members += people
        teams.append(_team(people))
    return Personnel(tuple(members), tuple(teams))


def moves(personnel: Personnel, timeline: Timeline) -> list[tuple[int, Member]]:
    """What changes after the full drop (day, new state): one teller moves, another one leaves.

    Both are people without customers of their own, so that the opening relationships stay whole.
    """
    deltas = timeline.drops[1:]
    if not deltas:
        return []
    moved_on, left_on = deltas[0].start, deltas[min(1, len(deltas) - 1)].end
    moved = replace(personnel.numbered("T0002"), branch=personnel.teams[1].head.branch)
    left = replace(personnel.numbered("NT0002"), left_on=timeline.text(left_on), status="LEFT")
    return [(moved_on, moved), (left_on, left)]


def _outlet(
    outlet: Branch, expected: float, counters: dict[str, int], seed: int, as_of: date
) -> list[Member]:
    people = []
    for post, prefix, least, per_person in _OUTLET_POSTS:
        count = max(least, round(expected / per_person)) if per_person else least
        for position in range(count):
            number = _next(counters, prefix, digits=4)
            grade = GRADES[position % len(GRADES)] if post in GRADED else ""
            people.append(_member(number, outlet, post, grade=grade, seed=seed, as_of=as_of))
    return people


def _team(people: list[Member]) -> Team:
    return Team(
        head=people[0],
        managers=tuple(member for member in people if member.post in PORTFOLIO_POSTS),
        lender=next(member for member in people if member.post == "LOAN_MANAGER"),
        others=tuple(member for member in people if member.post in GRADED - PORTFOLIO_POSTS),
    )


def _member(number: str, branch: Branch, post: str, *, grade: str, seed: int, as_of: date) -> Member:
    rng = Random(f"{seed}:staff:{number}")
    gender = rng.choice("MF")
    least = {"SENIOR": 3000, "MID": 1500, "JUNIOR": 120}.get(grade, 1500)  # days in the bank
    hired = as_of - timedelta(days=least + int(rng.random() * 1200))
    return Member(
        number, names.name(rng, gender), branch.number, post, grade, hired,
        f"{number.lower()}@bank.example", identity.mobile(rng.random()),
    )  # fmt: skip


def _next(counters: dict[str, int], prefix: str, *, digits: int) -> str:
    counters[prefix] = counters.get(prefix, 0) + 1
    return f"{prefix}{counters[prefix]:0{digits}d}"
