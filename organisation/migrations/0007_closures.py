import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0006_history_by_statement")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="violation",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="violation",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="violation",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="violation",
            name="uid",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="violationevent",
            name="uid",
            field=models.UUIDField(editable=False, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="violation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_violationevent" ("decided_at", "decided_by_id", "ground", "id", "level", "occurred_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "staff_id", "uid") SELECT new_values."decided_at", new_values."decided_by_id", new_values."ground", new_values."id", new_values."level", new_values."occurred_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."points", new_values."staff_id", new_values."uid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d2bf9bee6125221754009a6402956587b40a0a58",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b1295",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="organisation_violation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="violation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_violationevent" ("decided_at", "decided_by_id", "ground", "id", "level", "occurred_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "staff_id", "uid") SELECT new_values."decided_at", new_values."decided_by_id", new_values."ground", new_values."id", new_values."level", new_values."occurred_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."points", new_values."staff_id", new_values."uid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a5f303a2ca2660d181ca2fbb742deddc5a8190ec",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c6e61",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="organisation_violation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="violation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_violationevent" ("decided_at", "decided_by_id", "ground", "id", "level", "occurred_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "staff_id", "uid") SELECT old_values."decided_at", old_values."decided_by_id", old_values."ground", old_values."id", old_values."level", old_values."occurred_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."points", old_values."staff_id", old_values."uid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6d95b3e4b76bc120f448bd082f4ce48c6f53046d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_89562",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="organisation_violation",
                    when="AFTER",
                ),
            ),
        ),
    ]
