"""What managers wrote into the files of their larger customers, and when they checked them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from bankcrm.demo.work.stage import Stage
from customers.actions import archive as actions
from customers.choices import (
    AssetClass,
    DateKind,
    DocumentKind,
    NeedKind,
    NeedStatus,
    PreferredChannel,
    PreferredTime,
    RetrievalReason,
    VerificationOutcome,
)
from customers.models import (
    Competitor,
    Customer,
    Document,
    ImportantDate,
    Need,
    Preference,
    Research,
    Survey,
)
from customers.models.archive import Filed
from customers.policies import VERIFICATION
from organisation.models import Staff
from organisation.policies import policy_as_of

NEEDS = (
    (NeedKind.NEED, AssetClass.WEALTH, "半年内不用的闲钱，想稳一点、比定期高"),
    (NeedKind.GOAL, AssetClass.INSURANCE, "孩子三年后出国读书，备学费"),
    (NeedKind.NEED, AssetClass.TIME_DEPOSIT, "每季度要有利息到账补贴家用"),
    (NeedKind.GOAL, AssetClass.FUND, "给父母准备养老，愿意长期定投"),
    (NeedKind.NEED, AssetClass.LOAN, "门店旺季备货，需要随借随还"),
)
RESEARCH = (
    (
        "夫妻双职工，一子读初中",
        "稳健理财，关注流动性",
        "信用良好，房贷按时",
        "工资与年终奖，季末有结余",
        "工资卡、手机银行",
    ),
    (
        "个体经营，商圈门店两间",
        "备货周转与现金管理",
        "有经营贷，无逾期",
        "淡旺季明显，三月九月用款",
        "收单、转账",
    ),
    ("退休教师，子女在外地", "本金安全，定期付息", "无负债", "退休金按月到账，支出少", "柜面、存折"),
)
BANKS = ("招商银行", "工商银行", "城商行同业", "建设银行")
DATES = (
    (DateKind.FAMILY_BIRTHDAY, "女儿生日"),
    (DateKind.SCHOOL, "孩子中考"),
    (DateKind.ANNIVERSARY, "结婚纪念日"),
)
CHECKS = (
    (VerificationOutcome.CONFIRMED, "电话核对，信息无误"),
    (VerificationOutcome.CORRECTED, "更新工作单位与住址"),
    (VerificationOutcome.TO_COMPLETE, "身份证复印件需换新"),
    (VerificationOutcome.NOT_REACHED, "三次未接，改短信预约"),
)


def play(stage: Stage) -> None:
    rng = stage.rng("files")
    for place, outlet in enumerate(stage.outlets):
        for manager in outlet.managers if place == 0 else outlet.managers[:1]:
            for number, customer in enumerate(stage.customers_of(manager)[: 6 if place == 0 else 3]):
                _fill(File(stage, rng, customer, manager), number)


@dataclass(frozen=True, slots=True)
class File:
    """The file of one customer and whoever keeps it."""

    stage: Stage
    rng: Random
    customer: Customer
    by: Staff

    def uid(self, *name: object) -> UUID:
        return self.stage.uid("file", self.customer.customer_no, *name)

    def write(self, model: type[Filed], ago: int, *, place: int = 0, **values: Any) -> None:
        actions.add(
            model=model,
            customer=self.customer,
            uid=self.uid(model.__name__, place),
            values=values,
            by=self.by,
            at=self.stage.at(ago, 15, self.rng.randrange(60)),
        )


def _fill(file: File, number: int) -> None:
    """The larger the customer (the lower the number), the fuller the file."""
    stage, rng = file.stage, file.rng
    channel, hour = rng.choice(list(PreferredChannel)), rng.choice(list(PreferredTime))
    file.write(Preference, 80, channel=channel, time=hour, note="")
    for place in range(2 if number < 3 else 1):
        kind, product, text = NEEDS[(number + place * 2) % len(NEEDS)]
        amount = Decimal(rng.randrange(5, 60) * 10_000)
        due_on = stage.today + timedelta(days=rng.randrange(20, 400))
        file.write(
            Need, 70 - place * 20, place=place, kind=kind, text=text, asset_class=product, amount=amount,
            due_on=due_on, status=NeedStatus.OPEN,
        )  # fmt: skip
    _check(file, number)
    if number > 3:
        return
    sheet: dict[str, Any] = dict(zip(Research.FIELDS, RESEARCH[number % len(RESEARCH)], strict=True))
    file.write(Research, 60, **sheet)
    kind_of_day, words = DATES[number % len(DATES)]
    day = date(rng.randrange(1990, 2015), stage.today.month % 12 + 1, rng.randrange(1, 28))
    file.write(ImportantDate, 55, kind=kind_of_day, on=day, yearly=True, note=words)
    file.write(
        Competitor, 40, bank=rng.choice(BANKS), product="一年期定期存款", amount=Decimal(rng.randrange(1, 8) * 100_000),
        rate_pct=Decimal("1.85"), matures_on=stage.today + timedelta(days=rng.randrange(10, 200)),
        noted_on=stage.day(40),
    )  # fmt: skip
    file.write(
        Survey, 35, asset_class=AssetClass.WEALTH, share_pct=rng.randrange(20, 90), satisfaction=rng.randint(3, 5),
        benefit=rng.randint(2, 5), surveyed_on=stage.day(35), note="希望到期前一周提醒",
    )  # fmt: skip
    if number < 2:
        _documents(file, number)


def _check(file: File, number: int) -> None:
    """A check of the file; of some it is time for the next one."""
    stage = file.stage
    outcome, words = CHECKS[number % len(CHECKS)]
    ago = 30 + number * 12
    next_due_on = stage.today + timedelta(days=(-4, 5, 40, 90, 150, 180)[number])
    values = {"done_on": stage.day(ago), "outcome": outcome, "next_due_on": next_due_on, "note": words}
    actions.verify(
        customer=file.customer,
        uid=file.uid("check"),
        values=values,
        policy=VERIFICATION.filled_in(stage.today),
        by=file.by,
        at=stage.at(ago, 16),
    )


def _documents(file: File, number: int) -> None:
    """A copy of the identity document, of the first also a signed form, which was taken out once."""
    stage = file.stage
    policy = policy_as_of("customers.documents", stage.today)[0]
    kinds = [(DocumentKind.IDENTITY_COPY, "身份证复印件.pdf"), (DocumentKind.FORM, "客户信息采集表.pdf")]
    for kind, name in kinds[: 2 - number]:
        valid_to = file.customer.id_valid_to if kind is DocumentKind.IDENTITY_COPY else None
        kept = actions.keep_document(
            customer=file.customer,
            uid=file.uid(kind),
            data=_pdf(f"{kind} {file.customer.customer_no} (demonstration)"),
            values={"kind": kind, "name": name, "note": "", "valid_to": valid_to},
            policy=policy,
            by=file.by,
            at=stage.at(50 - number, 10, 20),
        )
        if kind is DocumentKind.FORM and isinstance(kept, Document):
            reason, at = RetrievalReason.VERIFY, stage.at(12, 14)
            actions.take_document(document=kept, reason=reason, words="核对联系方式", by=file.by, at=at)


def _pdf(text: str) -> bytes:
    """A page with one line in plain letters."""
    content = f"BT /F1 14 Tf 60 760 Td ({text}) Tj ET"
    fonts = "<< /Font << /F1 5 0 R >> >>"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources {fonts} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + end).encode("ascii")
