"""No amount is ever NaN: one such row would turn the sum of a branch into NaN."""

from django.db import migrations

CHECKS = r"""
DO $$
DECLARE c record;
BEGIN
    FOR c IN
        SELECT t.relname AS table_name, a.attname AS column_name
        FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
        WHERE t.relname LIKE 'customers\_%' AND t.relkind IN ('r', 'p') AND NOT t.relispartition
          AND a.atttypid = 'numeric'::regtype AND a.attnum > 0 AND NOT a.attisdropped
    LOOP
        EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (%I <> ''NaN'')',
            c.table_name, left(c.table_name || '_' || c.column_name, 55) || '_num', c.column_name);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("customers", "0002_partitions")]
    operations = [migrations.RunSQL(CHECKS, migrations.RunSQL.noop)]
