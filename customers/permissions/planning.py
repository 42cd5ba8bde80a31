"""Which proposals may be committed, and which batches may be taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from customers.models import AssignmentPlan
from customers.permissions.assignment import may_decide
from customers.queries.planning import Proposal
from organisation.templatetags.screen import day_text
from organisation.verdict import ALLOWED, Verdict, refused

if TYPE_CHECKING:
    from organisation.models import Staff


def may_commit(proposal: Proposal) -> Verdict:
    """A batch moves at least one customer and not more than the preset allows."""
    if proposal.beyond:
        return refused(
            _("One batch has at most %(most)s customers; head office sets the number in the presets.")
            % {"most": len(proposal.lines)}
        )
    if not proposal.moves:
        return refused(_("The proposal moves nobody: loosen a condition, or choose other customers."))
    return ALLOWED


def may_undo(staff: Staff, plan: AssignmentPlan, on: date) -> Verdict:
    """Once, by a head, until the last day that the preset leaves."""
    verdict = may_decide(staff)
    if not verdict:
        return verdict
    if plan.undone_at is not None:
        return refused(_("This batch has been undone already."))
    if on > plan.undo_until:
        return refused(
            _("This batch could be undone through %(day)s; assign the customers one by one instead.")
            % {"day": day_text(plan.undo_until)}
        )
    return ALLOWED
