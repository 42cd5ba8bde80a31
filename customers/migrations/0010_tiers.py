import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0009_archive"),
        ("organisation", "0006_history_by_statement"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Rehearsal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("business_date", models.DateField(verbose_name="Business date")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("WAITING", "Waiting for the worker"),
                            ("RUNNING", "Running"),
                            ("DONE", "Done"),
                            ("FAILED", "Failed"),
                        ],
                        default="WAITING",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                ("done", models.IntegerField(default=0)),
                ("total", models.IntegerField(default=0)),
                ("compared", models.IntegerField(default=0, verbose_name="Customers compared")),
                ("months", models.JSONField(default=list)),
                ("asked_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "preset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rehearsals",
                        to="organisation.preset",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="RehearsalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("business_date", models.DateField(verbose_name="Business date")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("WAITING", "Waiting for the worker"),
                            ("RUNNING", "Running"),
                            ("DONE", "Done"),
                            ("FAILED", "Failed"),
                        ],
                        default="WAITING",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                ("done", models.IntegerField(default=0)),
                ("total", models.IntegerField(default=0)),
                ("compared", models.IntegerField(default=0, verbose_name="Customers compared")),
                ("months", models.JSONField(default=list)),
                ("asked_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
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
                        to="customers.rehearsal",
                    ),
                ),
                (
                    "preset",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.preset",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RehearsalMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("MASS", "Mass"),
                            ("GOLD", "Gold"),
                            ("PLATINUM", "Platinum"),
                            ("DIAMOND", "Diamond"),
                            ("PRIVATE", "Private banking"),
                        ],
                        max_length=10,
                        verbose_name="Tier held",
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("MASS", "Mass"),
                            ("GOLD", "Gold"),
                            ("PLATINUM", "Platinum"),
                            ("DIAMOND", "Diamond"),
                            ("PRIVATE", "Private banking"),
                        ],
                        max_length=10,
                        verbose_name="Tier rehearsed",
                    ),
                ),
                (
                    "average_before",
                    models.DecimalField(decimal_places=2, max_digits=18, verbose_name="Average"),
                ),
                (
                    "average_after",
                    models.DecimalField(decimal_places=2, max_digits=18, verbose_name="Average rehearsed"),
                ),
                ("aum", models.DecimalField(decimal_places=2, max_digits=18, verbose_name="AUM")),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "rehearsal",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="customers.rehearsal",
                    ),
                ),
            ],
            options={
                "ordering": ["-aum", "customer"],
            },
        ),
        migrations.CreateModel(
            name="TierFlow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="Month")),
                (
                    "before",
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
                        verbose_name="Tier before",
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("MASS", "Mass"),
                            ("GOLD", "Gold"),
                            ("PLATINUM", "Platinum"),
                            ("DIAMOND", "Diamond"),
                            ("PRIVATE", "Private banking"),
                        ],
                        max_length=10,
                        verbose_name="Tier after",
                    ),
                ),
                ("customers", models.IntegerField(verbose_name="Customers")),
                ("average_sum", models.DecimalField(decimal_places=2, max_digits=24)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.branch",
                    ),
                ),
            ],
            options={
                "ordering": ["month", "branch"],
            },
        ),
        migrations.AddConstraint(
            model_name="rehearsal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("WAITING", "RUNNING"))),
                fields=("preset",),
                name="rehearsal_one_at_a_time",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rehearsal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_rehearsalevent" ("asked_at", "asked_by_id", "business_date", "compared", "done", "finished_at", "id", "months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preset_id", "started_at", "status", "total", "uid") SELECT new_values."asked_at", new_values."asked_by_id", new_values."business_date", new_values."compared", new_values."done", new_values."finished_at", new_values."id", new_values."months", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."preset_id", new_values."started_at", new_values."status", new_values."total", new_values."uid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="76e80ae9c43d9607e2040f073cb3dee689e43675",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0ad69",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_rehearsal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rehearsal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_rehearsalevent" ("asked_at", "asked_by_id", "business_date", "compared", "done", "finished_at", "id", "months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preset_id", "started_at", "status", "total", "uid") SELECT new_values."asked_at", new_values."asked_by_id", new_values."business_date", new_values."compared", new_values."done", new_values."finished_at", new_values."id", new_values."months", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."preset_id", new_values."started_at", new_values."status", new_values."total", new_values."uid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="79d3074299faba9bf7b0e1b9ffcfc47be277f3af",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_94322",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_rehearsal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rehearsal",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_rehearsalevent" ("asked_at", "asked_by_id", "business_date", "compared", "done", "finished_at", "id", "months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preset_id", "started_at", "status", "total", "uid") SELECT old_values."asked_at", old_values."asked_by_id", old_values."business_date", old_values."compared", old_values."done", old_values."finished_at", old_values."id", old_values."months", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."preset_id", old_values."started_at", old_values."status", old_values."total", old_values."uid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1274bef8b7611daa98126cfd98ff624433e6d2e5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d9a8d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_rehearsal",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="rehearsalmove",
            index=models.Index(fields=["rehearsal", "before", "after", "-aum"], name="rehearsal_moves"),
        ),
        migrations.AddIndex(
            model_name="rehearsalmove",
            index=models.Index(fields=["rehearsal", "-aum"], name="rehearsal_moves_largest"),
        ),
        migrations.AddConstraint(
            model_name="rehearsalmove",
            constraint=models.UniqueConstraint(fields=("rehearsal", "customer"), name="rehearsal_move_once"),
        ),
        migrations.AddConstraint(
            model_name="tierflow",
            constraint=models.UniqueConstraint(
                fields=("month", "branch", "before", "after"), name="tier_flow_once"
            ),
        ),
    ]
