import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0011_referrals"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProspectMatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "by",
                    models.CharField(
                        choices=[("IDENTITY", "identity number"), ("PHONE", "phone")],
                        max_length=10,
                        verbose_name="Found by",
                    ),
                ),
                ("found_at", models.DateTimeField()),
                ("same", models.BooleanField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prospect",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="customers.prospect",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProspectMatchEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "by",
                    models.CharField(
                        choices=[("IDENTITY", "identity number"), ("PHONE", "phone")],
                        max_length=10,
                        verbose_name="Found by",
                    ),
                ),
                ("found_at", models.DateTimeField()),
                ("same", models.BooleanField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
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
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        to="customers.prospectmatch",
                    ),
                ),
                (
                    "prospect",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.prospect",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="prospectmatch",
            constraint=models.UniqueConstraint(fields=("prospect", "customer"), name="prospect_match_once"),
        ),
        migrations.AddConstraint(
            model_name="prospectmatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True), ("decided_by__isnull", True), ("same__isnull", True)
                    ),
                    models.Q(
                        ("decided_at__isnull", False), ("decided_by__isnull", False), ("same__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="prospect_match_decided",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="prospectmatch",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_prospectmatchevent" ("by", "customer_id", "decided_at", "decided_by_id", "found_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prospect_id", "same") SELECT new_values."by", new_values."customer_id", new_values."decided_at", new_values."decided_by_id", new_values."found_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prospect_id", new_values."same" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="54f708bcae6f85ed53d2a0ca35b68291c107b4e4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c0263",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_prospectmatch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="prospectmatch",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_prospectmatchevent" ("by", "customer_id", "decided_at", "decided_by_id", "found_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prospect_id", "same") SELECT new_values."by", new_values."customer_id", new_values."decided_at", new_values."decided_by_id", new_values."found_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prospect_id", new_values."same" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8b15ffa49fa02caab821d5e7a3dbfc3865312910",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5ff86",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_prospectmatch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="prospectmatch",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_prospectmatchevent" ("by", "customer_id", "decided_at", "decided_by_id", "found_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prospect_id", "same") SELECT old_values."by", old_values."customer_id", old_values."decided_at", old_values."decided_by_id", old_values."found_at", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prospect_id", old_values."same" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="57189190f28f1ab8286d88485f17ba99887aa5d4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cfac6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_prospectmatch",
                    when="AFTER",
                ),
            ),
        ),
    ]
