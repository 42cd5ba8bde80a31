"""What the API takes and gives. A masked amount is "***", an absent column is null."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from customers.choices import Tier
from customers.queries.listing import ORDERS


class ListQuery(serializers.Serializer[Any]):
    """The filters of the list page, by the same names."""

    q = serializers.CharField(
        required=False, help_text="Beginning of a number, of the pinyin or its initials"
    )
    tier = serializers.ListField(child=serializers.ChoiceField(Tier.choices), required=False)
    branch = serializers.CharField(required=False, help_text="Branch number; all below it count")
    manager = serializers.CharField(required=False, help_text="Staff number of the A manager, or - for none")
    aum_from = serializers.DecimalField(18, 2, required=False)
    aum_to = serializers.DecimalField(18, 2, required=False)
    near = serializers.BooleanField(required=False, help_text="Close to a tier line")
    moved = serializers.ChoiceField(["any", "up", "down"], required=False)
    maturity = serializers.IntegerField(required=False, help_text="Maturing within so many days")
    sort = serializers.ChoiceField([f"{sign}{key}" for key in ORDERS for sign in ("", "-")], required=False)
    after = serializers.CharField(required=False, help_text="Customer number after which the page begins")
    before = serializers.CharField(required=False, help_text="Customer number before which the page ends")


class CustomerOut(serializers.Serializer[Any]):
    number = serializers.CharField()
    name = serializers.CharField(allow_null=True)
    tier = serializers.ChoiceField(Tier.choices, allow_null=True)
    aum = serializers.CharField(allow_null=True)
    average = serializers.CharField(allow_null=True)
    change_day = serializers.CharField(allow_null=True)
    change = serializers.CharField(allow_null=True)
    maturity_on = serializers.DateField(allow_null=True)
    maturity_amount = serializers.CharField(allow_null=True)
    branch = serializers.CharField()
    manager = serializers.CharField(allow_null=True)
    backup = serializers.CharField(allow_null=True)


class CustomerListOut(serializers.Serializer[Any]):
    """A page of 25. `count` is exact unless `beyond`; `aum` is the sum of all rows that the filter takes in."""

    as_of = serializers.DateField()
    count = serializers.IntegerField()
    beyond = serializers.BooleanField()
    aum = serializers.CharField(allow_null=True)
    before = serializers.CharField(allow_blank=True)
    after = serializers.CharField(allow_blank=True)
    rows = CustomerOut(many=True)


class ProfileOut(serializers.Serializer[Any]):
    phone = serializers.CharField(allow_null=True)
    id_type = serializers.CharField(allow_null=True)
    id_no = serializers.CharField(allow_null=True)
    id_valid_to = serializers.DateField(allow_null=True)
    address = serializers.CharField(allow_null=True)
    birth_year = serializers.IntegerField(allow_null=True)
    gender = serializers.CharField(allow_null=True)
    occupation = serializers.CharField(allow_null=True)
    risk_level = serializers.CharField(allow_null=True)
    risk_assessed_on = serializers.DateField(allow_null=True)
    since = serializers.DateField(allow_null=True)
    opt_out = serializers.BooleanField(allow_null=True)


class HoldingOut(serializers.Serializer[Any]):
    asset_class = serializers.CharField()
    accounts = serializers.IntegerField()
    balance = serializers.CharField(allow_null=True)
    month = serializers.CharField(allow_null=True)
    quarter = serializers.CharField(allow_null=True)
    year = serializers.CharField(allow_null=True)
    counts = serializers.BooleanField()


class SummaryOut(CustomerOut):
    net_assets = serializers.CharField(allow_null=True)
    loans = serializers.CharField(allow_null=True)
    average_quarter = serializers.CharField(allow_null=True)
    average_year = serializers.CharField(allow_null=True)


class CustomerDetailOut(serializers.Serializer[Any]):
    """`summary` is null for a customer who came after the published night, `holdings` where assets are absent."""

    as_of = serializers.DateField()
    number = serializers.CharField()
    summary = SummaryOut(allow_null=True)
    profile = ProfileOut()
    holdings = HoldingOut(many=True, allow_null=True)
