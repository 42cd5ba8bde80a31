"""Balances as a column of another statement. They come only for days on which they changed, so a balance of a day is
the newest one up to it."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, Subquery

from customers.models import Balance


def balance_on(day: date) -> Subquery:
    """For rows of accounts: what was there at the end of the day, empty before the first balance."""
    newest = Balance.objects.filter(account=OuterRef("pk"), day__lte=day).order_by("-day")
    return Subquery(newest.values("balance")[:1])


def balance_before() -> Subquery:
    """For rows of balances: what was there before the change, empty for the first one."""
    before = Balance.objects.filter(account=OuterRef("account"), day__lt=OuterRef("day")).order_by("-day")
    return Subquery(before.values("balance")[:1])
