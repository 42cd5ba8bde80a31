"""The audit trail of the test database."""

from django.db import connection


def let_it_be_emptied(allowed: bool = True) -> None:
    """Let the trigger that refuses TRUNCATE rest, or wake it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_no_truncate%'")
        (name,) = cursor.fetchone()
        state = "DISABLE" if allowed else "ENABLE"
        cursor.execute(f'ALTER TABLE organisation_auditevent {state} TRIGGER "{name}"')
