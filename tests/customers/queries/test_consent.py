"""Who must not be contacted for marketing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from customers.choices import BlockReason, ConsentAnswer, ConsentChannel
from customers.queries.consent import blocked, marks, reasons
from customers.queries.sight import sight_of
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.factories.consent import consent
from tests.factories.organisation import BUSINESS_DATE, Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_refusals_of_the_core_and_of_the_portal_block(cast: Cast) -> None:
    org.presets()
    core = make.customer("赵一", at=cast.here, marketing_opt_out=True)
    portal, channel, free = (make.customer(name, at=cast.here) for name in ("钱二", "孙三", "李四"))
    consent(portal, cast.ana, ConsentChannel.MARKETING)
    consent(channel, cast.ana, ConsentChannel.SMS)
    keys = [core.pk, portal.pk, channel.pk, free.pk]
    everywhere = {core.pk: BlockReason.OPT_OUT_CORE, portal.pk: BlockReason.OPT_OUT}
    assert blocked(keys, on=BUSINESS_DATE) == everywhere
    by_sms = blocked(keys, channel=ConsentChannel.SMS, on=BUSINESS_DATE)
    assert by_sms == {**everywhere, channel.pk: BlockReason.CHANNEL_REFUSED}
    assert reasons(by_sms.values()) == (
        (BlockReason.OPT_OUT_CORE.label, 1),
        (BlockReason.OPT_OUT.label, 1),
        (BlockReason.CHANNEL_REFUSED.label, 1),
    )


def test_the_answer_that_stood_on_the_day_counts(cast: Cast) -> None:
    org.presets()
    who = make.customer(at=cast.here)
    consent(who, cast.ana, said_on=BUSINESS_DATE - 2 * DAY)
    consent(who, cast.ana, answer=ConsentAnswer.GIVEN, said_on=BUSINESS_DATE)
    on = [BUSINESS_DATE - 3 * DAY, BUSINESS_DATE - 2 * DAY, BUSINESS_DATE - DAY, BUSINESS_DATE]
    found = [who.pk in blocked([who.pk], channel=ConsentChannel.SMS, on=day) for day in on]
    assert found == [False, True, True, False]


def test_of_two_answers_on_one_day_the_later_recorded_counts(cast: Cast) -> None:
    org.presets()
    who = make.customer(at=cast.here)
    consent(who, cast.ana)
    consent(who, cast.ana, answer=ConsentAnswer.GIVEN)
    assert blocked([who.pk], channel=ConsentChannel.SMS, on=BUSINESS_DATE) == {}


def test_any_number_of_customers_costs_one_query(cast: Cast, django_assert_num_queries: object) -> None:
    org.presets()
    keys = [make.customer(at=cast.here).pk for _ in range(3)]
    for count in (1, 3):
        with django_assert_num_queries(1):  # type: ignore[operator]
            blocked(keys[:count], on=BUSINESS_DATE)


def test_a_refusal_of_today_is_marked_at_once_though_the_figures_are_of_yesterday(cast: Cast) -> None:
    org.presets()
    org.night()
    who = make.customer(at=cast.here, a=cast.ana)
    consent(who, cast.ana, ConsentChannel.MARKETING, said_on=timezone.localdate())
    sight = sight_of(cast.ana)
    assert sight is not None
    assert sight.day < timezone.localdate()
    assert marks(sight, [who.pk]) == {who.pk: BlockReason.OPT_OUT}
