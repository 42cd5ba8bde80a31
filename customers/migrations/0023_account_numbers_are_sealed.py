"""Account and loan numbers are sealed: the plain columns go."""

import uuid

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0022_seal_account_numbers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="account",
            options={"ordering": ["pk"]},
        ),
        migrations.AlterModelOptions(
            name="loan",
            options={"ordering": ["loan_no_hash", "-as_of"]},
        ),
        migrations.RemoveField(
            model_name="account",
            name="account_no",
        ),
        migrations.RemoveField(
            model_name="accountevent",
            name="account_no",
        ),
        migrations.RemoveField(
            model_name="loan",
            name="loan_no",
        ),
        migrations.AlterField(
            model_name="account",
            name="account_no_hash",
            field=models.BinaryField(unique=True),
        ),
        migrations.AlterField(
            model_name="account",
            name="account_no_sealed",
            field=models.BinaryField(),
        ),
        migrations.AlterField(
            model_name="account",
            name="uid",
            field=models.UUIDField(default=uuid.uuid4, unique=True),
        ),
        migrations.AlterField(
            model_name="accountevent",
            name="account_no_sealed",
            field=models.BinaryField(),
        ),
        migrations.AlterField(
            model_name="accountevent",
            name="uid",
            field=models.UUIDField(default=uuid.uuid4),
        ),
        migrations.AlterField(
            model_name="loan",
            name="loan_no_hash",
            field=models.BinaryField(),
        ),
        migrations.AlterField(
            model_name="loan",
            name="loan_no_sealed",
            field=models.BinaryField(),
        ),
        migrations.AlterField(
            model_name="loan",
            name="uid",
            field=models.UUIDField(default=uuid.uuid4, unique=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_accountevent" ("account_no_sealed", "branch_id", "closed_on", "currency", "customer_id", "id", "maturity_on", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "rate", "source_as_of", "status", "uid") SELECT new_values."account_no_sealed", new_values."branch_id", new_values."closed_on", new_values."currency", new_values."customer_id", new_values."id", new_values."maturity_on", new_values."opened_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_id", new_values."rate", new_values."source_as_of", new_values."status", new_values."uid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f209222b42ed94cce6990c044fb3ee19314746e0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c7393",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_account",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_accountevent" ("account_no_sealed", "branch_id", "closed_on", "currency", "customer_id", "id", "maturity_on", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "rate", "source_as_of", "status", "uid") SELECT new_values."account_no_sealed", new_values."branch_id", new_values."closed_on", new_values."currency", new_values."customer_id", new_values."id", new_values."maturity_on", new_values."opened_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_id", new_values."rate", new_values."source_as_of", new_values."status", new_values."uid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."account_no_sealed" IS DISTINCT FROM (new_values."account_no_sealed") OR old_values."branch_id" IS DISTINCT FROM (new_values."branch_id") OR old_values."closed_on" IS DISTINCT FROM (new_values."closed_on") OR old_values."currency" IS DISTINCT FROM (new_values."currency") OR old_values."customer_id" IS DISTINCT FROM (new_values."customer_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."maturity_on" IS DISTINCT FROM (new_values."maturity_on") OR old_values."opened_on" IS DISTINCT FROM (new_values."opened_on") OR old_values."product_id" IS DISTINCT FROM (new_values."product_id") OR old_values."rate" IS DISTINCT FROM (new_values."rate") OR old_values."source_as_of" IS DISTINCT FROM (new_values."source_as_of") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."uid" IS DISTINCT FROM (new_values."uid")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ec3024f5fc981ca9025a8560f3e6b63096f323e8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2fc5e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_account",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_accountevent" ("account_no_sealed", "branch_id", "closed_on", "currency", "customer_id", "id", "maturity_on", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "rate", "source_as_of", "status", "uid") SELECT old_values."account_no_sealed", old_values."branch_id", old_values."closed_on", old_values."currency", old_values."customer_id", old_values."id", old_values."maturity_on", old_values."opened_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_id", old_values."rate", old_values."source_as_of", old_values."status", old_values."uid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f591a20cf6ec7a417c7d1e89acb828c11a72970a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e891a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_account",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="loan",
            constraint=models.UniqueConstraint(fields=("loan_no_hash", "as_of"), name="loan_day_once"),
        ),
    ]
