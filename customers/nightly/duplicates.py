"""Customers who may be one person: found among those of whom the night wrote a trait, each pair with what they share.

Identity and phone are compared by their keyed hashes, names by their keyed tokens; nothing is opened. A trait that
more customers share than the preset says makes no pairs.
"""

from __future__ import annotations

from customers.choices import DuplicateEvidence, PairStatus
from customers.nightly import work
from customers.nightly.records import NEW_TRAITS
from customers.policies import DUPLICATES
from organisation.nightly.steps import Night

# What two records share: the columns that must be equal, and when they say something.
TRAITS = {
    DuplicateEvidence.IDENTITY: ("id_hash", "id_hash <> ''"),
    DuplicateEvidence.PHONE: ("phone_hash", "phone_hash <> ''"),
    DuplicateEvidence.NAME_BIRTHDAY: (
        "birth_date, name_tokens",
        "birth_date IS NOT NULL AND name_tokens <> '{}'",
    ),
}


def find(night: Night) -> int:
    """Keep a pair for every two customers with a common trait, of whom one is new or has new traits; drop undecided
    pairs that have nothing in common any more. The number of pairs that are new or have new evidence."""
    if not work.there(night, NEW_TRAITS):
        return 0
    policy = DUPLICATES.on(night.business_date)
    work.make(
        night,
        "night_renewed",
        f"SELECT c.id, c.id_hash, c.phone_hash, c.birth_date, c.name_tokens FROM {NEW_TRAITS} d"
        " JOIN customers_customer c ON c.customer_no = d.customer_no",
    )
    shared = " UNION ALL ".join(_sharing(trait, *columns) for trait, columns in TRAITS.items())
    work.make(
        night,
        "night_pairs",
        f"""
        SELECT first_id, second_id, array_agg(trait ORDER BY place) AS evidence
        FROM ({shared}) found GROUP BY first_id, second_id
        """,
        {"most": policy.largest_group},
    )
    _forget(night)
    kept = _keep(night)
    work.drop(night, NEW_TRAITS, "night_renewed", "night_pairs")
    return kept


def _sharing(trait: str, columns: str, filled: str) -> str:
    """Pairs of customers with the same trait, from groups that are not too large."""
    place = list(DuplicateEvidence).index(DuplicateEvidence(trait))
    return f"""
        SELECT a.id AS first_id, b.id AS second_id, '{trait}'::varchar AS trait, {place} AS place
        FROM (
            SELECT {columns} FROM customers_customer
            WHERE {filled} AND ({columns}) IN (SELECT {columns} FROM night_renewed)
            GROUP BY {columns} HAVING count(*) BETWEEN 2 AND %(most)s
        ) same
        JOIN customers_customer a USING ({columns})
        JOIN customers_customer b USING ({columns})
        WHERE a.id < b.id
    """


def _forget(night: Night) -> None:
    """A pair that nobody decided goes when what it shared was corrected in the core."""
    night.run(
        """
        DELETE FROM customers_duplicatepair p
        WHERE p.status = %(open)s
          AND (p.first_id IN (SELECT id FROM night_renewed) OR p.second_id IN (SELECT id FROM night_renewed))
          AND NOT EXISTS (
              SELECT FROM night_pairs n WHERE (n.first_id, n.second_id) = (p.first_id, p.second_id))
        """,
        {"open": PairStatus.OPEN},
    )


def _keep(night: Night) -> int:
    """A decision stands, but two different people who come to share something new are to be looked at again."""
    return night.run(
        """
        INSERT INTO customers_duplicatepair AS p (first_id, second_id, evidence, status, found_on)
        SELECT first_id, second_id, evidence, %(open)s, %(day)s FROM night_pairs
        ON CONFLICT (first_id, second_id) DO UPDATE
        SET evidence = excluded.evidence,
            status = CASE WHEN p.status = %(dismissed)s AND NOT excluded.evidence <@ p.evidence
                          THEN %(open)s ELSE p.status END
        WHERE p.evidence <> excluded.evidence
        """,
        {"open": PairStatus.OPEN, "dismissed": PairStatus.DISMISSED, "day": night.business_date},
    )
