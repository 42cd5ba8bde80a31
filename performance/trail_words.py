"""The events of performance in the audit trail, in words."""

from django.utils.translation import gettext_lazy as _

from organisation.trail_words import Words

ACTIONS: Words = {
    "appraisal.export": _("A file of appraisals was made"),
    "scorecard.replay": _("A score was worked out again"),
}
THINGS: Words = {"performance.scorecard": _("Scorecard"), "quarter": _("Quarter")}
