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
        ("customers", "0016_segments"),
        ("organisation", "0008_leavers"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Household",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("FAMILY", "Household"), ("RELATED", "Related customers")],
                        max_length=10,
                        verbose_name="Kind",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("PROPOSED", "Proposed"),
                            ("CONFIRMED", "Confirmed"),
                            ("REFUSED", "Not confirmed"),
                            ("DISSOLVED", "Dissolved"),
                        ],
                        max_length=10,
                        verbose_name="Status",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="Grounds")),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision", models.CharField(blank=True, max_length=300)),
                ("ended_on", models.DateField(null=True)),
                ("end_reason", models.CharField(blank=True, max_length=300)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.branch",
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
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-proposed_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HouseholdEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4)),
                (
                    "kind",
                    models.CharField(
                        choices=[("FAMILY", "Household"), ("RELATED", "Related customers")],
                        max_length=10,
                        verbose_name="Kind",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("PROPOSED", "Proposed"),
                            ("CONFIRMED", "Confirmed"),
                            ("REFUSED", "Not confirmed"),
                            ("DISSOLVED", "Dissolved"),
                        ],
                        max_length=10,
                        verbose_name="Status",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="Grounds")),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision", models.CharField(blank=True, max_length=300)),
                ("ended_on", models.DateField(null=True)),
                ("end_reason", models.CharField(blank=True, max_length=300)),
                (
                    "branch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.branch",
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
                    "ended_by",
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
                        to="customers.household",
                    ),
                ),
                (
                    "proposed_by",
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
        migrations.CreateModel(
            name="HouseholdMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "kinship",
                    models.CharField(
                        choices=[
                            ("FIRST", "First member"),
                            ("SPOUSE", "Spouse"),
                            ("PARENT", "Parent"),
                            ("CHILD", "Child"),
                            ("SIBLING", "Brother or sister"),
                            ("BUSINESS", "In business together"),
                            ("OTHER", "Related otherwise"),
                        ],
                        max_length=10,
                        verbose_name="Relation",
                    ),
                ),
                ("evidence", models.JSONField(default=list)),
                ("confirmed", models.BooleanField(default=False)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="customers.customer",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="customers.household",
                    ),
                ),
            ],
            options={
                "ordering": ["household", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HouseholdMemberEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "kinship",
                    models.CharField(
                        choices=[
                            ("FIRST", "First member"),
                            ("SPOUSE", "Spouse"),
                            ("PARENT", "Parent"),
                            ("CHILD", "Child"),
                            ("SIBLING", "Brother or sister"),
                            ("BUSINESS", "In business together"),
                            ("OTHER", "Related otherwise"),
                        ],
                        max_length=10,
                        verbose_name="Relation",
                    ),
                ),
                ("evidence", models.JSONField(default=list)),
                ("confirmed", models.BooleanField(default=False)),
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
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.household",
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
                        to="customers.householdmember",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="household",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="household_by_two_persons",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="household",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_householdevent" ("branch_id", "decided_at", "decided_by_id", "decision", "end_reason", "ended_by_id", "ended_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "reason", "status", "uid") SELECT new_values."branch_id", new_values."decided_at", new_values."decided_by_id", new_values."decision", new_values."end_reason", new_values."ended_by_id", new_values."ended_on", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed_at", new_values."proposed_by_id", new_values."reason", new_values."status", new_values."uid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3545439af614c9f3f299f2be9cdaabc8770b3aaf",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5c2a6",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_household",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="household",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_householdevent" ("branch_id", "decided_at", "decided_by_id", "decision", "end_reason", "ended_by_id", "ended_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "reason", "status", "uid") SELECT new_values."branch_id", new_values."decided_at", new_values."decided_by_id", new_values."decision", new_values."end_reason", new_values."ended_by_id", new_values."ended_on", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed_at", new_values."proposed_by_id", new_values."reason", new_values."status", new_values."uid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e0317acec903ec3a591e7ba52c735a57859c7367",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_73978",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_household",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="household",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_householdevent" ("branch_id", "decided_at", "decided_by_id", "decision", "end_reason", "ended_by_id", "ended_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "reason", "status", "uid") SELECT old_values."branch_id", old_values."decided_at", old_values."decided_by_id", old_values."decision", old_values."end_reason", old_values."ended_by_id", old_values."ended_on", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed_at", old_values."proposed_by_id", old_values."reason", old_values."status", old_values."uid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="baf10138dc8afd09b81fe4ced611c46b66f82c17",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_436ae",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_household",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="householdmember",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("confirmed", True)),
                expressions=[("customer", "="), ("period", "&&")],
                name="member_of_one_household",
            ),
        ),
        migrations.AddConstraint(
            model_name="householdmember",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("household", "="), ("customer", "="), ("period", "&&")],
                name="member_once_in_a_household",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="householdmember",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_householdmemberevent" ("confirmed", "customer_id", "evidence", "household_id", "id", "kinship", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."confirmed", new_values."customer_id", new_values."evidence", new_values."household_id", new_values."id", new_values."kinship", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a5b4556fa72553ef0a7a7f30193bc6e41ac31b72",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2c3b5",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_householdmember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="householdmember",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_householdmemberevent" ("confirmed", "customer_id", "evidence", "household_id", "id", "kinship", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."confirmed", new_values."customer_id", new_values."evidence", new_values."household_id", new_values."id", new_values."kinship", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="48b3939a7a6ffe032938298b306dfd1e8ac77363",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b8b10",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_householdmember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="householdmember",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_householdmemberevent" ("confirmed", "customer_id", "evidence", "household_id", "id", "kinship", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."confirmed", old_values."customer_id", old_values."evidence", old_values."household_id", old_values."id", old_values."kinship", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="55f04aea6240e32b1c9e0b16b9b4f4cf85d4717b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c5e64",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_householdmember",
                    when="AFTER",
                ),
            ),
        ),
    ]
