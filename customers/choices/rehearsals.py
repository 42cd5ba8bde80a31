"""How far a rehearsal is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RehearsalStatus(TextChoices):
    WAITING = "WAITING", _("Waiting for the worker")
    RUNNING = "RUNNING", _("Running")
    DONE = "DONE", pgettext_lazy("rehearsal", "Done")
    FAILED = "FAILED", _("Failed")
