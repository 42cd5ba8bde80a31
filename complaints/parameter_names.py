"""What the parameters of the complaint presets are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from complaints.choices import Classification
from organisation.parameters import Name, Names

NAMES: Names = {
    "decision_days": Name(_("Days to decide"), keys=dict(Classification.choices)),
    "review_request_days": Name(_("Days to ask for a review")),
    "review_answer_days": Name(_("Days to answer a review")),
    "opinion_working_days": Name(_("Working days to answer an opinion")),
    "roll_forward": Name(_("A deadline on a day off moves to the next working day")),
    "complaint": Name(_("Fields of the register")),
}
