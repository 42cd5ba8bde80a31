"""The registers: which fields they show is the bank's, on the page as in the file; what a reader may not see is cut."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from customers.choices import Register
from customers.rules.registers import as_rows
from organisation.choices import PresetStatus
from organisation.models import Preset
from tests.customers.bank import Bank
from tests.factories import alerts
from tests.factories import referrals as leads
from tests.factories.organisation import NOW

if TYPE_CHECKING:
    from tests.customers.conftest import SignIn

LIST = "/customers/referrals/"
PRESET = "/organisation/presets/customers.registers/"


def choose(**registers: Any) -> None:
    """The bank fills the registers in; those that are not named keep the product's own fields."""
    Preset.objects.create(
        key="customers.registers",
        version=2,
        value={register.value: as_rows(register) for register in Register} | registers,
        unit="",
        source="晋商银行登记簿样式 2026",
        effective_from=date(2026, 1, 1),
        status=PresetStatus.SHIPPED,
        made_at=NOW,
    )


def headings(page: str) -> list[str]:
    return re.findall(r"<th [^>]*>([^<]*)</th>", page)


def field(parameter: str, code: str, zh: str | None = None, en: str | None = None) -> dict[str, str | None]:
    return {parameter: code, "heading_zh": zh, "heading_en": en}


def test_until_the_bank_fills_the_fields_in_the_page_says_whose_they_are(bank: Bank, sign_in: SignIn) -> None:
    leads.referral(bank.wei, by=bank.cast.tina, at=bank.cast.here, to=bank.cast.ana)
    page = sign_in(bank.cast.cleo).get(LIST).content.decode()
    assert headings(page)[:4] == ["Date and time", "Place", "Referrer", "Referred by"]
    assert "No source prints the fields of this register" in page
    assert f'href="{PRESET}"' in page


def test_the_bank_fills_the_fields_in_with_the_products_own_to_begin_with(
    bank: Bank, sign_in: SignIn
) -> None:
    form = sign_in(bank.cast.hana).get(PRESET).context["form"]
    typed = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
    place = next(
        name for name, path in form.paths.items() if path == ("identified_customer", 1, "heading_en")
    )
    typed |= {place: "Where", "source": "登记簿样式", "note": "as printed on paper"}
    assert sign_in(bank.cast.hana).post(PRESET, typed).status_code == 302
    version = Preset.objects.get(key="customers.registers", version=2)
    decided = sign_in(bank.cast.mira).post(
        reverse("organisation:decide", args=[version.pk]), {"decision": "approve"}
    )
    assert decided.status_code == 302
    leads.referral(bank.wei, by=bank.cast.tina, at=bank.cast.here, to=bank.cast.ana)
    shown = headings(sign_in(bank.cast.cleo).get(LIST).content.decode())
    assert shown[:3] == ["Date and time", "Where", "Referrer"]


def test_the_bank_decides_fields_order_and_headings_of_page_and_file(bank: Bank, sign_in: SignIn) -> None:
    leads.referral(bank.wei, by=bank.cast.tina, at=bank.cast.here, to=bank.cast.ana)
    name, status = (
        field("identified_field", "NAME", "客户", "Client"),
        field("identified_field", "STATUS"),
    )
    choose(identified_customer=[name, status])
    client = sign_in(bank.cast.cleo)
    page = client.get(LIST).content.decode()
    assert headings(page) == ["Client", "Status"]
    assert "晋商银行登记簿样式 2026" in page
    chinese = client.get(LIST, headers={"accept-language": "zh-hans"}).content.decode()
    assert headings(chinese)[0] == "客户"
    written = client.post("/customers/referrals/register.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written)))
    assert rows[:2] == [["Client", "Status"], ["王**", "Offered"]]
    assert ["Source of the fields: 晋商银行登记簿样式 2026"] in rows


def test_a_field_that_the_reader_may_not_see_is_not_in_the_register(bank: Bank, sign_in: SignIn) -> None:
    leads.referral(bank.wei, by=bank.cast.tina, at=bank.cast.here, to=bank.cast.ana, estimated_assets=500_000)
    choose(
        identified_customer=[field("identified_field", code) for code in ("PLACE", "CONTACT", "ESTIMATED")]
    )
    assert headings(sign_in(bank.cast.tina).get(LIST).content.decode()) == ["Place"]
    assert headings(sign_in(bank.cast.ana).get(LIST).content.decode()) == [
        "Place",
        "Contact",
        "Estimated assets",
    ]


@pytest.mark.parametrize(("person", "amount"), [("cleo", True), ("olga", False)])
def test_the_register_of_movements_is_cut_by_masking(
    bank: Bank, sign_in: SignIn, person: str, amount: bool
) -> None:
    alerts.alert(bank.wei, amount=Decimal("-31000.00"))
    choose(movement_and_closure=[field("movement_field", code) for code in ("EVENT", "AMOUNT", "NAME")])
    client = sign_in(getattr(bank.cast, person))
    page = client.get("/customers/alerts/register/?since=2026-01-01&until=2026-12-31").content.decode()
    assert headings(page) == ["Event", "Amount", "Name"]
    assert (bank.wei.name in page) == amount
    assert ("***" in page) == (not amount)
