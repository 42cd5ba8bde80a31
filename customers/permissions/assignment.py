"""Who may look after a customer, and who decides on it, each with the sentence of its refusal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.choices import AssignmentProblem, RelationshipRole
from customers.policies import CAPACITY
from customers.queries.assignment import Person, Size, against, people, sizes
from customers.rules.assignment import CapacityPolicy
from organisation.choices import Grade
from organisation.roles import Permission
from organisation.templatetags.screen import day_text
from organisation.verdict import ALLOWED, Verdict, refused

if TYPE_CHECKING:
    from customers.models import Customer
    from organisation.models import Staff

_SENTENCES: Mapping[str, str | Promise] = {
    AssignmentProblem.NOT_ACTIVE: gettext_lazy(
        "%(name)s has left or is suspended: only people in active service look after customers."
        " HR keeps the service status."
    ),
    AssignmentProblem.NOT_A_MANAGER: gettext_lazy(
        "%(name)s holds no personal customer manager's post on %(day)s. HR decides on posts."
    ),
    AssignmentProblem.BANNED: gettext_lazy(
        "%(name)s is banned from the customer manager's post through %(until)s. HR decides on bans."
    ),
    AssignmentProblem.ABSENT: gettext_lazy(
        "%(name)s is absent on %(day)s. The branch head or HR ends the absence, or somebody else takes over."
    ),
    AssignmentProblem.HANDING_OVER: gettext_lazy(
        "%(name)s is handing over the customers they have: nobody gets new ones meanwhile. The branch head ends or"
        " cancels the handover first, or somebody else takes over."
    ),
    AssignmentProblem.OTHER_BRANCH: gettext_lazy(
        "%(name)s does not work at the customer's branch: a customer stays with the branch where most of"
        " the accounts were opened. HR decides on postings."
    ),
    AssignmentProblem.GRADE_TOO_LOW: gettext_lazy(
        "The customer's size asks for the grade %(needed)s; the grade of %(name)s is: %(grade)s."
        " Head office sets the sizes in the presets."
    ),
    AssignmentProblem.NO_ROOM: gettext_lazy(
        "%(name)s has %(load)s customers in this role already, of at most %(most)s."
        " Head office sets the limit in the presets."
    ),
    AssignmentProblem.SAME_PERSON: gettext_lazy(
        "%(name)s is already the customer's %(other)s: A and B must be two persons."
        " The branch head changes the other role first."
    ),
}


def may_take(*, customer: Customer, staff: Staff, role: str, on: date) -> Verdict:
    """Whether the person may have the customer in the role on the day; a refusal names every rule that is hit and
    who may decide otherwise."""
    person, size = people([staff], on)[staff.pk], sizes([customer], on)[customer.pk]
    return verdict(person, size, role=role, on=on, capacity=CAPACITY.on(on))


def verdict(
    person: Person,
    size: Size,
    *,
    role: str,
    on: date,
    capacity: CapacityPolicy,
    taking: int = 1,
    waived: Collection[AssignmentProblem] = (),
) -> Verdict:
    """The same from facts that were read before, for many people or customers at once. `waived`: rules that do not
    stand against this person for this customer."""
    reasons = against(size, person, role=role, on=on, capacity=capacity, taking=taking)
    found = [one for one in reasons if one not in waived]
    if not found:
        return ALLOWED
    return refused(" ".join(sentences(found, person, size, role=role, on=on, most=capacity.most(role))))


def may_decide(staff: Staff) -> Verdict:
    """Customers are assigned by the head of their branch, or of a branch above it."""
    if Permission.ASSIGNMENT_DECIDE not in staff.permissions:
        return refused(_("Customers are assigned by the branch head."))
    return ALLOWED


def sentences(
    found: Sequence[AssignmentProblem],
    person: Person,
    size: Size,
    *,
    role: str,
    on: date,
    most: int | None,
) -> list[str]:
    """Each reason in a sentence: the rule, and who may decide otherwise."""
    words = {
        "name": person.staff.name,
        "day": day_text(on),
        "until": day_text(max((one.through for one in person.bans), default=on)),
        "needed": str(Grade(size.required).label),
        "grade": str(Grade(person.grade).label) if person.grade in Grade.values else _("none"),
        "most": most,
        "load": person.load(role),
        "other": _role_word(size.other_role(person.staff.pk, role)),
    }
    return [str(_SENTENCES[one]) % words for one in found]


def _role_word(role: str) -> str:
    return str(RelationshipRole(role).label) if role else ""


def one_role_each(staff: Staff, held: str) -> Verdict:
    """Nobody is A and B of one customer at once; the database holds the same."""
    sentence = str(_SENTENCES[AssignmentProblem.SAME_PERSON])
    return refused(sentence % {"name": staff.name, "other": _role_word(held)})
