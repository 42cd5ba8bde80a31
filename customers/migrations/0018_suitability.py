import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0017_households"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("MARKETING", "All marketing"),
                            ("PHONE", "Phone"),
                            ("SMS", "Text message"),
                            ("WECHAT", "WeChat"),
                            ("EMAIL", "E-mail"),
                            ("VISIT", "Visit"),
                        ],
                        max_length=12,
                        verbose_name="Channel",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("GIVEN", "Given"), ("REFUSED", "Refused"), ("WITHDRAWN", "Withdrawn")],
                        max_length=12,
                        verbose_name="Answer",
                    ),
                ),
                ("said_on", models.DateField(verbose_name="Said on")),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("SIGNED_FORM", "Signed form"),
                            ("COUNTER", "Said at the counter"),
                            ("RECORDED_CALL", "Recorded call"),
                            ("MESSAGE", "Message from the customer"),
                            ("ONLINE", "Online or mobile bank"),
                        ],
                        max_length=16,
                        verbose_name="Evidence",
                    ),
                ),
                ("note_sealed", models.BinaryField(default=b"")),
                ("recorded_at", models.DateTimeField(verbose_name="Recorded at")),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="customers.customer",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["customer", "channel", "-said_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ConsentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("MARKETING", "All marketing"),
                            ("PHONE", "Phone"),
                            ("SMS", "Text message"),
                            ("WECHAT", "WeChat"),
                            ("EMAIL", "E-mail"),
                            ("VISIT", "Visit"),
                        ],
                        max_length=12,
                        verbose_name="Channel",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("GIVEN", "Given"), ("REFUSED", "Refused"), ("WITHDRAWN", "Withdrawn")],
                        max_length=12,
                        verbose_name="Answer",
                    ),
                ),
                ("said_on", models.DateField(verbose_name="Said on")),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("SIGNED_FORM", "Signed form"),
                            ("COUNTER", "Said at the counter"),
                            ("RECORDED_CALL", "Recorded call"),
                            ("MESSAGE", "Message from the customer"),
                            ("ONLINE", "Online or mobile bank"),
                        ],
                        max_length=16,
                        verbose_name="Evidence",
                    ),
                ),
                ("note_sealed", models.BinaryField(default=b"")),
                ("recorded_at", models.DateTimeField(verbose_name="Recorded at")),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="customers.consent",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["customer", "channel", "-said_on", "-id"], name="consent_newest"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_consentevent" ("answer", "channel", "customer_id", "evidence", "id", "note_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "said_on", "uid") SELECT new_values."answer", new_values."channel", new_values."customer_id", new_values."evidence", new_values."id", new_values."note_sealed", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."recorded_by_id", new_values."said_on", new_values."uid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="417a7e73e7ec9927d9c44fff69aa241d0f74c7f1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e6f8e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_consentevent" ("answer", "channel", "customer_id", "evidence", "id", "note_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "said_on", "uid") SELECT new_values."answer", new_values."channel", new_values."customer_id", new_values."evidence", new_values."id", new_values."note_sealed", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."recorded_by_id", new_values."said_on", new_values."uid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="97870f90230a3c736b4ebc8bd32d9afac8c8ec0f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4fa64",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_consentevent" ("answer", "channel", "customer_id", "evidence", "id", "note_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "said_on", "uid") SELECT old_values."answer", old_values."channel", old_values."customer_id", old_values."evidence", old_values."id", old_values."note_sealed", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."recorded_by_id", old_values."said_on", old_values."uid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ad22d244155b4cd78daf024fe791672479bebd7e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6ecc6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_consent",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="IssuerRating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "rating",
                    models.CharField(
                        choices=[
                            ("R1", "R1 low"),
                            ("R2", "R2 medium-low"),
                            ("R3", "R3 medium"),
                            ("R4", "R4 medium-high"),
                            ("R5", "R5 high"),
                        ],
                        max_length=2,
                        verbose_name="Issuer's rating",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="Source")),
                ("recorded_at", models.DateTimeField()),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issuer_ratings",
                        to="customers.product",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["product", "-period"],
            },
        ),
        migrations.CreateModel(
            name="IssuerRatingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "rating",
                    models.CharField(
                        choices=[
                            ("R1", "R1 low"),
                            ("R2", "R2 medium-low"),
                            ("R3", "R3 medium"),
                            ("R4", "R4 medium-high"),
                            ("R5", "R5 high"),
                        ],
                        max_length=2,
                        verbose_name="Issuer's rating",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="Source")),
                ("recorded_at", models.DateTimeField()),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="customers.issuerrating",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.product",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="issuerrating",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("product", "="), ("period", "&&")], name="issuer_rating_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issuerrating",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_issuerratingevent" ("id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "rating", "recorded_at", "recorded_by_id", "source", "uid") SELECT new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_id", new_values."rating", new_values."recorded_at", new_values."recorded_by_id", new_values."source", new_values."uid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="21ce69841a4b88dd36afb0fa924dc10f0a075a54",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_adeec",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_issuerrating",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issuerrating",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_issuerratingevent" ("id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "rating", "recorded_at", "recorded_by_id", "source", "uid") SELECT new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_id", new_values."rating", new_values."recorded_at", new_values."recorded_by_id", new_values."source", new_values."uid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="48e6050bb895f959f78e7cf20d38fda168038720",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f81ba",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_issuerrating",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issuerrating",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_issuerratingevent" ("id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "rating", "recorded_at", "recorded_by_id", "source", "uid") SELECT old_values."id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_id", old_values."rating", old_values."recorded_at", old_values."recorded_by_id", old_values."source", old_values."uid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="768dae81e5eebbfff1cd3fbcec2d8ebf84c78447",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f4dfb",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_issuerrating",
                    when="AFTER",
                ),
            ),
        ),
    ]
