"""What customers said about marketing, and the issuers' ratings of products that the marketing department recorded."""

from __future__ import annotations

from bankcrm.demo.work.stage import WHY, Stage
from customers.actions import consent as actions
from customers.actions.consent import Answer
from customers.actions.suitability import rate
from customers.choices import AssetClass, ConsentAnswer, ConsentChannel, ConsentEvidence
from customers.models import Customer, Product
from organisation.choices import Post
from organisation.models import Posting, Staff

_C, _A, _E = ConsentChannel, ConsentAnswer, ConsentEvidence
# By the place of the customer in the manager's book: what was said, newest last.
SAID = (
    ((_C.PHONE, _A.GIVEN, _E.SIGNED_FORM, 90), (_C.WECHAT, _A.GIVEN, _E.SIGNED_FORM, 90)),
    ((_C.SMS, _A.REFUSED, _E.COUNTER, 75), (_C.PHONE, _A.GIVEN, _E.COUNTER, 75)),
    ((_C.PHONE, _A.GIVEN, _E.SIGNED_FORM, 85), (_C.PHONE, _A.WITHDRAWN, _E.RECORDED_CALL, 15)),
    ((_C.WECHAT, _A.GIVEN, _E.MESSAGE, 40),),
    ((_C.MARKETING, _A.REFUSED, _E.RECORDED_CALL, 22),),
    ((_C.VISIT, _A.REFUSED, _E.COUNTER, 50), (_C.EMAIL, _A.GIVEN, _E.ONLINE, 50)),
)
NOTES = {_A.REFUSED: "客户表示不需要", _A.WITHDRAWN: "近期来电过多，要求停止"}
# What the bank's own rating leaves open where the product is another house's.
RATED = {AssetClass.FUND: "R4", AssetClass.WEALTH: "R2", AssetClass.INSURANCE: "R2"}


def play(stage: Stage) -> None:
    for place, outlet in enumerate(stage.outlets):
        for manager in outlet.managers if place == 0 else outlet.managers[:1]:
            for customer, said in zip(stage.customers_of(manager), SAID, strict=False):
                _say(stage, manager, customer, said)
    officer = Posting.objects.unscoped(WHY).filter(
        post=Post.MARKETING_OFFICER, period__contains=stage.today, branch__parent=None
    )
    for row in officer.select_related("staff").order_by("staff__staff_no")[:1]:
        _issuers(stage, row.staff)


def _say(
    stage: Stage,
    by: Staff,
    customer: Customer,
    said: tuple[tuple[ConsentChannel, ConsentAnswer, ConsentEvidence, int], ...],
) -> None:
    seen = 0
    for place, (channel, answer, evidence, ago) in enumerate(said):
        made = actions.record_consent(
            customer=customer,
            said=Answer(channel, answer, stage.day(ago), evidence, NOTES.get(answer, "")),
            uid=stage.uid("consent", customer.customer_no, place),
            seen=seen,
            by=by,
            at=stage.at(ago, 11),
        )
        seen = made.pk


def _issuers(stage: Stage, by: Staff) -> None:
    for asset_class, rating in RATED.items():
        for product in Product.objects.filter(asset_class=asset_class).order_by("product_code")[:1]:
            rate(
                product=product,
                rating=rating,
                since=stage.day(120),
                source="发行机构产品说明书",
                uid=stage.uid("issuer", product.product_code),
                by=by,
                at=stage.at(119, 9),
            )
