"""Which channel is open for marketing."""

import pytest

from customers.choices import BlockReason, ConsentAnswer, ConsentChannel
from customers.rules.consent import CHANNELS, ConsentPolicy, block_of, may_follow
from organisation.rules.presets import Reader

OPEN = ConsentPolicy(frozenset())
SMS_FIRST = ConsentPolicy(frozenset({ConsentChannel.SMS}))
GIVEN, REFUSED, WITHDRAWN = ConsentAnswer.GIVEN, ConsentAnswer.REFUSED, ConsentAnswer.WITHDRAWN


@pytest.mark.parametrize(
    ("opt_out", "answers", "channel", "policy", "expected"),
    [
        (False, {}, "SMS", OPEN, None),
        (False, {}, "SMS", SMS_FIRST, BlockReason.NOT_ASKED),
        (False, {"SMS": GIVEN}, "SMS", SMS_FIRST, None),
        (False, {"SMS": REFUSED}, "SMS", OPEN, BlockReason.CHANNEL_REFUSED),
        (False, {"SMS": WITHDRAWN}, "SMS", OPEN, BlockReason.CHANNEL_WITHDRAWN),
        (False, {"SMS": REFUSED}, "PHONE", OPEN, None),
        (False, {"SMS": REFUSED}, "", OPEN, None),
        (False, dict.fromkeys(CHANNELS, REFUSED), "", OPEN, BlockReason.EVERY_CHANNEL),
        (False, {"MARKETING": REFUSED, "SMS": GIVEN}, "SMS", OPEN, BlockReason.OPT_OUT),
        (False, {"MARKETING": WITHDRAWN}, "", OPEN, BlockReason.OPT_OUT),
        (False, {"MARKETING": GIVEN}, "", OPEN, None),
        (True, {"MARKETING": GIVEN, "SMS": GIVEN}, "SMS", OPEN, BlockReason.OPT_OUT_CORE),
    ],
)
def test_a_channel_is_closed_by_what_was_said(
    opt_out: bool, answers: dict[str, str], channel: str, policy: ConsentPolicy, expected: BlockReason | None
) -> None:
    assert block_of(opt_out=opt_out, answers=answers, channel=channel, policy=policy) == expected


def test_only_what_was_given_is_withdrawn() -> None:
    assert [may_follow(before, WITHDRAWN) for before in (None, GIVEN, REFUSED, WITHDRAWN)] == [
        False,
        True,
        False,
        False,
    ]
    assert may_follow(None, REFUSED)
    assert may_follow(WITHDRAWN, GIVEN)


def test_the_preset_names_the_channels_that_need_consent_first() -> None:
    asked = {"PHONE": False, "SMS": True, "WECHAT": False, "EMAIL": False, "VISIT": False}
    assert ConsentPolicy.read(Reader({"ask_first": asked})) == SMS_FIRST
