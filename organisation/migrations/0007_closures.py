from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisation", "0006_history_by_statement")]

    operations = []
