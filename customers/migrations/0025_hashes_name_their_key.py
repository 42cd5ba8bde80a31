"""Put the number of the search key, which is 1 so far, before one hash of every customer and prospect.

It tells which rows are still to be hashed anew when the search key is changed. One statement for each table, no column
with an index of its own but the prospects'; about ten seconds for a million customers.
"""

from django.db import migrations

MARK = r"""
    UPDATE {table} SET {column} = '\x01'::bytea || substring({column} FROM 1 FOR 15) WHERE {column} <> ''::bytea
"""


class Migration(migrations.Migration):
    dependencies = [("customers", "0024_search_and_seals_together")]

    operations = [
        migrations.RunSQL(
            MARK.format(table="customers_customer", column="sealed_digest"), migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            MARK.format(table="customers_prospect", column="name_hash"), migrations.RunSQL.noop
        ),
    ]
