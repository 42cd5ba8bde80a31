import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0005_sightings_of_staff"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="absence",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="absence",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="absence",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="branch",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="branch",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="branch",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="certificate",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="certificate",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="certificate",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="postban",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="postban",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="postban",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="posting",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="posting",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="posting",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="preset",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="preset",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="preset",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="rolegrant",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="rolegrant",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="rolegrant",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="staff",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="staff",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="staff",
            name="delete_delete",
        ),
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
        pgtrigger.migrations.AddTrigger(
            model_name="absence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_absenceevent" ("id", "kind", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id") SELECT new_values."id", new_values."kind", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."staff_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8c0c45f91d2ad9a5ec88581df35cead2e8a021af",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_472de",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="organisation_absence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="absence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_absenceevent" ("id", "kind", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id") SELECT new_values."id", new_values."kind", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."staff_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0d26efcf11d19603706733264e6392ebd491799a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d1bc1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="organisation_absence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="absence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_absenceevent" ("id", "kind", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id") SELECT old_values."id", old_values."kind", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."staff_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7fc57380bc5c24408b834a1e4ff2c99aa3b79d1d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5ea22",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="organisation_absence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="branch",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_branchevent" ("branch_no", "city", "id", "level", "name", "opened_on", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_as_of", "updated_at") SELECT new_values."branch_no", new_values."city", new_values."id", new_values."level", new_values."name", new_values."opened_on", new_values."parent_id", new_values."path", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_as_of", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="08c5a2ecdc27709768a949d1e546485efb479a01",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_abb2d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="organisation_branch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="branch",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_branchevent" ("branch_no", "city", "id", "level", "name", "opened_on", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_as_of", "updated_at") SELECT new_values."branch_no", new_values."city", new_values."id", new_values."level", new_values."name", new_values."opened_on", new_values."parent_id", new_values."path", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_as_of", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="78dfae0cb9ce4f849440acda3099f8a88a8c1dad",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ff5f6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="organisation_branch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="branch",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_branchevent" ("branch_no", "city", "id", "level", "name", "opened_on", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_as_of", "updated_at") SELECT old_values."branch_no", old_values."city", old_values."id", old_values."level", old_values."name", old_values."opened_on", old_values."parent_id", old_values."path", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_as_of", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8bca609b579b4a48d848c534ee42f45e35f40f78",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_94d17",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="organisation_branch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_certificateevent" ("id", "kind", "number", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id") SELECT new_values."id", new_values."kind", new_values."number", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."staff_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="37aa2f30cd3a742f427db995a90c89e28adfa156",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d9073",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="organisation_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_certificateevent" ("id", "kind", "number", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id") SELECT new_values."id", new_values."kind", new_values."number", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."staff_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="893c97ca3beb89c98ff9857ba64e4aaf33cd6b05",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a3185",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="organisation_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_certificateevent" ("id", "kind", "number", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id") SELECT old_values."id", old_values."kind", old_values."number", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."staff_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e073337f709106827af32d2bc981f347cb7c2bec",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0ac9c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="organisation_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postban",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_postbanevent" ("cause", "id", "kind", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id") SELECT new_values."cause", new_values."id", new_values."kind", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."staff_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4cf83169f59734e2c321795e54f3478d0ec840ba",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_60c80",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="organisation_postban",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postban",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_postbanevent" ("cause", "id", "kind", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id") SELECT new_values."cause", new_values."id", new_values."kind", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."staff_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6092bb43e5d6698d768f140d206cc85ff040c9e9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_08dc1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="organisation_postban",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postban",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_postbanevent" ("cause", "id", "kind", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id") SELECT old_values."cause", old_values."id", old_values."kind", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."staff_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4454fe4b9a4385941fa6e12a65963d76fa164a90",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_32527",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="organisation_postban",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_postingevent" ("branch_id", "grade", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "source", "staff_id") SELECT new_values."branch_id", new_values."grade", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."post", new_values."source", new_values."staff_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="597178748ddf83196925f73667f1ed595bbc83c1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_977b4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="organisation_posting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_postingevent" ("branch_id", "grade", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "source", "staff_id") SELECT new_values."branch_id", new_values."grade", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."post", new_values."source", new_values."staff_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="33652a13bb7fdcdaa1bb82b2ae492128629f62cc",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2b8df",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="organisation_posting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="posting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_postingevent" ("branch_id", "grade", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "source", "staff_id") SELECT old_values."branch_id", old_values."grade", old_values."id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."post", old_values."source", old_values."staff_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6a2364eb809ee495b97f75246bad0633e7a1475e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ce3fb",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="organisation_posting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="preset",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_presetevent" ("decided_at", "decided_by_id", "effective_from", "id", "key", "made_at", "made_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "status", "unit", "value", "version") SELECT new_values."decided_at", new_values."decided_by_id", new_values."effective_from", new_values."id", new_values."key", new_values."made_at", new_values."made_by_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source", new_values."status", new_values."unit", new_values."value", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3f2430c1906d92ebfdc416cb30fca11c94c6dffd",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_03dda",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="organisation_preset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="preset",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_presetevent" ("decided_at", "decided_by_id", "effective_from", "id", "key", "made_at", "made_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "status", "unit", "value", "version") SELECT new_values."decided_at", new_values."decided_by_id", new_values."effective_from", new_values."id", new_values."key", new_values."made_at", new_values."made_by_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source", new_values."status", new_values."unit", new_values."value", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b2e9f9bc3b51317b82c684394a43c0ed6c776291",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cda37",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="organisation_preset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="preset",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_presetevent" ("decided_at", "decided_by_id", "effective_from", "id", "key", "made_at", "made_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "status", "unit", "value", "version") SELECT old_values."decided_at", old_values."decided_by_id", old_values."effective_from", old_values."id", old_values."key", old_values."made_at", old_values."made_by_id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source", old_values."status", old_values."unit", old_values."value", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f93bd087eed67178f55f98ff7821ea40860b24d0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_99684",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="organisation_preset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rolegrant",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_rolegrantevent" ("granted_by_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "staff_id") SELECT new_values."granted_by_id", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."role", new_values."staff_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="70016760b9c0fbb795eef2b45e7f9688c24b7b83",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_597ef",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="organisation_rolegrant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rolegrant",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_rolegrantevent" ("granted_by_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "staff_id") SELECT new_values."granted_by_id", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."role", new_values."staff_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="56685bfaa43ee39d048c4571d7a2259a092ecf36",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d3b01",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="organisation_rolegrant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rolegrant",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_rolegrantevent" ("granted_by_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "staff_id") SELECT old_values."granted_by_id", old_values."id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."role", old_values."staff_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="48f0de996f3e713f83a5d041c9f517b734629b91",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_64164",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="organisation_rolegrant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="staff",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_staffevent" ("email", "hired_on", "id", "is_demo", "language", "left_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "source_as_of", "staff_no", "status", "updated_at") SELECT new_values."email", new_values."hired_on", new_values."id", new_values."is_demo", new_values."language", new_values."left_on", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."source_as_of", new_values."staff_no", new_values."status", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c6dba5acf5d0e0fd3a11536f139219a8dd385887",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bbd58",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="organisation_staff",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="staff",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_staffevent" ("email", "hired_on", "id", "is_demo", "language", "left_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "source_as_of", "staff_no", "status", "updated_at") SELECT new_values."email", new_values."hired_on", new_values."id", new_values."is_demo", new_values."language", new_values."left_on", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."source_as_of", new_values."staff_no", new_values."status", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."hired_on" IS DISTINCT FROM (new_values."hired_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_demo" IS DISTINCT FROM (new_values."is_demo") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."left_on" IS DISTINCT FROM (new_values."left_on") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."source_as_of" IS DISTINCT FROM (new_values."source_as_of") OR old_values."staff_no" IS DISTINCT FROM (new_values."staff_no") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="54b78c60f8886951959e9b71bf43861d55decd03",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cb278",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="organisation_staff",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="staff",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_staffevent" ("email", "hired_on", "id", "is_demo", "language", "left_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "source_as_of", "staff_no", "status", "updated_at") SELECT old_values."email", old_values."hired_on", old_values."id", old_values."is_demo", old_values."language", old_values."left_on", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."source_as_of", old_values."staff_no", old_values."status", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="93e8b60d7fd511f966c2b6973366674852ca7ed3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_931df",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="organisation_staff",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="violation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_violationevent" ("decided_at", "decided_by_id", "ground", "id", "level", "occurred_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "staff_id") SELECT new_values."decided_at", new_values."decided_by_id", new_values."ground", new_values."id", new_values."level", new_values."occurred_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."points", new_values."staff_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d5fd20f3f54da743ac43882dd96525067afb8187",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_violationevent" ("decided_at", "decided_by_id", "ground", "id", "level", "occurred_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "staff_id") SELECT new_values."decided_at", new_values."decided_by_id", new_values."ground", new_values."id", new_values."level", new_values."occurred_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."points", new_values."staff_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cf50cce280f4ba053ebc863284ed09796a21bb78",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_violationevent" ("decided_at", "decided_by_id", "ground", "id", "level", "occurred_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "staff_id") SELECT old_values."decided_at", old_values."decided_by_id", old_values."ground", old_values."id", old_values."level", old_values."occurred_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."points", old_values."staff_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6e34d753cfb26edf1eaf57d556397820267003e7",
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
