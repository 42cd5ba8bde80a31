from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisation", "0007_closures")]

    operations = []
