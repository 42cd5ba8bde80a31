"""The pieces of names in one index with the branch, and numbers within a branch.

Builds two indexes: about half a minute with a million customers, in which customers are read but not written; leave
the night outside. The extension is one that the owner of a database may create.
"""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0020_duplicates"),
        ("organisation", "0008_leavers"),
    ]

    operations = [
        BtreeGinExtension(),
        migrations.RemoveIndex(
            model_name="customer",
            name="customer_name_tokens",
        ),
        migrations.AlterField(
            model_name="customer",
            name="home_branch",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="customers",
                to="organisation.branch",
                verbose_name="Branch",
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["home_branch", "name_tokens"], name="customer_branch_tokens"
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                fields=["home_branch", "customer_no"],
                name="customer_branch_number",
                opclasses=["int8_ops", "varchar_pattern_ops"],
            ),
        ),
    ]
