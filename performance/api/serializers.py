"""What the API takes and gives. Decimals are text, so that nothing is rounded on the way."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from performance.choices import LineStatus, Outcome, Scheme
from performance.queries.cards import ORDERS


class ListQuery(serializers.Serializer[Any]):
    """The filters of the list page, by the same names."""

    q = serializers.CharField(required=False, help_text="Beginning of a staff number or of a name")
    scheme = serializers.ChoiceField(Scheme.choices, required=False)
    branch = serializers.CharField(required=False, help_text="Branch number; all below it count")
    complete = serializers.ChoiceField(["yes", "no"], required=False)
    outcome = serializers.ChoiceField([*Outcome.values, "NONE"], required=False)
    sort = serializers.ChoiceField([f"{sign}{key}" for key in ORDERS for sign in ("", "-")], required=False)
    after = serializers.IntegerField(required=False, help_text="Card after which the page begins")
    before = serializers.IntegerField(required=False, help_text="Card before which the page ends")


class CardOut(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    business_date = serializers.DateField()
    staff_no = serializers.CharField(source="staff.staff_no")
    staff_name = serializers.CharField(source="staff.name")
    branch_no = serializers.CharField(source="branch.branch_no")
    post = serializers.CharField()
    grade = serializers.CharField()
    kind = serializers.CharField()
    scheme = serializers.CharField()
    preset_version = serializers.IntegerField()
    period = serializers.CharField()
    total = serializers.DecimalField(9, 2)
    open_points = serializers.DecimalField(9, 2)
    complete = serializers.BooleanField()
    rank = serializers.IntegerField(allow_null=True)
    outcome = serializers.ChoiceField(Outcome.choices, allow_blank=True)


class LineOut(serializers.Serializer[Any]):
    """`explanation` holds the rule's parameters, the figure with its numbers and periods, and why it is missing."""

    item = serializers.CharField()
    measure = serializers.CharField()
    status = serializers.ChoiceField(LineStatus.choices)
    target = serializers.DecimalField(20, 4, allow_null=True)
    actual = serializers.DecimalField(30, 10, allow_null=True)
    raw_steps = serializers.DecimalField(30, 10, allow_null=True)
    steps = serializers.DecimalField(30, 10, allow_null=True)
    base_points = serializers.DecimalField(20, 4)
    points = serializers.DecimalField(30, 10, allow_null=True)
    limit_hit = serializers.CharField(allow_blank=True)
    explanation = serializers.JSONField()


class CardDetailOut(CardOut):
    lines = LineOut(many=True)
    outcome_reasons = serializers.JSONField()
    outcome_unknown = serializers.ListField(child=serializers.CharField())
    input_hash = serializers.CharField()
    result_hash = serializers.CharField()


class CardListOut(serializers.Serializer[Any]):
    """A page of 25; `before` and `after` are the cards from which the pages beside it start, 0 for none."""

    as_of = serializers.DateField(allow_null=True)
    count = serializers.IntegerField()
    complete = serializers.IntegerField()
    before = serializers.IntegerField()
    after = serializers.IntegerField()
    rows = CardOut(many=True)
