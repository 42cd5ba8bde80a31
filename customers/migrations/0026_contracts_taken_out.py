"""The register of contracts taken out. The tables are new and empty: this takes no time."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0025_hashes_name_their_key"),
        ("organisation", "0008_leavers"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Borrowing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("ASKED", "Waits for the custodian"),
                            ("REFUSED", "Refused"),
                            ("WITHDRAWN", "Request withdrawn"),
                            ("OUT", "Handed out"),
                            ("BACK", "Back on file"),
                        ],
                        default="ASKED",
                        max_length=10,
                        verbose_name="Status",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("wanted_until", models.DateField(verbose_name="Needed until")),
                ("out_on", models.DateField(null=True, verbose_name="Handed out on")),
                ("due_on", models.DateField(null=True, verbose_name="Due back on")),
                ("back_on", models.DateField(null=True, verbose_name="Back on")),
                ("contract_sealed", models.BinaryField(default=b"")),
                ("purpose_sealed", models.BinaryField(default=b"")),
                ("remark_sealed", models.BinaryField(default=b"")),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="BorrowingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("ASKED", "Waits for the custodian"),
                            ("REFUSED", "Refused"),
                            ("WITHDRAWN", "Request withdrawn"),
                            ("OUT", "Handed out"),
                            ("BACK", "Back on file"),
                        ],
                        default="ASKED",
                        max_length=10,
                        verbose_name="Status",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("wanted_until", models.DateField(verbose_name="Needed until")),
                ("out_on", models.DateField(null=True, verbose_name="Handed out on")),
                ("due_on", models.DateField(null=True, verbose_name="Due back on")),
                ("back_on", models.DateField(null=True, verbose_name="Back on")),
                ("contract_sealed", models.BinaryField(default=b"")),
                ("purpose_sealed", models.BinaryField(default=b"")),
                ("remark_sealed", models.BinaryField(default=b"")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="borrowing",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="borrowing",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="borrowing",
            name="custodian",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="borrowing",
            name="customer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
            ),
        ),
        migrations.AddField(
            model_name="borrowingevent",
            name="asked_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="borrowingevent",
            name="changed_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="borrowingevent",
            name="custodian",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="borrowingevent",
            name="customer",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="customers.customer",
            ),
        ),
        migrations.AddField(
            model_name="borrowingevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="borrowingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="customers.borrowing",
            ),
        ),
        migrations.AddIndex(
            model_name="borrowing",
            index=models.Index(fields=["customer"], name="borrowing_of_customer"),
        ),
        migrations.AddIndex(
            model_name="borrowing",
            index=models.Index(
                condition=models.Q(("status", "OUT")), fields=["due_on", "id"], name="borrowing_out_by_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="borrowing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("custodian__isnull", True),
                        ("out_on__isnull", True),
                        ("status__in", ["ASKED", "WITHDRAWN"]),
                    ),
                    models.Q(("custodian__isnull", False), ("out_on__isnull", True), ("status", "REFUSED")),
                    models.Q(
                        ("back_on__isnull", True),
                        ("custodian__isnull", False),
                        ("due_on__isnull", False),
                        ("status", "OUT"),
                    ),
                    models.Q(
                        ("back_on__isnull", False),
                        ("custodian__isnull", False),
                        ("due_on__isnull", False),
                        ("status", "BACK"),
                    ),
                    _connector="OR",
                ),
                name="borrowing_says_who_consented_and_until_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="borrowing",
            constraint=models.CheckConstraint(
                condition=models.Q(("custodian", models.F("asked_by")), _negated=True),
                name="borrowing_second_person",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="borrowing",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_borrowingevent" ("asked_at", "asked_by_id", "back_on", "changed_at", "changed_by_id", "contract_sealed", "custodian_id", "customer_id", "due_on", "id", "out_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose_sealed", "remark_sealed", "status", "uid", "version", "wanted_until") SELECT new_values."asked_at", new_values."asked_by_id", new_values."back_on", new_values."changed_at", new_values."changed_by_id", new_values."contract_sealed", new_values."custodian_id", new_values."customer_id", new_values."due_on", new_values."id", new_values."out_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purpose_sealed", new_values."remark_sealed", new_values."status", new_values."uid", new_values."version", new_values."wanted_until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="871ed6bb555132de866730a2947b6098570ef14d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e84ea",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_borrowing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="borrowing",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_borrowingevent" ("asked_at", "asked_by_id", "back_on", "changed_at", "changed_by_id", "contract_sealed", "custodian_id", "customer_id", "due_on", "id", "out_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose_sealed", "remark_sealed", "status", "uid", "version", "wanted_until") SELECT new_values."asked_at", new_values."asked_by_id", new_values."back_on", new_values."changed_at", new_values."changed_by_id", new_values."contract_sealed", new_values."custodian_id", new_values."customer_id", new_values."due_on", new_values."id", new_values."out_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."purpose_sealed", new_values."remark_sealed", new_values."status", new_values."uid", new_values."version", new_values."wanted_until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6b7e819c1760ce94d05fdb8489613107220cae81",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_667f9",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_borrowing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="borrowing",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_borrowingevent" ("asked_at", "asked_by_id", "back_on", "changed_at", "changed_by_id", "contract_sealed", "custodian_id", "customer_id", "due_on", "id", "out_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose_sealed", "remark_sealed", "status", "uid", "version", "wanted_until") SELECT old_values."asked_at", old_values."asked_by_id", old_values."back_on", old_values."changed_at", old_values."changed_by_id", old_values."contract_sealed", old_values."custodian_id", old_values."customer_id", old_values."due_on", old_values."id", old_values."out_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."purpose_sealed", old_values."remark_sealed", old_values."status", old_values."uid", old_values."version", old_values."wanted_until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8ed735134c0bb21de153a506c7a8268dce3696cc",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c1a14",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_borrowing",
                    when="AFTER",
                ),
            ),
        ),
    ]
