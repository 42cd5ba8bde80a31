"""The audit trail: append-only rows, each carrying the hash of the row before it."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.classification import classified

# The lock makes writers queue so that the chain cannot fork; each statement of a volatile function sees the
# newest committed row. Readers are never blocked.
CHAIN = """
    PERFORM pg_advisory_xact_lock(hashtext('organisation_auditevent'));
    SELECT seq, hash INTO NEW.seq, NEW.prev_hash FROM organisation_auditevent ORDER BY seq DESC LIMIT 1;
    NEW.seq := COALESCE(NEW.seq, 0) + 1;
    NEW.prev_hash := COALESCE(NEW.prev_hash, ''::bytea);
    NEW.hash := organisation_audit_digest(NEW);
    RETURN NEW;
"""


class AuditEvent(models.Model):
    """Who did what to which thing, when, from where, with what result. No foreign keys: the trail outlives
    what it speaks of. Sequence and hashes are set by the database, not by the writer. `number`: how people know the
    thing, once a reader has looked it up."""

    number = ""
    seq = models.BigIntegerField(unique=True, default=0)
    at = models.DateTimeField(_("At"))
    actor_no = models.CharField(_("Who"), max_length=20, blank=True, db_index=True)
    actor_name = models.CharField(max_length=80, blank=True)
    action = models.CharField(_("Action"), max_length=60, db_index=True)
    entity = models.CharField(_("Object"), max_length=60)
    entity_id = models.CharField(max_length=80, blank=True)
    field = models.CharField(_("Field"), max_length=60, blank=True)
    before = models.TextField(_("Before"), blank=True)
    after = models.TextField(_("After"), blank=True)
    reason = models.CharField(_("Reason"), max_length=400, blank=True)
    result = models.CharField(_("Result"), max_length=20, default="OK")
    ip = models.GenericIPAddressField(null=True, blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    prev_hash = models.BinaryField(default=b"")
    hash = models.BinaryField(default=b"")

    unscoped_reason = "read only by audit, who sees the whole bank; holds masked values only"
    data_classes = classified(
        none="id seq at actor_no actor_name action entity entity_id field before after reason result ip"
        " request_id prev_hash hash"
    )

    class Meta:
        ordering = ["-seq"]
        indexes = [models.Index(fields=["entity", "entity_id"], name="audit_entity")]
        triggers = [
            pgtrigger.Trigger(name="chain", when=pgtrigger.Before, operation=pgtrigger.Insert, func=CHAIN),
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_truncate",
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                func="RAISE EXCEPTION 'the audit trail is append-only';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"
