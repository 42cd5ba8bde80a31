from django.db import migrations, models

ROLES = [("A", "Primary (A)"), ("B", "Backup (B)"), ("C", "Custodian")]


def role() -> models.CharField:
    return models.CharField(choices=ROLES, max_length=1, verbose_name="Role")


class Migration(migrations.Migration):
    dependencies = [("customers", "0012_prospects")]

    operations = [
        migrations.AlterField("relationship", "role", role()),
        migrations.AlterField("relationshipevent", "role", role()),
    ]
