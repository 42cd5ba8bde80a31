"""The digest that chains audit rows: SHA-256 over the previous hash and every column, in one fixed form."""

from django.db import migrations

DIGEST = """
CREATE FUNCTION organisation_audit_digest(e organisation_auditevent) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(e.prev_hash || convert_to(jsonb_build_array(
        e.seq, extract(epoch FROM e.at)::text, e.actor_no, e.actor_name, e.action, e.entity, e.entity_id,
        e.field, e.before, e.after, e.reason, e.result, host(e.ip), e.request_id
    )::text, 'UTF8'))
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]
    operations = [
        migrations.RunSQL(DIGEST, "DROP FUNCTION organisation_audit_digest(organisation_auditevent)"),
    ]
