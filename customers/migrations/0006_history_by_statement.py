import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0005_cumulative_history"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="account",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="account",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="account",
            name="delete_delete",
        ),
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
        pgtrigger.migrations.RemoveTrigger(
            model_name="relationship",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="relationship",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="relationship",
            name="delete_delete",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_accountevent" ("account_no", "branch_id", "closed_on", "currency", "customer_id", "id", "maturity_on", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "rate", "source_as_of", "status") SELECT new_values."account_no", new_values."branch_id", new_values."closed_on", new_values."currency", new_values."customer_id", new_values."id", new_values."maturity_on", new_values."opened_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_id", new_values."rate", new_values."source_as_of", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d091af1c225897069665f26ec72e2570c2964d21",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_accountevent" ("account_no", "branch_id", "closed_on", "currency", "customer_id", "id", "maturity_on", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "rate", "source_as_of", "status") SELECT new_values."account_no", new_values."branch_id", new_values."closed_on", new_values."currency", new_values."customer_id", new_values."id", new_values."maturity_on", new_values."opened_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_id", new_values."rate", new_values."source_as_of", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="feddd1296113bfa2bc22d82da0bf1ce0831e21f6",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_accountevent" ("account_no", "branch_id", "closed_on", "currency", "customer_id", "id", "maturity_on", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "rate", "source_as_of", "status") SELECT old_values."account_no", old_values."branch_id", old_values."closed_on", old_values."currency", old_values."customer_id", old_values."id", old_values."maturity_on", old_values."opened_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_id", old_values."rate", old_values."source_as_of", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="84264d11cc829b14e177f21b65c3bac396bf9420",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e891a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_account",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_customerevent" ("address", "birth_date", "customer_no", "gender", "home_branch_id", "id", "id_no", "id_type", "id_valid_to", "marketing_opt_out", "name", "occupation", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "risk_assessed_on", "risk_level", "source_as_of") SELECT new_values."address", new_values."birth_date", new_values."customer_no", new_values."gender", new_values."home_branch_id", new_values."id", new_values."id_no", new_values."id_type", new_values."id_valid_to", new_values."marketing_opt_out", new_values."name", new_values."occupation", new_values."opened_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."risk_assessed_on", new_values."risk_level", new_values."source_as_of" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="60c968cab0be3c75bddce88ec1736c3e6307cc27",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_customerevent" ("address", "birth_date", "customer_no", "gender", "home_branch_id", "id", "id_no", "id_type", "id_valid_to", "marketing_opt_out", "name", "occupation", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "risk_assessed_on", "risk_level", "source_as_of") SELECT new_values."address", new_values."birth_date", new_values."customer_no", new_values."gender", new_values."home_branch_id", new_values."id", new_values."id_no", new_values."id_type", new_values."id_valid_to", new_values."marketing_opt_out", new_values."name", new_values."occupation", new_values."opened_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."risk_assessed_on", new_values."risk_level", new_values."source_as_of" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."address" IS DISTINCT FROM (new_values."address") OR old_values."birth_date" IS DISTINCT FROM (new_values."birth_date") OR old_values."customer_no" IS DISTINCT FROM (new_values."customer_no") OR old_values."gender" IS DISTINCT FROM (new_values."gender") OR old_values."home_branch_id" IS DISTINCT FROM (new_values."home_branch_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."id_no" IS DISTINCT FROM (new_values."id_no") OR old_values."id_type" IS DISTINCT FROM (new_values."id_type") OR old_values."id_valid_to" IS DISTINCT FROM (new_values."id_valid_to") OR old_values."marketing_opt_out" IS DISTINCT FROM (new_values."marketing_opt_out") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."occupation" IS DISTINCT FROM (new_values."occupation") OR old_values."opened_on" IS DISTINCT FROM (new_values."opened_on") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."risk_assessed_on" IS DISTINCT FROM (new_values."risk_assessed_on") OR old_values."risk_level" IS DISTINCT FROM (new_values."risk_level") OR old_values."source_as_of" IS DISTINCT FROM (new_values."source_as_of")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9b5054b3537cb0f3da44a321688fec4df5417417",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_customerevent" ("address", "birth_date", "customer_no", "gender", "home_branch_id", "id", "id_no", "id_type", "id_valid_to", "marketing_opt_out", "name", "occupation", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "risk_assessed_on", "risk_level", "source_as_of") SELECT old_values."address", old_values."birth_date", old_values."customer_no", old_values."gender", old_values."home_branch_id", old_values."id", old_values."id_no", old_values."id_type", old_values."id_valid_to", old_values."marketing_opt_out", old_values."name", old_values."occupation", old_values."opened_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."risk_assessed_on", old_values."risk_level", old_values."source_as_of" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="96b599bdda0adb86ec370a2a6f6e4cde8f14a1d0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_939ca",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_customer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relationship",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_relationshipevent" ("customer_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "source", "source_as_of", "staff_id") SELECT new_values."customer_id", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."role", new_values."source", new_values."source_as_of", new_values."staff_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="984aee53dbc9b84ae78d6475223398340d56c5b9",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b2e14",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_relationship",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relationship",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_relationshipevent" ("customer_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "source", "source_as_of", "staff_id") SELECT new_values."customer_id", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."role", new_values."source", new_values."source_as_of", new_values."staff_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="995380606702308380ea47a93947d2b2aa21d41a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ac8f2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_relationship",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relationship",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_relationshipevent" ("customer_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "source", "source_as_of", "staff_id") SELECT old_values."customer_id", old_values."id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."role", old_values."source", old_values."source_as_of", old_values."staff_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="17a9d0cf6c13e7edb52e20fb8e572778b00865be",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cef81",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_relationship",
                    when="AFTER",
                ),
            ),
        ),
    ]
