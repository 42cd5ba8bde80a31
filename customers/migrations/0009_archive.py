import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0008_serve_largest_movements"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Competitor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("bank_sealed", models.BinaryField(default=b"")),
                ("product_sealed", models.BinaryField(default=b"")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="Amount"
                    ),
                ),
                (
                    "rate_pct",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=7, null=True, verbose_name="Rate, %"
                    ),
                ),
                ("matures_on", models.DateField(blank=True, null=True, verbose_name="Matures on")),
                ("noted_on", models.DateField(verbose_name="Noted on")),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
            ],
            options={
                "ordering": ["-noted_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CompetitorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("bank_sealed", models.BinaryField(default=b"")),
                ("product_sealed", models.BinaryField(default=b"")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="Amount"
                    ),
                ),
                (
                    "rate_pct",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=7, null=True, verbose_name="Rate, %"
                    ),
                ),
                ("matures_on", models.DateField(blank=True, null=True, verbose_name="Matures on")),
                ("noted_on", models.DateField(verbose_name="Noted on")),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="customers.competitor",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("IDENTITY_COPY", "Copy of an identity document"),
                            ("CONTRACT", "Contract or agreement"),
                            ("AUTHORISATION", "Authorisation"),
                            ("INCOME", "Proof of income"),
                            ("ASSETS", "Proof of assets"),
                            ("FORM", "Signed form"),
                            ("OTHER", "Other"),
                        ],
                        max_length=20,
                        verbose_name="Kind",
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[("PDF", "PDF"), ("JPEG", "JPEG"), ("PNG", "PNG")],
                        max_length=8,
                        verbose_name="Type",
                    ),
                ),
                ("size", models.PositiveIntegerField(verbose_name="Size")),
                ("sha256", models.CharField(max_length=64)),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Valid to")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("name_sealed", models.BinaryField(default=b"")),
                ("note_sealed", models.BinaryField(default=b"")),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
            ],
            options={
                "ordering": ["-changed_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="DocumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("IDENTITY_COPY", "Copy of an identity document"),
                            ("CONTRACT", "Contract or agreement"),
                            ("AUTHORISATION", "Authorisation"),
                            ("INCOME", "Proof of income"),
                            ("ASSETS", "Proof of assets"),
                            ("FORM", "Signed form"),
                            ("OTHER", "Other"),
                        ],
                        max_length=20,
                        verbose_name="Kind",
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[("PDF", "PDF"), ("JPEG", "JPEG"), ("PNG", "PNG")],
                        max_length=8,
                        verbose_name="Type",
                    ),
                ),
                ("size", models.PositiveIntegerField(verbose_name="Size")),
                ("sha256", models.CharField(max_length=64)),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Valid to")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("name_sealed", models.BinaryField(default=b"")),
                ("note_sealed", models.BinaryField(default=b"")),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="customers.document",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImportantDate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("FAMILY_BIRTHDAY", "Birthday in the family"),
                            ("ANNIVERSARY", "Anniversary"),
                            ("SCHOOL", "School or examination"),
                            ("TRAVEL", "Journey"),
                            ("PAYMENT", "Large payment"),
                            ("OTHER", "Other"),
                        ],
                        max_length=20,
                        verbose_name="Kind",
                    ),
                ),
                ("on", models.DateField(verbose_name="Day")),
                ("yearly", models.BooleanField(default=True, verbose_name="Every year")),
                ("note_sealed", models.BinaryField(default=b"")),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportantDateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("FAMILY_BIRTHDAY", "Birthday in the family"),
                            ("ANNIVERSARY", "Anniversary"),
                            ("SCHOOL", "School or examination"),
                            ("TRAVEL", "Journey"),
                            ("PAYMENT", "Large payment"),
                            ("OTHER", "Other"),
                        ],
                        max_length=20,
                        verbose_name="Kind",
                    ),
                ),
                ("on", models.DateField(verbose_name="Day")),
                ("yearly", models.BooleanField(default=True, verbose_name="Every year")),
                ("note_sealed", models.BinaryField(default=b"")),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="customers.importantdate",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("NEED", "Need"), ("GOAL", "Goal")], max_length=8, verbose_name="Kind"
                    ),
                ),
                ("text_sealed", models.BinaryField(default=b"")),
                (
                    "asset_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("DEMAND_DEPOSIT", "Demand deposit"),
                            ("TIME_DEPOSIT", "Time deposit"),
                            ("STRUCTURED_DEPOSIT", "Structured deposit"),
                            ("WEALTH", "Wealth management product"),
                            ("FUND", "Fund"),
                            ("INSURANCE", "Insurance"),
                            ("TREASURY_BOND", "Treasury bond"),
                            ("METAL", "Precious metal"),
                            ("TRUST", "Trust"),
                            ("LOAN", "Loan"),
                            ("CARD", "Card"),
                        ],
                        max_length=20,
                        verbose_name="Product",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="Amount"
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="By")),
                (
                    "status",
                    models.CharField(
                        choices=[("OPEN", "Open"), ("MET", "Met"), ("DROPPED", "No longer wanted")],
                        default="OPEN",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
            ],
            options={
                "ordering": ["status", "due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="NeedEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("NEED", "Need"), ("GOAL", "Goal")], max_length=8, verbose_name="Kind"
                    ),
                ),
                ("text_sealed", models.BinaryField(default=b"")),
                (
                    "asset_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("DEMAND_DEPOSIT", "Demand deposit"),
                            ("TIME_DEPOSIT", "Time deposit"),
                            ("STRUCTURED_DEPOSIT", "Structured deposit"),
                            ("WEALTH", "Wealth management product"),
                            ("FUND", "Fund"),
                            ("INSURANCE", "Insurance"),
                            ("TREASURY_BOND", "Treasury bond"),
                            ("METAL", "Precious metal"),
                            ("TRUST", "Trust"),
                            ("LOAN", "Loan"),
                            ("CARD", "Card"),
                        ],
                        max_length=20,
                        verbose_name="Product",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="Amount"
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="By")),
                (
                    "status",
                    models.CharField(
                        choices=[("OPEN", "Open"), ("MET", "Met"), ("DROPPED", "No longer wanted")],
                        default="OPEN",
                        max_length=8,
                        verbose_name="Status",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="customers.need",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("PHONE", "By phone"),
                            ("SMS", "By text message"),
                            ("WECHAT", "By WeChat"),
                            ("EMAIL", "By e-mail"),
                            ("VISIT", "By a visit"),
                            ("BRANCH", "At the branch"),
                        ],
                        max_length=8,
                        verbose_name="Channel",
                    ),
                ),
                (
                    "time",
                    models.CharField(
                        choices=[
                            ("ANY", "Any time"),
                            ("MORNING", "In the morning"),
                            ("NOON", "At noon"),
                            ("AFTERNOON", "In the afternoon"),
                            ("EVENING", "In the evening"),
                            ("WEEKEND", "At the weekend"),
                        ],
                        default="ANY",
                        max_length=10,
                        verbose_name="Time",
                    ),
                ),
                ("note_sealed", models.BinaryField(default=b"")),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PreferenceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("PHONE", "By phone"),
                            ("SMS", "By text message"),
                            ("WECHAT", "By WeChat"),
                            ("EMAIL", "By e-mail"),
                            ("VISIT", "By a visit"),
                            ("BRANCH", "At the branch"),
                        ],
                        max_length=8,
                        verbose_name="Channel",
                    ),
                ),
                (
                    "time",
                    models.CharField(
                        choices=[
                            ("ANY", "Any time"),
                            ("MORNING", "In the morning"),
                            ("NOON", "At noon"),
                            ("AFTERNOON", "In the afternoon"),
                            ("EVENING", "In the evening"),
                            ("WEEKEND", "At the weekend"),
                        ],
                        default="ANY",
                        max_length=10,
                        verbose_name="Time",
                    ),
                ),
                ("note_sealed", models.BinaryField(default=b"")),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="customers.preference",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Research",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("basics_sealed", models.BinaryField(default=b"")),
                ("needs_sealed", models.BinaryField(default=b"")),
                ("credit_sealed", models.BinaryField(default=b"")),
                ("use_of_funds_sealed", models.BinaryField(default=b"")),
                ("settlement_sealed", models.BinaryField(default=b"")),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ResearchEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("basics_sealed", models.BinaryField(default=b"")),
                ("needs_sealed", models.BinaryField(default=b"")),
                ("credit_sealed", models.BinaryField(default=b"")),
                ("use_of_funds_sealed", models.BinaryField(default=b"")),
                ("settlement_sealed", models.BinaryField(default=b"")),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="customers.research",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Retrieval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("SERVICE", "To serve the customer"),
                            ("VERIFY", "To verify the file"),
                            ("COMPLAINT", "To handle a complaint"),
                            ("CHECK", "For an inspection"),
                            ("AUTHORITY", "Asked for by an authority"),
                        ],
                        max_length=12,
                        verbose_name="Reason",
                    ),
                ),
                ("words", models.CharField(max_length=300, verbose_name="In words")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retrievals",
                        to="customers.document",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "asset_class",
                    models.CharField(
                        choices=[
                            ("DEMAND_DEPOSIT", "Demand deposit"),
                            ("TIME_DEPOSIT", "Time deposit"),
                            ("STRUCTURED_DEPOSIT", "Structured deposit"),
                            ("WEALTH", "Wealth management product"),
                            ("FUND", "Fund"),
                            ("INSURANCE", "Insurance"),
                            ("TREASURY_BOND", "Treasury bond"),
                            ("METAL", "Precious metal"),
                            ("TRUST", "Trust"),
                            ("LOAN", "Loan"),
                            ("CARD", "Card"),
                        ],
                        max_length=20,
                        verbose_name="Product",
                    ),
                ),
                (
                    "share_pct",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="Our share, %",
                    ),
                ),
                (
                    "satisfaction",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="Satisfaction, 1 to 5",
                    ),
                ),
                (
                    "benefit",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="Benefit, 1 to 5",
                    ),
                ),
                ("surveyed_on", models.DateField(verbose_name="Asked on")),
                ("note_sealed", models.BinaryField(default=b"")),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
            ],
            options={
                "ordering": ["-surveyed_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SurveyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "asset_class",
                    models.CharField(
                        choices=[
                            ("DEMAND_DEPOSIT", "Demand deposit"),
                            ("TIME_DEPOSIT", "Time deposit"),
                            ("STRUCTURED_DEPOSIT", "Structured deposit"),
                            ("WEALTH", "Wealth management product"),
                            ("FUND", "Fund"),
                            ("INSURANCE", "Insurance"),
                            ("TREASURY_BOND", "Treasury bond"),
                            ("METAL", "Precious metal"),
                            ("TRUST", "Trust"),
                            ("LOAN", "Loan"),
                            ("CARD", "Card"),
                        ],
                        max_length=20,
                        verbose_name="Product",
                    ),
                ),
                (
                    "share_pct",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="Our share, %",
                    ),
                ),
                (
                    "satisfaction",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="Satisfaction, 1 to 5",
                    ),
                ),
                (
                    "benefit",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="Benefit, 1 to 5",
                    ),
                ),
                ("surveyed_on", models.DateField(verbose_name="Asked on")),
                ("note_sealed", models.BinaryField(default=b"")),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="customers.survey",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("done_on", models.DateField(verbose_name="Checked on")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("CONFIRMED", "All as on record"),
                            ("CORRECTED", "Corrected"),
                            ("TO_COMPLETE", "Something is still missing"),
                            ("NOT_REACHED", "Customer not reached"),
                        ],
                        max_length=12,
                        verbose_name="Outcome",
                    ),
                ),
                ("next_due_on", models.DateField(blank=True, null=True, verbose_name="Next check by")),
                ("note_sealed", models.BinaryField(default=b"")),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
            ],
            options={
                "ordering": ["-done_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="VerificationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("done_on", models.DateField(verbose_name="Checked on")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("CONFIRMED", "All as on record"),
                            ("CORRECTED", "Corrected"),
                            ("TO_COMPLETE", "Something is still missing"),
                            ("NOT_REACHED", "Customer not reached"),
                        ],
                        max_length=12,
                        verbose_name="Outcome",
                    ),
                ),
                ("next_due_on", models.DateField(blank=True, null=True, verbose_name="Next check by")),
                ("note_sealed", models.BinaryField(default=b"")),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="customers.verification",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="competitor",
            index=models.Index(fields=["customer"], name="competitor_of_customer"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="competitor",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_competitorevent" ("amount", "bank_sealed", "changed_at", "changed_by_id", "customer_id", "id", "matures_on", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_sealed", "rate_pct", "uid", "version") SELECT new_values."amount", new_values."bank_sealed", new_values."changed_at", new_values."changed_by_id", new_values."customer_id", new_values."id", new_values."matures_on", new_values."noted_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_sealed", new_values."rate_pct", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b637c595d10002ab5e3d6c5ca9b09a4e5b2cfe09",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e16c1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_competitor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="competitor",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_competitorevent" ("amount", "bank_sealed", "changed_at", "changed_by_id", "customer_id", "id", "matures_on", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_sealed", "rate_pct", "uid", "version") SELECT new_values."amount", new_values."bank_sealed", new_values."changed_at", new_values."changed_by_id", new_values."customer_id", new_values."id", new_values."matures_on", new_values."noted_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_sealed", new_values."rate_pct", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="61b6a0d345a861e46288d62108a7994b5650d1db",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8f927",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_competitor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="competitor",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_competitorevent" ("amount", "bank_sealed", "changed_at", "changed_by_id", "customer_id", "id", "matures_on", "noted_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_sealed", "rate_pct", "uid", "version") SELECT old_values."amount", old_values."bank_sealed", old_values."changed_at", old_values."changed_by_id", old_values."customer_id", old_values."id", old_values."matures_on", old_values."noted_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_sealed", old_values."rate_pct", old_values."uid", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="32b7f1b173487a97b4e06c0bb4b2f1282e6b366d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b37bf",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_competitor",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["customer", "kind"], name="document_of_customer"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_documentevent" ("changed_at", "changed_by_id", "customer_id", "id", "kind", "name_sealed", "note_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "type", "uid", "valid_to", "version", "withdrawn_at") SELECT new_values."changed_at", new_values."changed_by_id", new_values."customer_id", new_values."id", new_values."kind", new_values."name_sealed", new_values."note_sealed", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sha256", new_values."size", new_values."type", new_values."uid", new_values."valid_to", new_values."version", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e43cc303a2c523511e71793ea112162eb7905530",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3b2f3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_documentevent" ("changed_at", "changed_by_id", "customer_id", "id", "kind", "name_sealed", "note_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "type", "uid", "valid_to", "version", "withdrawn_at") SELECT new_values."changed_at", new_values."changed_by_id", new_values."customer_id", new_values."id", new_values."kind", new_values."name_sealed", new_values."note_sealed", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."sha256", new_values."size", new_values."type", new_values."uid", new_values."valid_to", new_values."version", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9bbf027d3309cdfb08a697309ed4737b536288bb",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7dc7e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_documentevent" ("changed_at", "changed_by_id", "customer_id", "id", "kind", "name_sealed", "note_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "type", "uid", "valid_to", "version", "withdrawn_at") SELECT old_values."changed_at", old_values."changed_by_id", old_values."customer_id", old_values."id", old_values."kind", old_values."name_sealed", old_values."note_sealed", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."sha256", old_values."size", old_values."type", old_values."uid", old_values."valid_to", old_values."version", old_values."withdrawn_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="edc9255bb8465ea7621004c6a19eac97923e2001",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8ea99",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_document",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="importantdate",
            index=models.Index(fields=["customer"], name="date_of_customer"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importantdate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_importantdateevent" ("changed_at", "changed_by_id", "customer_id", "id", "kind", "note_sealed", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uid", "version", "yearly") SELECT new_values."changed_at", new_values."changed_by_id", new_values."customer_id", new_values."id", new_values."kind", new_values."note_sealed", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."uid", new_values."version", new_values."yearly" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c44699fed4aa0bebd8cfcc8bd591df17837daa4c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dd06e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_importantdate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importantdate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_importantdateevent" ("changed_at", "changed_by_id", "customer_id", "id", "kind", "note_sealed", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uid", "version", "yearly") SELECT new_values."changed_at", new_values."changed_by_id", new_values."customer_id", new_values."id", new_values."kind", new_values."note_sealed", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."uid", new_values."version", new_values."yearly" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="508cb8246d65d175830fd3a64445512758a111cd",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_29f26",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_importantdate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importantdate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_importantdateevent" ("changed_at", "changed_by_id", "customer_id", "id", "kind", "note_sealed", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uid", "version", "yearly") SELECT old_values."changed_at", old_values."changed_by_id", old_values."customer_id", old_values."id", old_values."kind", old_values."note_sealed", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."uid", old_values."version", old_values."yearly" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="560dffdb481984a242a72b9d6253cd04ef601f0b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5d28f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_importantdate",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(fields=["customer", "kind"], name="need_of_customer"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="need",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_needevent" ("amount", "asset_class", "changed_at", "changed_by_id", "customer_id", "due_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "text_sealed", "uid", "version") SELECT new_values."amount", new_values."asset_class", new_values."changed_at", new_values."changed_by_id", new_values."customer_id", new_values."due_on", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."status", new_values."text_sealed", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f280278dc41c2cfc3937e8f180577ab9e9cd3bf4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6b60b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_need",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="need",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_needevent" ("amount", "asset_class", "changed_at", "changed_by_id", "customer_id", "due_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "text_sealed", "uid", "version") SELECT new_values."amount", new_values."asset_class", new_values."changed_at", new_values."changed_by_id", new_values."customer_id", new_values."due_on", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."status", new_values."text_sealed", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="288054f06777e1c4eed957c486dc13b9db682f24",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_649c5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_need",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="need",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_needevent" ("amount", "asset_class", "changed_at", "changed_by_id", "customer_id", "due_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "text_sealed", "uid", "version") SELECT old_values."amount", old_values."asset_class", old_values."changed_at", old_values."changed_by_id", old_values."customer_id", old_values."due_on", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."status", old_values."text_sealed", old_values."uid", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="870e755897c1c0954f19d44aa3c5cbba626b0ffb",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6fb85",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_need",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="preference",
            constraint=models.UniqueConstraint(fields=("customer",), name="preference_one_per_customer"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="preference",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_preferenceevent" ("changed_at", "changed_by_id", "channel", "customer_id", "id", "note_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time", "uid", "version") SELECT new_values."changed_at", new_values."changed_by_id", new_values."channel", new_values."customer_id", new_values."id", new_values."note_sealed", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."time", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d3d1c3492bd996427646a09706debac068bdb8a4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5eb7a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_preference",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="preference",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_preferenceevent" ("changed_at", "changed_by_id", "channel", "customer_id", "id", "note_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time", "uid", "version") SELECT new_values."changed_at", new_values."changed_by_id", new_values."channel", new_values."customer_id", new_values."id", new_values."note_sealed", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."time", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3dd0f4584754ace4b903c8b5cbc18c5fefbf957d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7a677",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_preference",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="preference",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_preferenceevent" ("changed_at", "changed_by_id", "channel", "customer_id", "id", "note_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time", "uid", "version") SELECT old_values."changed_at", old_values."changed_by_id", old_values."channel", old_values."customer_id", old_values."id", old_values."note_sealed", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."time", old_values."uid", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ed9b267ac23f5fdc286c5e3b5da759bfb0be3bf2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fd7c2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_preference",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="research",
            constraint=models.UniqueConstraint(fields=("customer",), name="research_one_per_customer"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="research",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_researchevent" ("basics_sealed", "changed_at", "changed_by_id", "credit_sealed", "customer_id", "id", "needs_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settlement_sealed", "uid", "use_of_funds_sealed", "version") SELECT new_values."basics_sealed", new_values."changed_at", new_values."changed_by_id", new_values."credit_sealed", new_values."customer_id", new_values."id", new_values."needs_sealed", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."settlement_sealed", new_values."uid", new_values."use_of_funds_sealed", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="767d53d8e1cca625047eeeec28853ba65718d5f1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8b2af",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_research",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="research",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_researchevent" ("basics_sealed", "changed_at", "changed_by_id", "credit_sealed", "customer_id", "id", "needs_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settlement_sealed", "uid", "use_of_funds_sealed", "version") SELECT new_values."basics_sealed", new_values."changed_at", new_values."changed_by_id", new_values."credit_sealed", new_values."customer_id", new_values."id", new_values."needs_sealed", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."settlement_sealed", new_values."uid", new_values."use_of_funds_sealed", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="75b35d5ac4a721d834ed8da443bf670925b9683a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_302e7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_research",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="research",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_researchevent" ("basics_sealed", "changed_at", "changed_by_id", "credit_sealed", "customer_id", "id", "needs_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settlement_sealed", "uid", "use_of_funds_sealed", "version") SELECT old_values."basics_sealed", old_values."changed_at", old_values."changed_by_id", old_values."credit_sealed", old_values."customer_id", old_values."id", old_values."needs_sealed", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."settlement_sealed", old_values."uid", old_values."use_of_funds_sealed", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="04fb0e256ae56a96e4ed4db930ee1d0996bec4cb",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2dbcb",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_research",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="survey",
            index=models.Index(fields=["customer"], name="survey_of_customer"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="survey",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_surveyevent" ("asset_class", "benefit", "changed_at", "changed_by_id", "customer_id", "id", "note_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "satisfaction", "share_pct", "surveyed_on", "uid", "version") SELECT new_values."asset_class", new_values."benefit", new_values."changed_at", new_values."changed_by_id", new_values."customer_id", new_values."id", new_values."note_sealed", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."satisfaction", new_values."share_pct", new_values."surveyed_on", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4f6b0f8f98278920bce3e4ac61e65d86cb88da8f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2d494",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_survey",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="survey",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_surveyevent" ("asset_class", "benefit", "changed_at", "changed_by_id", "customer_id", "id", "note_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "satisfaction", "share_pct", "surveyed_on", "uid", "version") SELECT new_values."asset_class", new_values."benefit", new_values."changed_at", new_values."changed_by_id", new_values."customer_id", new_values."id", new_values."note_sealed", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."satisfaction", new_values."share_pct", new_values."surveyed_on", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="275e9b5ddf96a649658a7565421dc2dc3e7f6dfe",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_784e2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_survey",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="survey",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_surveyevent" ("asset_class", "benefit", "changed_at", "changed_by_id", "customer_id", "id", "note_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "satisfaction", "share_pct", "surveyed_on", "uid", "version") SELECT old_values."asset_class", old_values."benefit", old_values."changed_at", old_values."changed_by_id", old_values."customer_id", old_values."id", old_values."note_sealed", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."satisfaction", old_values."share_pct", old_values."surveyed_on", old_values."uid", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="83cb9f5366eca7c8293f523cd349dca746cdc117",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_91e03",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_survey",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="verification",
            index=models.Index(fields=["customer", "-done_on"], name="verification_of_customer"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verification",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_verificationevent" ("changed_at", "changed_by_id", "customer_id", "done_on", "id", "next_due_on", "note_sealed", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uid", "version") SELECT new_values."changed_at", new_values."changed_by_id", new_values."customer_id", new_values."done_on", new_values."id", new_values."next_due_on", new_values."note_sealed", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f43219d861bd2d69aa0738684e348f5c04c04c62",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f1304",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_verification",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verification",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_verificationevent" ("changed_at", "changed_by_id", "customer_id", "done_on", "id", "next_due_on", "note_sealed", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uid", "version") SELECT new_values."changed_at", new_values."changed_by_id", new_values."customer_id", new_values."done_on", new_values."id", new_values."next_due_on", new_values."note_sealed", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3e805cdac750a55cbc0503c4305db7892648ddf8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ce109",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_verification",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verification",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_verificationevent" ("changed_at", "changed_by_id", "customer_id", "done_on", "id", "next_due_on", "note_sealed", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uid", "version") SELECT old_values."changed_at", old_values."changed_by_id", old_values."customer_id", old_values."done_on", old_values."id", old_values."next_due_on", old_values."note_sealed", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."uid", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e36593fa365c67bf849ad7f4fa4a2644a8eb87b5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_62130",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_verification",
                    when="AFTER",
                ),
            ),
        ),
    ]
