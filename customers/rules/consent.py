"""May this customer be contacted for marketing, and on which channel.

A refusal of all marketing, in the core or in the portal, closes every channel; the core's is lifted in the core
only. A channel refused or withdrawn is closed; so is one without any answer where the preset asks for consent
first. Without a channel in mind a customer is closed once every channel is. Sources: domain.md B4 (PIPL art. 24:
easy refusal of marketing), mission.md C12; features.md part 4 no. 12.

Example: a customer who gave SMS, refused PHONE and said nothing else may be contacted, not by phone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from customers.choices import BlockReason, ConsentAnswer, ConsentChannel
from organisation.rules.presets import Reader

CHANNELS = tuple(one for one in ConsentChannel if one is not ConsentChannel.MARKETING)
_CLOSED = {
    ConsentAnswer.REFUSED: BlockReason.CHANNEL_REFUSED,
    ConsentAnswer.WITHDRAWN: BlockReason.CHANNEL_WITHDRAWN,
}
Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ConsentPolicy:
    """Channels that stay closed until the customer has consented."""

    ask_first: frozenset[ConsentChannel]

    @classmethod
    def read(cls, preset: Reader) -> ConsentPolicy:
        asked = preset.child("ask_first")
        return cls(frozenset(one for one in CHANNELS if asked.flag(one)))


def channel_block(answers: Answers, channel: str, policy: ConsentPolicy) -> BlockReason | None:
    """Why one channel is closed by what was said about it, None where it is open."""
    said = answers.get(channel)
    if said is None:
        return BlockReason.NOT_ASKED if channel in policy.ask_first else None
    return _CLOSED.get(ConsentAnswer(said))


def block_of(*, opt_out: bool, answers: Answers, channel: str, policy: ConsentPolicy) -> BlockReason | None:
    """Why the customer must not be contacted; `opt_out` is the core's, `answers` the newest of each channel."""
    if opt_out:
        return BlockReason.OPT_OUT_CORE
    if answers.get(ConsentChannel.MARKETING) in _CLOSED:
        return BlockReason.OPT_OUT
    if channel:
        return channel_block(answers, channel, policy)
    if all(channel_block(answers, one, policy) for one in CHANNELS):
        return BlockReason.EVERY_CHANNEL
    return None


def may_follow(before: str | None, answer: str) -> bool:
    """Whether an answer can come after the one that stands: only what was given can be withdrawn."""
    return answer != ConsentAnswer.WITHDRAWN or before == ConsentAnswer.GIVEN
