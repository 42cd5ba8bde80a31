"""Closed lists of the queue and the planner."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QueueCause(TextChoices):
    """Why a customer waits for a manager."""

    SELECTION = "SELECTION", _("Monthly selection")
    ENDED = "ENDED", _("The manager was taken off")


class QueueEnd(TextChoices):
    """How the waiting ended."""

    ASSIGNED = "ASSIGNED", pgettext_lazy("queue", "Assigned")
    STATUS = "STATUS", _("The status ended it")


class PlanReason(TextChoices):
    """Why the planner proposes a person for a customer, or nobody."""

    HOUSEHOLD = "HOUSEHOLD", _("Looks after the household already")
    LAST_SELLER = "LAST_SELLER", _("Served the customer last")
    ONLY_ONE = "ONLY_ONE", _("The only one who may")
    LEAST_LOADED = "LEAST_LOADED", _("Has the fewest customers of those who may")
    STAYS = "STAYS", _("Looks after the customer already")
    NOBODY = "NOBODY", _("Nobody may take the customer")
    NO_ROOM = "NO_ROOM", _("Whoever may has no room left")
    TORN_HOUSEHOLD = "TORN_HOUSEHOLD", _("Nobody may take the whole household")
    MADE_WAY = "MADE_WAY", _("The backup becomes the primary")


class MoveResult(TextChoices):
    """What stands of one row of a batch."""

    MADE = "MADE", _("Assigned as planned")
    UNDONE = "UNDONE", _("Undone")
    KEPT = "KEPT", _("Not undone")


class TieRule(TextChoices):
    """Which branch gets a customer with as many accounts at two: always the older account in the end."""

    HOME = "HOME", _("The customer's branch at the core, if it is among them")
    OLDEST = "OLDEST", _("The branch of the oldest account")
