"""What the parameters of the customers' presets are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.choices import ArchiveItem, AssetClass, ConsentChannel, DocumentType, FlagKind, Tier, TieRule
from customers.rules.assignment import Bounds
from customers.rules.tiering import DayCount
from organisation.parameters import Name, Names

NAMES: Names = {
    "lines": Name(_("Tier lines")),
    "tier": Name(_("Tier"), words=dict(Tier.choices)),
    "from": Name(_("From average AUM")),
    "weights": Name(_("Share that counts as AUM (1 = all)"), keys=dict(AssetClass.choices)),
    "grace_months": Name(_("Months below the line before a tier is lost")),
    "day_count": Name(
        _("Days of a month"),
        words={DayCount.ACTUAL: _("Actual calendar days"), DayCount.FIXED_30: _("Always 30")},
    ),
    "near_share_pct": Name(_("Near means missing at most")),
    "average_share_pct": Name(_("Warn when the month's average is below this share of the mean")),
    "mean_months": Name(_("Months of the mean")),
    "maturity_days": Name(_("Show maturities ahead, days")),
    "birthday_days": Name(_("Show birthdays ahead, days")),
    "large_outflow": Name(_("Large outflow from")),
    "large_inflow": Name(_("Large inflow from")),
    "from_tier": Name(_("Alerts from this tier up"), words=dict(Tier.choices)),
    "due_days": Name(_("An alert is due after, days"), keys=dict(FlagKind.choices)),
    "dormant_months": Name(_("Dormant after months without a movement")),
    "renewal_days": Name(_("A maturity counts as not renewed after, days")),
    "mature_months": Name(_("A customer is mature after, months")),
    "noisy_below_pct": Name(_("A rule is noisy when fewer of its alerts were right than")),
    "noisy_from": Name(_("Judge a rule from this many handled alerts")),
    "deposit_mid": Name(_("Deposits from which a middle manager is needed")),
    "deposit_senior": Name(_("Deposits from which a senior manager is needed")),
    "loan_mid": Name(_("Loans from which a middle manager is needed")),
    "loan_senior": Name(_("Loans from which a senior manager is needed")),
    "bounds": Name(
        _("A value on the line"),
        words={
            Bounds.LOWER_INCLUSIVE: _("The line belongs to the band above"),
            Bounds.CIVIL_CODE: _("The line belongs to the band below"),
        },
    ),
    "minimum_tier": Name(_("Lowest tier that is selected"), words=dict(Tier.choices)),
    "tie": Name(_("As many accounts at two branches"), words=dict(TieRule.choices)),
    "undo_days": Name(_("A batch may be undone for, days")),
    "batch_customers": Name(_("Customers of one batch at most")),
    "as_a": Name(_("Customers as primary (A) at most")),
    "as_b": Name(_("Customers as backup (B) at most")),
    "validity_months": Name(_("A risk assessment is valid for, months")),
    "care_from_level": Name(_("Special handling from product level R")),
    "care_below_age": Name(_("Special handling below the age of")),
    "care_above_age": Name(_("Special handling above the age of")),
    "ask_first": Name(_("Closed until the customer has consented"), keys=dict(ConsentChannel.choices)),
    "go_out_from": Name(_("Greet outside from the tier"), words=dict(Tier.choices)),
    "optional_from": Name(_("Greet outside by judgement from the tier"), words=dict(Tier.choices)),
    "distance_m": Name(_("Distance kept, metres")),
    "staff_yuan": Name(_("For a colleague who referred")),
    "customer_yuan": Name(_("For a customer who introduced")),
    "accept_minutes": Name(_("Minutes to accept a referral")),
    "expiry_days": Name(_("An open referral or prospect expires after, days")),
    "per_hour": Name(_("Reveals per person and hour")),
    "seconds_shown": Name(_("Seconds a value stays on the screen")),
    "reason_min_length": Name(_("Shortest reason, characters")),
    "searches_per_minute": Name(_("Searches per person and minute")),
    "export_rows": Name(_("Rows of a file at most")),
    "most_customers": Name(_("Customers chosen at once, at most")),
    "lowest": Name(_("Lowest score")),
    "highest": Name(_("Highest score")),
    "s_label": Name(pgettext_lazy("5C1S", "What S means")),
    "identified_customer": Name(_("Register of identified quality customers")),
    "movement_and_closure": Name(_("Register of large movements and closures")),
    "file_items": Name(_("Items of the file")),
    "file_item": Name(_("Item"), words=dict(ArchiveItem.choices)),
    "expiry_warning_days": Name(_("List expiring identity documents ahead, days")),
    "check_months": Name(_("Months between two checks")),
    "file_types": Name(_("Types of files that are taken")),
    "file_type": Name(_("Type"), words=dict(DocumentType.choices)),
    "file_megabytes": Name(_("Largest file, MB")),
    "customer_megabytes": Name(_("Most of one customer, MB")),
}
