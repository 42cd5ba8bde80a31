"""What the parameters of the performance presets are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from organisation.parameters import Name, Names
from performance.choices import Bounds, IndicatorCode, ItemKind, StepMode
from performance.rules.leaving import HandoverAnchor
from performance.rules.scheme import Deviation
from performance.wording import ITEMS

_SCHEME: Names = {
    "step_mode": Name(_("Points between two steps"), words=dict(StepMode.choices)),
    "bounds": Name(_("A value on the line"), words=dict(Bounds.choices)),
    "total_floor": Name(_("Total at least")),
    "total_cap": Name(_("Total at most")),
    "decimals": Name(_("Decimals of a score")),
    "items": Name(_("Items")),
    "code": Name(_("Item"), words=ITEMS),
    "kind": Name(_("Kind"), words=dict(ItemKind.choices)),
    "measure": Name(_("Measure"), words=dict(IndicatorCode.choices)),
    "base_points": Name(_("Base points")),
    "target": Name(_("Target")),
    "step": Name(_("Size of a step")),
    "step_points": Name(_("Points of a step")),
    "floor": Name(_("Taken away at most")),
    "cap": Name(_("Added at most")),
    "bands": Name(_("Bands")),
    "below": Name(_("Below")),
    "points": Name(_("Points")),
    "deviation": Name(
        _("Distance from the target"),
        words={
            Deviation.DIFFERENCE: _("the difference"),
            Deviation.PERCENT_OF_TARGET: _("in per cent of the target"),
        },
    ),
}
_OUTCOMES: Names = {
    "manager": Name(_("Customer managers")),
    "head": Name(_("Branch heads")),
    "demote_score": Name(_("Demotion below a score of")),
    "dismiss_score": Name(_("Dismissal below a score of")),
    "collection_pct": Name(_("Interest collected below")),
    "deposit_line_pct": Name(_("Deposits below this share of the base")),
    "deposit_months": Name(_("for months in a row")),
    "violation_points": Name(_("Violation points from")),
    "score": Name(_("Score below")),
    "npl_pct": Name(_("Non-performing loans above")),
    "key_item_pct": Name(_("A key item completed below")),
    "years": Name(_("Years")),
    "line": Name(_("Loss from")),
    "year": Name(_("Year that counts")),
    "deposits": Name(_("Cumulative average deposits from")),
    "years_to_pass": Name(_("Years to pass the exam")),
    "rules": Name(_("Rules")),
    "pass_mark": Name(_("Pass mark")),
    "grades": Name(_("Minimum indicators by grade")),
    "results": Name(_("Fields of the register")),
}
_COMPOSITE: Names = {
    "quality_base": Name(_("Quality of reports: base")),
    "report_returned": Name(_("A report returned")),
    "returned_share_zero_pct": Name(_("No quality points from this share returned")),
    "files_base": Name(_("Files: base")),
    "file_gap": Name(_("A gap in a file")),
    "visits_base": Name(_("Visits: base")),
    "visit_missed": Name(_("A visit missed")),
    "visit_record_missing": Name(_("A visit without a record")),
    "bonus_max": Name(_("Bonus at most")),
    "risk_base": Name(_("Risk: base")),
    "overdue": Name(_("A loan overdue")),
    "downgrade": Name(_("A loan downgraded")),
    "statement_done": Name(_("A statement collected")),
    "statement_late": Name(_("A statement late")),
    "temp_task": Name(_("A temporary task done")),
    "entry_late": Name(_("A system entry late")),
    "entry_omitted": Name(_("A system entry omitted")),
    "entry_owner_base": Name(_("In charge of system entry: base")),
    "important_entry_late": Name(_("An important entry late")),
    "classification_owner_base": Name(_("In charge of five-class rating: base")),
    "classification_late": Name(_("A rating late")),
    "classification_error": Name(_("A rating wrong")),
    "classification_criticised": Name(_("A rating criticised by an inspection")),
}
_PAY: Names = {
    "k_floor": Name(_("Coefficient at least")),
    "k_cap": Name(_("Coefficient at most")),
    "r1": Name(_("Share of the stock (r1)")),
    "r2": Name(_("Share of the increment (r2)")),
    "unit_prices": Name(_("Prices per piece"), pairs=True),
    "management": Name(_("What management pay consists of")),
    "tax_rate": Name(_("Tax rate")),
    "capital_ratio": Name(_("Capital ratio")),
    "hurdle": Name(_("Cost of capital")),
    "reward_rate": Name(_("Reward rate")),
    "multipliers": Name(_("Factor above the target, by grade"), pairs=True),
    "post_wages": Name(_("Post wage, by grade"), pairs=True),
    "share": Name(_("Share deferred")),
    "cap_pct": Name(_("Deduction at most, of the month's wage")),
    "minimum_wage": Name(_("Local minimum wage")),
    "posts": Name(_("Posts, highest first")),
    "post": Name(
        _("Post of the ladder"),
        words={
            "SENIOR": _("Senior customer manager"),
            "L1": _("Customer manager, level 1"),
            "L2": _("Customer manager, level 2"),
            "L3": _("Customer manager, level 3"),
            "L4": _("Customer manager, level 4"),
            "TRAINEE": _("Trainee customer manager"),
        },
    ),
    "staff_grade": Name(_("Staff grade")),
    "probation_months": Name(_("Probation, months")),
    "handover_days": Name(_("Days to hand over")),
    "internal_notice_days": Name(_("Notice by the bank's rule, days")),
    "statutory_notice_days": Name(_("Notice by law, days")),
    "probation_notice_days": Name(_("Notice during probation, days")),
    "anchor": Name(
        _("The hand-over counts from"),
        words={
            HandoverAnchor.NOTICE: _("the notice"),
            HandoverAnchor.TERMINATION: _("the end of the contract"),
        },
    ),
}
NAMES: Names = {**_SCHEME, **_OUTCOMES, **_COMPOSITE, **_PAY}
