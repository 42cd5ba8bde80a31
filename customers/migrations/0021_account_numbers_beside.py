"""Room for sealed account and loan numbers beside the plain ones, which the next migration empties."""

import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("customers", "0020_duplicates")]

    operations = [
        # What a drop left in staging lacks the hashes by which rows are joined from now on.
        migrations.RunSQL("DROP SCHEMA IF EXISTS staging CASCADE", migrations.RunSQL.noop),
        pgtrigger.migrations.RemoveTrigger(model_name="account", name="insert_insert"),
        pgtrigger.migrations.RemoveTrigger(model_name="account", name="update_update"),
        pgtrigger.migrations.RemoveTrigger(model_name="account", name="delete_delete"),
        migrations.RemoveConstraint(model_name="loan", name="loan_day_once"),
        migrations.AlterField("account", "account_no", models.CharField(max_length=40, null=True)),
        migrations.AlterField("accountevent", "account_no", models.CharField(max_length=40, null=True)),
        migrations.AlterField("loan", "loan_no", models.CharField(max_length=40, null=True)),
        migrations.AddField("account", "uid", models.UUIDField(null=True)),
        migrations.AddField("account", "account_no_sealed", models.BinaryField(null=True)),
        migrations.AddField("account", "account_no_hash", models.BinaryField(null=True)),
        migrations.AddField("accountevent", "uid", models.UUIDField(null=True)),
        migrations.AddField("accountevent", "account_no_sealed", models.BinaryField(null=True)),
        migrations.AddField("loan", "uid", models.UUIDField(null=True)),
        migrations.AddField("loan", "loan_no_sealed", models.BinaryField(null=True)),
        migrations.AddField("loan", "loan_no_hash", models.BinaryField(null=True)),
    ]
