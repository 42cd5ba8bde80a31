from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("customers", "0018_suitability")]

    operations = []
