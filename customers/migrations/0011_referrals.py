import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0010_tiers"),
        ("organisation", "0006_history_by_statement"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Prospect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("name_sealed", models.BinaryField(default=b"")),
                ("phone_sealed", models.BinaryField(default=b"")),
                ("id_no_sealed", models.BinaryField(default=b"")),
                ("note_sealed", models.BinaryField(default=b"")),
                ("name_hash", models.BinaryField(default=b"")),
                ("phone_hash", models.BinaryField(default=b"")),
                ("id_hash", models.BinaryField(default=b"")),
                (
                    "id_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("RESIDENT_ID", "Resident identity card"),
                            ("HK_MACAO_PERMIT", "Hong Kong or Macao permit"),
                            ("TAIWAN_PERMIT", "Taiwan permit"),
                            ("HMT_RESIDENCE", "Hong Kong, Macao or Taiwan residence permit"),
                            ("PASSPORT", "Passport"),
                            ("FOREIGN_PR", "Foreigner's permanent residence card"),
                            ("HOUSEHOLD_REGISTER", "Household register"),
                            ("MILITARY_ID", "Military or armed-police identity card"),
                        ],
                        max_length=30,
                        verbose_name="Identity document",
                    ),
                ),
                (
                    "estimated_assets",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        verbose_name="Estimated assets",
                    ),
                ),
                (
                    "signals",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("LARGE_CASH", "Large amount in cash or by transfer"),
                                ("MATURING", "Deposit or product maturing"),
                                ("OTHER_BANK", "Assets at another bank"),
                                ("ASKED", "Asked about wealth products"),
                                ("BUSINESS", "Owner of a business"),
                                ("PROPERTY", "Sale or purchase of property"),
                                ("OTHER", "Other"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "interests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("DEPOSIT", "Deposits"),
                                ("WEALTH", "Wealth products"),
                                ("FUND", "Funds"),
                                ("INSURANCE", "Insurance"),
                                ("BOND", "Treasury bonds"),
                                ("METAL", "Precious metals"),
                                ("LOAN", "Loans"),
                                ("CARD", "Cards"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("identified_at", models.DateTimeField(verbose_name="Identified at")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("IDENTIFIED", "Identified"),
                            ("REFERRED", "Referred"),
                            ("FOLLOW_UP", "Follow-up"),
                            ("REGISTERED", "Registered"),
                            ("ASSIGNED", "Assigned"),
                            ("INVALID", "Invalid"),
                            ("EXPIRED", "Expired"),
                        ],
                        max_length=12,
                        verbose_name="Status",
                    ),
                ),
                ("next_follow_up", models.DateField(blank=True, null=True, verbose_name="Next follow-up")),
                ("expires_on", models.DateField(verbose_name="Open until")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Closed at")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.branch",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prospects",
                        to="customers.customer",
                    ),
                ),
                (
                    "identified_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prospects",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Manager",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ProspectEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4)),
                ("name_sealed", models.BinaryField(default=b"")),
                ("phone_sealed", models.BinaryField(default=b"")),
                ("id_no_sealed", models.BinaryField(default=b"")),
                ("note_sealed", models.BinaryField(default=b"")),
                (
                    "id_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("RESIDENT_ID", "Resident identity card"),
                            ("HK_MACAO_PERMIT", "Hong Kong or Macao permit"),
                            ("TAIWAN_PERMIT", "Taiwan permit"),
                            ("HMT_RESIDENCE", "Hong Kong, Macao or Taiwan residence permit"),
                            ("PASSPORT", "Passport"),
                            ("FOREIGN_PR", "Foreigner's permanent residence card"),
                            ("HOUSEHOLD_REGISTER", "Household register"),
                            ("MILITARY_ID", "Military or armed-police identity card"),
                        ],
                        max_length=30,
                        verbose_name="Identity document",
                    ),
                ),
                (
                    "estimated_assets",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        verbose_name="Estimated assets",
                    ),
                ),
                (
                    "signals",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("LARGE_CASH", "Large amount in cash or by transfer"),
                                ("MATURING", "Deposit or product maturing"),
                                ("OTHER_BANK", "Assets at another bank"),
                                ("ASKED", "Asked about wealth products"),
                                ("BUSINESS", "Owner of a business"),
                                ("PROPERTY", "Sale or purchase of property"),
                                ("OTHER", "Other"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "interests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("DEPOSIT", "Deposits"),
                                ("WEALTH", "Wealth products"),
                                ("FUND", "Funds"),
                                ("INSURANCE", "Insurance"),
                                ("BOND", "Treasury bonds"),
                                ("METAL", "Precious metals"),
                                ("LOAN", "Loans"),
                                ("CARD", "Cards"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("identified_at", models.DateTimeField(verbose_name="Identified at")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("IDENTIFIED", "Identified"),
                            ("REFERRED", "Referred"),
                            ("FOLLOW_UP", "Follow-up"),
                            ("REGISTERED", "Registered"),
                            ("ASSIGNED", "Assigned"),
                            ("INVALID", "Invalid"),
                            ("EXPIRED", "Expired"),
                        ],
                        max_length=12,
                        verbose_name="Status",
                    ),
                ),
                ("next_follow_up", models.DateField(blank=True, null=True, verbose_name="Next follow-up")),
                ("expires_on", models.DateField(verbose_name="Open until")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Closed at")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "branch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.branch",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "identified_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Manager",
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
                        to="customers.prospect",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, unique=True)),
                (
                    "referrer_type",
                    models.CharField(
                        choices=[
                            ("LOBBY", "Lobby manager"),
                            ("CASH_TELLER", "Cash teller"),
                            ("NONCASH_TELLER", "Non-cash teller"),
                            ("CUSTOMER", "Customer"),
                            ("MANAGER", "Customer manager"),
                        ],
                        max_length=15,
                        verbose_name="Referrer",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="Referred at")),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="Place")),
                (
                    "estimated_assets",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        verbose_name="Estimated assets",
                    ),
                ),
                (
                    "signals",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("LARGE_CASH", "Large amount in cash or by transfer"),
                                ("MATURING", "Deposit or product maturing"),
                                ("OTHER_BANK", "Assets at another bank"),
                                ("ASKED", "Asked about wealth products"),
                                ("BUSINESS", "Owner of a business"),
                                ("PROPERTY", "Sale or purchase of property"),
                                ("OTHER", "Other"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "interests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("DEPOSIT", "Deposits"),
                                ("WEALTH", "Wealth products"),
                                ("FUND", "Funds"),
                                ("INSURANCE", "Insurance"),
                                ("BOND", "Treasury bonds"),
                                ("METAL", "Precious metals"),
                                ("LOAN", "Loans"),
                                ("CARD", "Cards"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("note_sealed", models.BinaryField(default=b"")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("CREATED", "Created"),
                            ("OFFERED", "Offered"),
                            ("ACCEPTED", "Accepted"),
                            ("FAILED_FIRST", "First attempt failed"),
                            ("FOLLOW_UP", "Follow-up"),
                            ("CONVERTED", "Converted"),
                            ("EXPIRED", "Expired"),
                        ],
                        max_length=15,
                        verbose_name="Status",
                    ),
                ),
                (
                    "turn",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("CHOSEN", "Chosen by the referrer"),
                            ("PRIMARY", "Primary (A)"),
                            ("BACKUP", "Backup (B)"),
                            ("MANAGER", "Manager of the outlet"),
                            ("HEAD", "Branch head"),
                        ],
                        max_length=10,
                        verbose_name="Asked as",
                    ),
                ),
                (
                    "asked",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("accept_by", models.DateTimeField(null=True, verbose_name="Accept by")),
                ("accepted_at", models.DateTimeField(null=True, verbose_name="Accepted at")),
                (
                    "first_result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SUCCESS", "Won"),
                            ("AGAIN", "Not yet: follow up"),
                            ("GIVEN_UP", "Given up"),
                        ],
                        max_length=10,
                        verbose_name="First attempt",
                    ),
                ),
                ("next_follow_up", models.DateField(null=True, verbose_name="Next follow-up")),
                ("expires_on", models.DateField(verbose_name="Open until")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="Closed at")),
                (
                    "reward_amount",
                    models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name="Reward"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.branch",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="customers.customer",
                    ),
                ),
                (
                    "introduced_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="introductions",
                        to="customers.customer",
                    ),
                ),
                (
                    "prospect",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="customers.prospect",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals_got",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="LeadStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, unique=True)),
                (
                    "move",
                    models.CharField(
                        choices=[
                            ("CREATED", "Recorded"),
                            ("OFFERED", "Offered to"),
                            ("ACCEPTED", "Accepted by"),
                            ("PASSED", "Passed on by"),
                            ("LATE", "Not accepted in time by"),
                            ("MOVED", "Given to"),
                            ("ATTEMPT", "Spoke with the person"),
                            ("CHANGED", "Details changed"),
                            ("MATCHED", "Found among the customers"),
                            ("NOT_THE_SAME", "Not the same person"),
                            ("CONVERTED", "Taken in as a customer"),
                            ("EXPIRED", "Expired"),
                        ],
                        max_length=15,
                        verbose_name="Step",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("status_from", models.CharField(blank=True, max_length=15)),
                ("status_to", models.CharField(blank=True, max_length=15)),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SUCCESS", "Won"),
                            ("AGAIN", "Not yet: follow up"),
                            ("GIVEN_UP", "Given up"),
                        ],
                        max_length=10,
                        verbose_name="Result",
                    ),
                ),
                ("next_on", models.DateField(null=True, verbose_name="Next follow-up")),
                ("note_sealed", models.BinaryField(default=b"")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "whom",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prospect",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="customers.prospect",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="customers.referral",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ReferralEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uid", models.UUIDField(default=uuid.uuid4)),
                (
                    "referrer_type",
                    models.CharField(
                        choices=[
                            ("LOBBY", "Lobby manager"),
                            ("CASH_TELLER", "Cash teller"),
                            ("NONCASH_TELLER", "Non-cash teller"),
                            ("CUSTOMER", "Customer"),
                            ("MANAGER", "Customer manager"),
                        ],
                        max_length=15,
                        verbose_name="Referrer",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="Referred at")),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="Place")),
                (
                    "estimated_assets",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        verbose_name="Estimated assets",
                    ),
                ),
                (
                    "signals",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("LARGE_CASH", "Large amount in cash or by transfer"),
                                ("MATURING", "Deposit or product maturing"),
                                ("OTHER_BANK", "Assets at another bank"),
                                ("ASKED", "Asked about wealth products"),
                                ("BUSINESS", "Owner of a business"),
                                ("PROPERTY", "Sale or purchase of property"),
                                ("OTHER", "Other"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "interests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("DEPOSIT", "Deposits"),
                                ("WEALTH", "Wealth products"),
                                ("FUND", "Funds"),
                                ("INSURANCE", "Insurance"),
                                ("BOND", "Treasury bonds"),
                                ("METAL", "Precious metals"),
                                ("LOAN", "Loans"),
                                ("CARD", "Cards"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("note_sealed", models.BinaryField(default=b"")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("CREATED", "Created"),
                            ("OFFERED", "Offered"),
                            ("ACCEPTED", "Accepted"),
                            ("FAILED_FIRST", "First attempt failed"),
                            ("FOLLOW_UP", "Follow-up"),
                            ("CONVERTED", "Converted"),
                            ("EXPIRED", "Expired"),
                        ],
                        max_length=15,
                        verbose_name="Status",
                    ),
                ),
                (
                    "turn",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("CHOSEN", "Chosen by the referrer"),
                            ("PRIMARY", "Primary (A)"),
                            ("BACKUP", "Backup (B)"),
                            ("MANAGER", "Manager of the outlet"),
                            ("HEAD", "Branch head"),
                        ],
                        max_length=10,
                        verbose_name="Asked as",
                    ),
                ),
                (
                    "asked",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("accept_by", models.DateTimeField(null=True, verbose_name="Accept by")),
                ("accepted_at", models.DateTimeField(null=True, verbose_name="Accepted at")),
                (
                    "first_result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SUCCESS", "Won"),
                            ("AGAIN", "Not yet: follow up"),
                            ("GIVEN_UP", "Given up"),
                        ],
                        max_length=10,
                        verbose_name="First attempt",
                    ),
                ),
                ("next_follow_up", models.DateField(null=True, verbose_name="Next follow-up")),
                ("expires_on", models.DateField(verbose_name="Open until")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="Closed at")),
                (
                    "reward_amount",
                    models.DecimalField(decimal_places=2, max_digits=18, null=True, verbose_name="Reward"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "branch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.branch",
                    ),
                ),
                (
                    "created_by",
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
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "introduced_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
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
                        to="customers.referral",
                    ),
                ),
                (
                    "prospect",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.prospect",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="prospect",
            index=models.Index(fields=["name_hash"], name="prospect_name_hash"),
        ),
        migrations.AddIndex(
            model_name="prospect",
            index=models.Index(
                condition=models.Q(("status__in", ("IDENTIFIED", "REFERRED", "FOLLOW_UP", "REGISTERED"))),
                fields=["phone_hash"],
                name="prospect_phone_hash",
            ),
        ),
        migrations.AddIndex(
            model_name="prospect",
            index=models.Index(
                condition=models.Q(("status__in", ("IDENTIFIED", "REFERRED", "FOLLOW_UP", "REGISTERED"))),
                fields=["id_hash"],
                name="prospect_id_hash",
            ),
        ),
        migrations.AddIndex(
            model_name="prospect",
            index=models.Index(
                condition=models.Q(("status__in", ("IDENTIFIED", "REFERRED", "FOLLOW_UP", "REGISTERED"))),
                fields=["expires_on"],
                name="prospect_open_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="prospect",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("customer__isnull", False), ("status", "ASSIGNED")),
                    models.Q(models.Q(("status", "ASSIGNED"), _negated=True), ("customer__isnull", True)),
                    _connector="OR",
                ),
                name="prospect_assigned_has_customer",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="prospect",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_prospectevent" ("branch_id", "closed_at", "customer_id", "estimated_assets", "expires_on", "id", "id_no_sealed", "id_type", "identified_at", "identified_by_id", "interests", "name_sealed", "next_follow_up", "note_sealed", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_sealed", "signals", "status", "uid", "version") SELECT new_values."branch_id", new_values."closed_at", new_values."customer_id", new_values."estimated_assets", new_values."expires_on", new_values."id", new_values."id_no_sealed", new_values."id_type", new_values."identified_at", new_values."identified_by_id", new_values."interests", new_values."name_sealed", new_values."next_follow_up", new_values."note_sealed", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone_sealed", new_values."signals", new_values."status", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7a27f8cce92a7b5095ddffd0d9fae1e5455aff3e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_50765",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_prospect",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="prospect",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_prospectevent" ("branch_id", "closed_at", "customer_id", "estimated_assets", "expires_on", "id", "id_no_sealed", "id_type", "identified_at", "identified_by_id", "interests", "name_sealed", "next_follow_up", "note_sealed", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_sealed", "signals", "status", "uid", "version") SELECT new_values."branch_id", new_values."closed_at", new_values."customer_id", new_values."estimated_assets", new_values."expires_on", new_values."id", new_values."id_no_sealed", new_values."id_type", new_values."identified_at", new_values."identified_by_id", new_values."interests", new_values."name_sealed", new_values."next_follow_up", new_values."note_sealed", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone_sealed", new_values."signals", new_values."status", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."branch_id" IS DISTINCT FROM (new_values."branch_id") OR old_values."closed_at" IS DISTINCT FROM (new_values."closed_at") OR old_values."customer_id" IS DISTINCT FROM (new_values."customer_id") OR old_values."estimated_assets" IS DISTINCT FROM (new_values."estimated_assets") OR old_values."expires_on" IS DISTINCT FROM (new_values."expires_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."id_no_sealed" IS DISTINCT FROM (new_values."id_no_sealed") OR old_values."id_type" IS DISTINCT FROM (new_values."id_type") OR old_values."identified_at" IS DISTINCT FROM (new_values."identified_at") OR old_values."identified_by_id" IS DISTINCT FROM (new_values."identified_by_id") OR old_values."interests" IS DISTINCT FROM (new_values."interests") OR old_values."name_sealed" IS DISTINCT FROM (new_values."name_sealed") OR old_values."next_follow_up" IS DISTINCT FROM (new_values."next_follow_up") OR old_values."note_sealed" IS DISTINCT FROM (new_values."note_sealed") OR old_values."owner_id" IS DISTINCT FROM (new_values."owner_id") OR old_values."phone_sealed" IS DISTINCT FROM (new_values."phone_sealed") OR old_values."signals" IS DISTINCT FROM (new_values."signals") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."uid" IS DISTINCT FROM (new_values."uid") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="72a792435feb008f3d8025762f4dbe52b4ec9b64",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2c3c7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_prospect",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="prospect",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_prospectevent" ("branch_id", "closed_at", "customer_id", "estimated_assets", "expires_on", "id", "id_no_sealed", "id_type", "identified_at", "identified_by_id", "interests", "name_sealed", "next_follow_up", "note_sealed", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_sealed", "signals", "status", "uid", "version") SELECT old_values."branch_id", old_values."closed_at", old_values."customer_id", old_values."estimated_assets", old_values."expires_on", old_values."id", old_values."id_no_sealed", old_values."id_type", old_values."identified_at", old_values."identified_by_id", old_values."interests", old_values."name_sealed", old_values."next_follow_up", old_values."note_sealed", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone_sealed", old_values."signals", old_values."status", old_values."uid", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b7efc1be61af503a14b89b76d86725ad628c2595",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19592",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_prospect",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("status__in", ["CREATED", "OFFERED"])),
                fields=["accept_by"],
                name="referral_due",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(
                    ("status__in", ("CREATED", "OFFERED", "ACCEPTED", "FAILED_FIRST", "FOLLOW_UP"))
                ),
                fields=["expires_on"],
                name="referral_open_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("customer__isnull", True), ("prospect__isnull", False)),
                    models.Q(("customer__isnull", False), ("prospect__isnull", True)),
                    _connector="OR",
                ),
                name="referral_about_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("accept_by__isnull", False), ("receiver__isnull", False), ("status", "OFFERED")
                    ),
                    models.Q(("status", "OFFERED"), _negated=True),
                    _connector="OR",
                ),
                name="referral_offered_to_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("status__in", ["CONVERTED", "EXPIRED"])),
                    models.Q(
                        models.Q(("status__in", ["CONVERTED", "EXPIRED"]), _negated=True),
                        ("closed_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="referral_closed_at_its_end",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_referralevent" ("accept_by", "accepted_at", "asked", "branch_id", "closed_at", "created_at", "created_by_id", "customer_id", "estimated_assets", "expires_on", "first_result", "id", "interests", "introduced_by_id", "next_follow_up", "note_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "prospect_id", "receiver_id", "referrer_type", "reward_amount", "signals", "status", "turn", "uid", "version") SELECT new_values."accept_by", new_values."accepted_at", new_values."asked", new_values."branch_id", new_values."closed_at", new_values."created_at", new_values."created_by_id", new_values."customer_id", new_values."estimated_assets", new_values."expires_on", new_values."first_result", new_values."id", new_values."interests", new_values."introduced_by_id", new_values."next_follow_up", new_values."note_sealed", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."prospect_id", new_values."receiver_id", new_values."referrer_type", new_values."reward_amount", new_values."signals", new_values."status", new_values."turn", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="546b1417159c4ad95c95e88c57497ed5ca4917a5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6f24e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="customers_referral",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_referralevent" ("accept_by", "accepted_at", "asked", "branch_id", "closed_at", "created_at", "created_by_id", "customer_id", "estimated_assets", "expires_on", "first_result", "id", "interests", "introduced_by_id", "next_follow_up", "note_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "prospect_id", "receiver_id", "referrer_type", "reward_amount", "signals", "status", "turn", "uid", "version") SELECT new_values."accept_by", new_values."accepted_at", new_values."asked", new_values."branch_id", new_values."closed_at", new_values."created_at", new_values."created_by_id", new_values."customer_id", new_values."estimated_assets", new_values."expires_on", new_values."first_result", new_values."id", new_values."interests", new_values."introduced_by_id", new_values."next_follow_up", new_values."note_sealed", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."prospect_id", new_values."receiver_id", new_values."referrer_type", new_values."reward_amount", new_values."signals", new_values."status", new_values."turn", new_values."uid", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="aa8962f9ed4b8014594547868d2029abcfd953f2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_47e91",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="customers_referral",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_referralevent" ("accept_by", "accepted_at", "asked", "branch_id", "closed_at", "created_at", "created_by_id", "customer_id", "estimated_assets", "expires_on", "first_result", "id", "interests", "introduced_by_id", "next_follow_up", "note_sealed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "prospect_id", "receiver_id", "referrer_type", "reward_amount", "signals", "status", "turn", "uid", "version") SELECT old_values."accept_by", old_values."accepted_at", old_values."asked", old_values."branch_id", old_values."closed_at", old_values."created_at", old_values."created_by_id", old_values."customer_id", old_values."estimated_assets", old_values."expires_on", old_values."first_result", old_values."id", old_values."interests", old_values."introduced_by_id", old_values."next_follow_up", old_values."note_sealed", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."prospect_id", old_values."receiver_id", old_values."referrer_type", old_values."reward_amount", old_values."signals", old_values."status", old_values."turn", old_values."uid", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f3bdd20df74a125de7d997a26e35834d5b4303bc",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c34d8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="customers_referral",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="leadstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("referral__isnull", False), ("prospect__isnull", False), _connector="OR"),
                name="lead_step_of_something",
            ),
        ),
    ]
