"""The search key changes while people search: both keys find, a night waits, and the older key may go at the end."""

from __future__ import annotations

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from customers import rehashing
from customers.models import Account, Balance, Customer
from customers.queries.prospects import Wanted, known, page
from customers.queries.search_box import find
from customers.queries.sight import sight_of
from organisation import second_factors
from organisation.nightly.refusal import Refused
from tests.customers.bank import Bank
from tests.customers.nightly.drops import Drop, offices, take
from tests.customers.nightly.rows import balance, one_customer
from tests.factories import customers as make
from tests.factories import referrals as leads

NOV, DEC = date(2024, 11, 30), date(2024, 12, 31)
OLD = settings.BANKCRM_SEARCH_KEY
BOTH, NEW = f"2:{'new key ' * 6},1:{OLD}", f"2:{'new key ' * 6}"
WHY = "read back by a test"


def seen(bank: Bank, text: str) -> list[str]:
    sight = sight_of(bank.cast.ana)
    assert sight is not None
    return [hit.number for hit in find(sight, text)]


def test_both_keys_find_and_at_the_end_the_new_one_alone(bank: Bank) -> None:
    words = ["王", "伟明", "wangweiming", "wwm", "wnagweiming", "汪维明", bank.wei.phone, bank.wei.id_no]
    words += [bank.wei.phone[-4:]]
    lead = leads.prospect(at=bank.cast.here, by=bank.cast.ana, owner=bank.cast.ana, phone="15412345678")
    sight = sight_of(bank.cast.ana)
    assert sight is not None

    def check() -> None:
        assert [seen(bank, word)[:1] for word in words] == [["C0000001"]] * len(words)
        (same,) = known(sight, id_no="", phone="15412345678", on=bank.run.business_date)
        assert same.prospect == lead.pk
        kept, _more = page(sight, Wanted(key=lead.name))
        assert [row.pk for row in kept] == [lead.pk]

    with override_settings(BANKCRM_SEARCH_KEY=BOTH):
        check()
        assert rehashing.rehash(chunk=1) == {
            "customers_prospect": 1,
            "customers_customer": 4,
            "customers_loan": 1,
            "customers_account": 2,
        }
        check()
        assert (rehashing.left(), rehashing.rehash()) == ({}, {})
    with override_settings(BANKCRM_SEARCH_KEY=NEW):
        check()
    with override_settings(BANKCRM_SEARCH_KEY=OLD):
        assert seen(bank, "王") == []


def test_half_of_the_rows_hashed_anew_are_found_with_the_others(bank: Bank) -> None:
    fang = Customer.objects.unscoped(WHY).get(customer_no="C0000002")
    with override_settings(BANKCRM_SEARCH_KEY=BOTH):
        for name, value in rehashing.IN_ORDER[1].derive(fang).items():
            setattr(fang, name, value)
        fang.save()
        make.customer("王芳", at=bank.cast.here, a=bank.cast.ana, customer_no="C0000005")
        assert seen(bank, "芳") == ["C0000002", "C0000005"]
        assert seen(bank, "王") == ["C0000001", "C0000005"]
        assert rehashing.left()["customers_customer"] == 3


@pytest.mark.django_db
def test_a_night_waits_until_every_hash_is_of_one_key() -> None:
    """Rows of two keys do not meet: each account of the drop would be taken for a new one."""
    offices()
    take(Drop(NOV, one_customer(balance("A1", "2024-11-01", "5"))))
    after = Drop(DEC, {"balances": [balance("A1", "2024-12-01", "7")]})
    with override_settings(BANKCRM_SEARCH_KEY=BOTH):
        with pytest.raises(Refused) as refused, transaction.atomic():
            take(after)
        assert (refused.value.code, "rotate_keys" in str(refused.value)) == ("search_key", True)
        rehashing.rehash()
        take(after)
    with override_settings(BANKCRM_SEARCH_KEY=NEW):
        (account,) = Account.objects.unscoped(WHY)
        days = Balance.objects.unscoped(WHY).filter(account=account).order_by("day")
        assert [row.balance for row in days] == [5, 7]
    with override_settings(BANKCRM_SEARCH_KEY=OLD), pytest.raises(Refused), transaction.atomic():
        take(after)


def test_second_factors_are_sealed_anew(bank: Bank) -> None:
    factor = Authenticator.objects.create(
        user=bank.cast.ana, type=Authenticator.Type.TOTP, data={"secret": encrypt("JBSWY3DP")}
    )
    codes = Authenticator.objects.create(
        user=bank.cast.ben,
        type=Authenticator.Type.RECOVERY_CODES,
        data={"migrated_codes": [encrypt("11"), encrypt("22")]},
    )
    with override_settings(BANKCRM_SEARCH_KEY=BOTH):
        assert decrypt(factor.data["secret"]) == "JBSWY3DP"
        assert (second_factors.left(), second_factors.seal_anew(), second_factors.left()) == (2, 2, 0)
    with override_settings(BANKCRM_SEARCH_KEY=NEW):
        factor.refresh_from_db()
        codes.refresh_from_db()
        assert decrypt(factor.data["secret"]) == "JBSWY3DP"
        assert [decrypt(code) for code in codes.data["migrated_codes"]] == ["11", "22"]
