"""Seal the personal texts of customers and find them by keyed tokens.

Nothing is carried over: this program keys what it writes, and a migration must not know the keys. The next full drop
of the bank's core writes the texts anew, sealed.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0018_suitability"),
        ("organisation", "0008_leavers"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="customer",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="customer",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="customer",
            name="delete_delete",
        ),
        migrations.RemoveIndex(
            model_name="customer",
            name="customer_grams",
        ),
        migrations.RemoveIndex(
            model_name="customer",
            name="customer_initials",
        ),
        migrations.RemoveIndex(
            model_name="customer",
            name="customer_pinyin",
        ),
        migrations.RemoveField(
            model_name="customer",
            name="address",
        ),
        migrations.RemoveField(
            model_name="customer",
            name="grams",
        ),
        migrations.RemoveField(
            model_name="customer",
            name="id_no",
        ),
        migrations.RemoveField(
            model_name="customer",
            name="initials",
        ),
        migrations.RemoveField(
            model_name="customer",
            name="name",
        ),
        migrations.RemoveField(
            model_name="customer",
            name="phone",
        ),
        migrations.RemoveField(
            model_name="customer",
            name="pinyin",
        ),
        migrations.RemoveField(
            model_name="customerday",
            name="name_key",
        ),
        migrations.RemoveField(
            model_name="customerevent",
            name="address",
        ),
        migrations.RemoveField(
            model_name="customerevent",
            name="id_no",
        ),
        migrations.RemoveField(
            model_name="customerevent",
            name="name",
        ),
        migrations.RemoveField(
            model_name="customerevent",
            name="phone",
        ),
        migrations.AddField(
            model_name="customer",
            name="address_sealed",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddField(
            model_name="customer",
            name="id_no_sealed",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddField(
            model_name="customer",
            name="name_sealed",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddField(
            model_name="customer",
            name="name_tokens",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="customer",
            name="phone_sealed",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddField(
            model_name="customer",
            name="sealed_digest",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddField(
            model_name="customerevent",
            name="address_sealed",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddField(
            model_name="customerevent",
            name="id_no_sealed",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddField(
            model_name="customerevent",
            name="name_sealed",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddField(
            model_name="customerevent",
            name="phone_sealed",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name_tokens"], name="customer_name_tokens"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_customerevent" ("address_sealed", "birth_date", "customer_no", "gender", "home_branch_id", "id", "id_no_sealed", "id_type", "id_valid_to", "marketing_opt_out", "name_sealed", "occupation", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_sealed", "risk_assessed_on", "risk_level", "source_as_of") SELECT new_values."address_sealed", new_values."birth_date", new_values."customer_no", new_values."gender", new_values."home_branch_id", new_values."id", new_values."id_no_sealed", new_values."id_type", new_values."id_valid_to", new_values."marketing_opt_out", new_values."name_sealed", new_values."occupation", new_values."opened_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone_sealed", new_values."risk_assessed_on", new_values."risk_level", new_values."source_as_of" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="eecac66f7d47ac1d26a78c432898dfba50bef880",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a36e0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_customer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_customerevent" ("address_sealed", "birth_date", "customer_no", "gender", "home_branch_id", "id", "id_no_sealed", "id_type", "id_valid_to", "marketing_opt_out", "name_sealed", "occupation", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_sealed", "risk_assessed_on", "risk_level", "source_as_of") SELECT new_values."address_sealed", new_values."birth_date", new_values."customer_no", new_values."gender", new_values."home_branch_id", new_values."id", new_values."id_no_sealed", new_values."id_type", new_values."id_valid_to", new_values."marketing_opt_out", new_values."name_sealed", new_values."occupation", new_values."opened_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone_sealed", new_values."risk_assessed_on", new_values."risk_level", new_values."source_as_of" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."address_sealed" IS DISTINCT FROM (new_values."address_sealed") OR old_values."birth_date" IS DISTINCT FROM (new_values."birth_date") OR old_values."customer_no" IS DISTINCT FROM (new_values."customer_no") OR old_values."gender" IS DISTINCT FROM (new_values."gender") OR old_values."home_branch_id" IS DISTINCT FROM (new_values."home_branch_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."id_no_sealed" IS DISTINCT FROM (new_values."id_no_sealed") OR old_values."id_type" IS DISTINCT FROM (new_values."id_type") OR old_values."id_valid_to" IS DISTINCT FROM (new_values."id_valid_to") OR old_values."marketing_opt_out" IS DISTINCT FROM (new_values."marketing_opt_out") OR old_values."name_sealed" IS DISTINCT FROM (new_values."name_sealed") OR old_values."occupation" IS DISTINCT FROM (new_values."occupation") OR old_values."opened_on" IS DISTINCT FROM (new_values."opened_on") OR old_values."phone_sealed" IS DISTINCT FROM (new_values."phone_sealed") OR old_values."risk_assessed_on" IS DISTINCT FROM (new_values."risk_assessed_on") OR old_values."risk_level" IS DISTINCT FROM (new_values."risk_level") OR old_values."source_as_of" IS DISTINCT FROM (new_values."source_as_of")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a32a0430332e058f7bc953a4c1324caf5f29028a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ca86d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_customer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_customerevent" ("address_sealed", "birth_date", "customer_no", "gender", "home_branch_id", "id", "id_no_sealed", "id_type", "id_valid_to", "marketing_opt_out", "name_sealed", "occupation", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_sealed", "risk_assessed_on", "risk_level", "source_as_of") SELECT old_values."address_sealed", old_values."birth_date", old_values."customer_no", old_values."gender", old_values."home_branch_id", old_values."id", old_values."id_no_sealed", old_values."id_type", old_values."id_valid_to", old_values."marketing_opt_out", old_values."name_sealed", old_values."occupation", old_values."opened_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone_sealed", old_values."risk_assessed_on", old_values."risk_level", old_values."source_as_of" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="662623ae2f2777027d846af124257bf235e72be4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_939ca",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_customer",
                    when="AFTER",
                ),
            ),
        ),
        # More elements with a known share: the planner must tell a common piece of a name from a rare one.
        migrations.RunSQL(
            "ALTER TABLE customers_customer ALTER COLUMN name_tokens SET STATISTICS 500",
            "ALTER TABLE customers_customer ALTER COLUMN name_tokens SET STATISTICS -1",
        ),
        migrations.CreateModel(
            name="TakenFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="At")),
                (
                    "customer_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["customer_ids"], name="taken_file_customers"
                    )
                ],
            },
        ),
    ]
