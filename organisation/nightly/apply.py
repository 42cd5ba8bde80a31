"""Taking branches and staff into the tables: one statement per kind of change, no row by row.

A stored row changes only when the drop is at least as new as the drop that last spoke of it; the day is renewed
also by equal rows, since only then can a later drop of an earlier day be told to be too old.
"""

from __future__ import annotations

from typing import Any

from organisation.nightly.steps import Night, StepResult

_NEW_BRANCHES = """
    INSERT INTO organisation_branch (branch_no, name, level, city, opened_on, path, source_as_of, updated_at)
    SELECT s.branch_no, s.name, s.level, coalesce(s.city, ''), s.opened_on, '', %(as_of)s, %(at)s
    FROM staging.branches s
    WHERE NOT EXISTS (SELECT 1 FROM organisation_branch b WHERE b.branch_no = s.branch_no)
"""
_NEW_PARENTS = """
    UPDATE organisation_branch b SET parent_id = p.id
    FROM staging.branches s JOIN organisation_branch p ON p.branch_no = s.parent_branch_no
    WHERE b.branch_no = s.branch_no AND b.path = ''
"""
_CHANGED_BRANCHES = """
    UPDATE organisation_branch b
    SET name = s.name, level = s.level, city = coalesce(s.city, ''), opened_on = s.opened_on,
        parent_id = p.id, source_as_of = %(as_of)s, updated_at = %(at)s
    FROM staging.branches s LEFT JOIN organisation_branch p ON p.branch_no = s.parent_branch_no
    WHERE b.branch_no = s.branch_no AND (b.source_as_of IS NULL OR b.source_as_of <= %(as_of)s)
      AND (b.name, b.level, b.city, b.opened_on, b.parent_id)
          IS DISTINCT FROM (s.name, s.level, coalesce(s.city, ''), s.opened_on, p.id)
"""
_RENEWED = """
    UPDATE organisation_{stored} b SET source_as_of = %(as_of)s FROM staging.{staged} s
    WHERE b.{key} = s.{key} AND (b.source_as_of IS NULL OR b.source_as_of < %(as_of)s)
"""
_PATHS = """
    WITH RECURSIVE tree AS (
        SELECT id, '/' || branch_no || '/' AS path FROM organisation_branch WHERE parent_id IS NULL
        UNION ALL
        SELECT b.id, tree.path || b.branch_no || '/' FROM organisation_branch b JOIN tree ON tree.id = b.parent_id
    )
    UPDATE organisation_branch b SET path = tree.path FROM tree WHERE tree.id = b.id AND b.path <> tree.path
"""
# Nobody can sign in before a password is set: "!" begins no hash, and what follows makes each row its own.
_NEW_STAFF = """
    INSERT INTO organisation_staff (staff_no, name, email, phone, hired_on, left_on, status, password, language,
                                    is_demo, source_as_of, updated_at)
    SELECT s.staff_no, s.name, coalesce(s.email, ''), coalesce(s.phone, ''), s.hired_on, s.left_on,
           coalesce(s.status, 'ACTIVE'), '!' || replace(gen_random_uuid()::text, '-', ''), '', false,
           %(as_of)s, %(at)s
    FROM staging.staff s
    WHERE NOT EXISTS (SELECT 1 FROM organisation_staff p WHERE p.staff_no = s.staff_no)
"""
_CHANGED_STAFF = """
    UPDATE organisation_staff p
    SET name = s.name, email = coalesce(s.email, ''), phone = coalesce(s.phone, ''), hired_on = s.hired_on,
        left_on = CASE WHEN p.service_by_portal THEN p.left_on ELSE s.left_on END,
        status = CASE WHEN p.service_by_portal THEN p.status ELSE coalesce(s.status, 'ACTIVE') END,
        source_as_of = %(as_of)s, updated_at = %(at)s
    FROM staging.staff s
    WHERE p.staff_no = s.staff_no AND (p.source_as_of IS NULL OR p.source_as_of <= %(as_of)s)
      AND (p.name, p.email, p.phone, p.hired_on, p.left_on, p.status)
          IS DISTINCT FROM (s.name, coalesce(s.email, ''), coalesce(s.phone, ''), s.hired_on,
                            CASE WHEN p.service_by_portal THEN p.left_on ELSE s.left_on END,
                            CASE WHEN p.service_by_portal THEN p.status ELSE coalesce(s.status, 'ACTIVE') END)
"""
_SIGHTINGS = """
    INSERT INTO organisation_sighting AS seen (staff_id, as_of, branch_id, post, grade)
    SELECT p.id, %(as_of)s, CASE WHEN s.status = 'LEFT' AND s.left_on IS NULL THEN NULL ELSE b.id END,
           s.post, coalesce(s.grade, '')
    FROM staging.staff s
    JOIN organisation_staff p ON p.staff_no = s.staff_no
    JOIN organisation_branch b ON b.branch_no = s.branch_no
    ON CONFLICT (staff_id, as_of) DO UPDATE
    SET branch_id = excluded.branch_id, post = excluded.post, grade = excluded.grade
    WHERE (seen.branch_id, seen.post, seen.grade)
        IS DISTINCT FROM (excluded.branch_id, excluded.post, excluded.grade)
"""
# The postings that the sightings of the people in this drop amount to. The first begins when the person was
# hired (on the day of the drop when that is not known); each change begins on the day of the drop that told it;
# the last ends on the day of leaving, which is the first day without a posting.
_WANTED = """
    CREATE TEMPORARY TABLE night_posting ON COMMIT DROP AS
    WITH people AS (
        SELECT p.id, p.hired_on, p.left_on FROM organisation_staff p
        JOIN staging.staff s ON s.staff_no = p.staff_no
        WHERE NOT EXISTS (SELECT 1 FROM organisation_posting o WHERE o.staff_id = p.id AND o.source <> 'EXTRACT')
    ), told AS (
        SELECT seen.*, people.hired_on, people.left_on,
               row_number() OVER person AS place,
               (lag(seen.branch_id) OVER person, lag(seen.post) OVER person, lag(seen.grade) OVER person)
                   IS NOT DISTINCT FROM (seen.branch_id, seen.post, seen.grade) AS same
        FROM organisation_sighting seen JOIN people ON people.id = seen.staff_id
        WINDOW person AS (PARTITION BY seen.staff_id ORDER BY seen.as_of)
    ), change AS (
        SELECT *, CASE WHEN place = 1 THEN coalesce(hired_on, as_of) ELSE greatest(hired_on, as_of) END AS begins
        FROM told WHERE place = 1 OR NOT same
    ), posting AS (
        SELECT staff_id, branch_id, post, grade, begins,
               least(lead(begins) OVER (PARTITION BY staff_id ORDER BY as_of), left_on) AS ends
        FROM change
    )
    SELECT staff_id, branch_id, post, grade, daterange(begins, ends) AS period
    FROM posting WHERE branch_id IS NOT NULL AND (ends IS NULL OR begins < ends)
"""
_SAME_POSTING = """o.source = 'EXTRACT' AND w.staff_id = o.staff_id AND w.branch_id = o.branch_id
    AND w.post = o.post AND w.grade = o.grade AND lower(w.period) = lower(o.period)"""
# Removed, then shortened, then lengthened, then new: so no two postings of a person meet at any moment.
_POSTINGS = (
    f"""DELETE FROM organisation_posting o WHERE o.source = 'EXTRACT'
        AND o.staff_id IN (SELECT p.id FROM organisation_staff p JOIN staging.staff s USING (staff_no))
        AND NOT EXISTS (SELECT 1 FROM organisation_posting own
                        WHERE own.staff_id = o.staff_id AND own.source <> 'EXTRACT')
        AND NOT EXISTS (SELECT 1 FROM night_posting w WHERE {_SAME_POSTING})""",
    f"""UPDATE organisation_posting o SET period = w.period FROM night_posting w
        WHERE {_SAME_POSTING} AND w.period <> o.period AND w.period <@ o.period""",
    f"""UPDATE organisation_posting o SET period = w.period FROM night_posting w
        WHERE {_SAME_POSTING} AND w.period <> o.period""",
    f"""INSERT INTO organisation_posting (staff_id, branch_id, post, grade, period, source)
        SELECT w.staff_id, w.branch_id, w.post, w.grade, w.period, 'EXTRACT' FROM night_posting w
        WHERE NOT EXISTS (SELECT 1 FROM organisation_posting o WHERE {_SAME_POSTING})""",
)


def apply(night: Night) -> StepResult:
    """Branches first, since people work in them."""
    detail: dict[str, Any] = {}
    if "branches" in night.tables:
        detail["branches"] = _branches(night)
    if "staff" in night.tables:
        detail["staff"] = _staff(night)
    return StepResult(
        rows_in=sum(table["in"] for table in detail.values()),
        rows_applied=sum(table["applied"] for table in detail.values()),
        detail=detail,
    )


def _branches(night: Night) -> dict[str, int]:
    given = {"as_of": night.as_of, "at": night.at}
    new = night.run(_NEW_BRANCHES, given)
    night.run(_NEW_PARENTS)  # only now, since a parent may be new too
    changed = night.run(_CHANGED_BRANCHES, given)
    night.run(_RENEWED.format(stored="branch", staged="branches", key="branch_no"), given)
    night.run(_PATHS)
    return _counted(night, "branches", new, changed)


def _staff(night: Night) -> dict[str, int]:
    given = {"as_of": night.as_of, "at": night.at}
    new = night.run(_NEW_STAFF, given)
    changed = night.run(_CHANGED_STAFF, given)
    night.run(_RENEWED.format(stored="staff", staged="staff", key="staff_no"), given)
    night.run(_SIGHTINGS, given)
    night.run("DROP TABLE IF EXISTS pg_temp.night_posting")
    night.run(_WANTED)
    ended, shortened, lengthened, opened = (night.run(statement) for statement in _POSTINGS)
    counted = _counted(night, "staff", new, changed)
    return {**counted, "postings_opened": opened, "postings_changed": shortened + lengthened + ended}


def _counted(night: Night, table: str, new: int, changed: int) -> dict[str, int]:
    with night.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM staging.{table}")
        rows = cursor.fetchone()[0]
    return {"in": rows, "applied": new + changed, "unchanged": rows - new - changed}
