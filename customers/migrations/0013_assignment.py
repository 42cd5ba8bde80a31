import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

ROLES = [("A", "Primary (A)"), ("B", "Backup (B)"), ("C", "Custodian")]


def role() -> models.CharField:
    return models.CharField(choices=ROLES, max_length=1, verbose_name="Role")


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0012_prospects"),
        ("organisation", "0008_leavers"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField("relationship", "role", role()),
        migrations.AlterField("relationshipevent", "role", role()),
        migrations.CreateModel(
            name="Selection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(unique=True)),
                ("run_id", models.BigIntegerField()),
                ("business_date", models.DateField()),
                ("found", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="AssignmentPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("wishes", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("undo_until", models.DateField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.branch",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="AssignmentPlanEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4)),
                ("wishes", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("undo_until", models.DateField()),
                ("undone_at", models.DateTimeField(null=True)),
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
                    "made_by",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="customers.assignmentplan",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
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
            name="CustomerStanding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("ACTIVE", "Active customer"),
                            ("DORMANT", "Dormant"),
                            ("LOST", "Lost"),
                            ("CLOSED", "Closed"),
                        ],
                        max_length=10,
                        verbose_name="Status",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="Reason")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
                        to="customers.customer",
                    ),
                ),
            ],
            options={
                "ordering": ["-period"],
            },
        ),
        migrations.CreateModel(
            name="CustomerStandingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("ACTIVE", "Active customer"),
                            ("DORMANT", "Dormant"),
                            ("LOST", "Lost"),
                            ("CLOSED", "Closed"),
                        ],
                        max_length=10,
                        verbose_name="Status",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="Reason")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        to="customers.customerstanding",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlannedMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("A", "Primary (A)"), ("B", "Backup (B)"), ("C", "Custodian")], max_length=1
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("HOUSEHOLD", "Looks after the household already"),
                            ("LAST_SELLER", "Served the customer last"),
                            ("ONLY_ONE", "The only one who may"),
                            ("LEAST_LOADED", "Has the fewest customers of those who may"),
                            ("STAYS", "Looks after the customer already"),
                            ("NOBODY", "Nobody may take the customer"),
                            ("NO_ROOM", "Whoever may has no room left"),
                            ("TORN_HOUSEHOLD", "Nobody may take the whole household"),
                            ("MADE_WAY", "The backup becomes the primary"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("MADE", "Assigned as planned"),
                            ("UNDONE", "Undone"),
                            ("KEPT", "Not undone"),
                        ],
                        default="MADE",
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=600)),
                (
                    "after",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="customers.assignmentplan",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Unassigned",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[("SELECTION", "Monthly selection"), ("ENDED", "The manager was taken off")],
                        max_length=12,
                        verbose_name="Why",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("MASS", "Mass"),
                            ("GOLD", "Gold"),
                            ("PLATINUM", "Platinum"),
                            ("DIAMOND", "Diamond"),
                            ("PRIVATE", "Private banking"),
                        ],
                        max_length=10,
                        verbose_name="Tier",
                    ),
                ),
                ("accounts", models.IntegerField(default=0)),
                ("of_accounts", models.IntegerField(default=0)),
                ("since", models.DateField(verbose_name="Waiting since")),
                ("ended_on", models.DateField(null=True)),
                (
                    "end",
                    models.CharField(
                        blank=True,
                        choices=[("ASSIGNED", "Assigned"), ("STATUS", "The status ended it")],
                        max_length=12,
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.branch",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waits",
                        to="customers.customer",
                    ),
                ),
            ],
            options={
                "ordering": ["since", "pk"],
            },
        ),
        migrations.CreateModel(
            name="UnassignedEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "cause",
                    models.CharField(
                        choices=[("SELECTION", "Monthly selection"), ("ENDED", "The manager was taken off")],
                        max_length=12,
                        verbose_name="Why",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("MASS", "Mass"),
                            ("GOLD", "Gold"),
                            ("PLATINUM", "Platinum"),
                            ("DIAMOND", "Diamond"),
                            ("PRIVATE", "Private banking"),
                        ],
                        max_length=10,
                        verbose_name="Tier",
                    ),
                ),
                ("accounts", models.IntegerField(default=0)),
                ("of_accounts", models.IntegerField(default=0)),
                ("since", models.DateField(verbose_name="Waiting since")),
                ("ended_on", models.DateField(null=True)),
                (
                    "end",
                    models.CharField(
                        blank=True,
                        choices=[("ASSIGNED", "Assigned"), ("STATUS", "The status ended it")],
                        max_length=12,
                    ),
                ),
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
                        to="customers.unassigned",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignmentplan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_assignmentplanevent" ("branch_id", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uid", "undo_until", "undone_at", "undone_by_id", "wishes") SELECT new_values."branch_id", new_values."id", new_values."made_at", new_values."made_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."uid", new_values."undo_until", new_values."undone_at", new_values."undone_by_id", new_values."wishes" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2288fe54e50cf46468aad523b9302c95c5f9fe5e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b1b15",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_assignmentplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignmentplan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_assignmentplanevent" ("branch_id", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uid", "undo_until", "undone_at", "undone_by_id", "wishes") SELECT new_values."branch_id", new_values."id", new_values."made_at", new_values."made_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."uid", new_values."undo_until", new_values."undone_at", new_values."undone_by_id", new_values."wishes" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="abd58195f5e58e866a053bbeb56a4d3604fbc7f6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2e5f7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_assignmentplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assignmentplan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_assignmentplanevent" ("branch_id", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uid", "undo_until", "undone_at", "undone_by_id", "wishes") SELECT old_values."branch_id", old_values."id", old_values."made_at", old_values."made_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."uid", old_values."undo_until", old_values."undone_at", old_values."undone_by_id", old_values."wishes" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c8f3913e6d6f89597be84ba34ef0c717075477ae",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_71f02",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_assignmentplan",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="customerstanding",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("customer", "="), ("period", "&&")], name="standing_one_at_a_time"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customerstanding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_customerstandingevent" ("by_id", "customer_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "status") SELECT new_values."by_id", new_values."customer_id", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cc6afb30b448062665d3aa3a5d274f0ce448d1c7",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_06bb3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_customerstanding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customerstanding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_customerstandingevent" ("by_id", "customer_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "status") SELECT new_values."by_id", new_values."customer_id", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d68eb28de3c1a539309b042cbdf6e8eb98f26714",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c331b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_customerstanding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customerstanding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_customerstandingevent" ("by_id", "customer_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "status") SELECT old_values."by_id", old_values."customer_id", old_values."id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="84e2c2ad060273df9b3106653ff76fe977afbd60",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_afefb",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_customerstanding",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedmove",
            constraint=models.UniqueConstraint(
                fields=("plan", "customer", "role"), name="planned_once_a_role"
            ),
        ),
        migrations.AddIndex(
            model_name="unassigned",
            index=models.Index(
                condition=models.Q(("ended_on__isnull", True)),
                fields=["branch", "id"],
                name="unassigned_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="unassigned",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("customer",),
                name="unassigned_waits_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="unassigned",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end", ""), ("ended_on__isnull", True)),
                    models.Q(("ended_on__isnull", False), models.Q(("end", ""), _negated=True)),
                    _connector="OR",
                ),
                name="unassigned_ends_with_a_cause",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unassigned",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_unassignedevent" ("accounts", "branch_id", "cause", "customer_id", "end", "ended_on", "id", "of_accounts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "tier") SELECT new_values."accounts", new_values."branch_id", new_values."cause", new_values."customer_id", new_values."end", new_values."ended_on", new_values."id", new_values."of_accounts", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."tier" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f3004668f47735a50598216221ed41d8fcb4fab6",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_17ac5",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_unassigned",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unassigned",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_unassignedevent" ("accounts", "branch_id", "cause", "customer_id", "end", "ended_on", "id", "of_accounts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "tier") SELECT new_values."accounts", new_values."branch_id", new_values."cause", new_values."customer_id", new_values."end", new_values."ended_on", new_values."id", new_values."of_accounts", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."tier" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="acd250884a08f08f367e427908d3d589232c112a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_17b3a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_unassigned",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unassigned",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_unassignedevent" ("accounts", "branch_id", "cause", "customer_id", "end", "ended_on", "id", "of_accounts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "tier") SELECT old_values."accounts", old_values."branch_id", old_values."cause", old_values."customer_id", old_values."end", old_values."ended_on", old_values."id", old_values."of_accounts", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."since", old_values."tier" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="bb3f51324bec0658de19c7bc56cb7e5934cac3ec",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_782eb",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_unassigned",
                    when="AFTER",
                ),
            ),
        ),
    ]
