"""Which posts the bans of seed 001 speak of, and what a change of post means for them (domain.md A6)."""

from __future__ import annotations

from datetime import date

from organisation.choices import Post
from organisation.rules.sanctions import BanPolicy, PostBans, bans_after

MANAGER_POSTS: frozenset[str] = frozenset(
    {
        Post.WEALTH_MANAGER,
        Post.MARKETING_MANAGER,
        Post.RELATIONSHIP_MANAGER,
        Post.CORPORATE_MANAGER,
        Post.LOAN_MANAGER,
    }
)
# "原营业网点的营业经理、网点负责人及其他涉及账务处理的岗位"
ACCOUNTING_POSTS: frozenset[str] = frozenset(
    {Post.BRANCH_HEAD, Post.ACCOUNTING_SUPERVISOR, Post.TELLER, Post.NONCASH_TELLER}
)


def bans_of_change(
    before: str, after: str, on: date, *, for_cause: bool, policy: BanPolicy
) -> PostBans | None:
    """Whoever leaves the manager post is kept from accounting posts of the old outlet, and whoever is removed for
    cause from the manager post too. From one manager post to another nobody leaves it, unless for cause.

    Wealth manager to lobby manager on 2024-05-10 for cause: manager posts through 2026-05-10.
    """
    leaves = before in MANAGER_POSTS and (for_cause or after not in MANAGER_POSTS)
    return bans_after(on, for_cause=for_cause, policy=policy) if leaves else None
