"""The bank's parameters for customers, each with the type that its parser makes of it: `USE.on(day)`.

`customers.presets` knows how each is parsed and what the product ships, without a database.
"""

from customers.rules.alerts import AlertPolicy
from customers.rules.archive import ArchivePolicy, DocumentPolicy, VerificationPolicy
from customers.rules.assignment import CapacityPolicy, SizePolicy
from customers.rules.consent import ConsentPolicy
from customers.rules.duplicates import DuplicatePolicy
from customers.rules.flags import FlagPolicy, MovementPolicy
from customers.rules.handover import CreditPolicy, HandoverPolicy, ProblemLoanPolicy, RetentionPolicy
from customers.rules.limits import ChoosingPolicy, RevealPolicy, UsePolicy
from customers.rules.planning import PlannerPolicy
from customers.rules.radar import RadarPolicy
from customers.rules.rating import RatingPolicy, SLabelPolicy
from customers.rules.reception import ReceptionPolicy
from customers.rules.referrals import ReferralPolicy, RewardPolicy
from customers.rules.registers import RegistersPolicy
from customers.rules.selection import SelectionPolicy
from customers.rules.suitability import SuitabilityPolicy
from customers.rules.tiering import TierPolicy
from organisation.policies import Policy

ALERTS = Policy("customers.alerts", AlertPolicy)
ARCHIVE = Policy("customers.archive", ArchivePolicy)
CAPACITY = Policy("customers.capacity", CapacityPolicy)
CHOOSING = Policy("customers.choosing", ChoosingPolicy)
CONSENT = Policy("customers.consent", ConsentPolicy)
CREDIT = Policy("customers.handover_credit", CreditPolicy)
CUSTOMER_SIZE = Policy("customers.customer_size", SizePolicy)
DOCUMENTS = Policy("customers.documents", DocumentPolicy)
DUPLICATES = Policy("customers.duplicates", DuplicatePolicy)
FLAGS = Policy("customers.flags", FlagPolicy)
HANDOVER = Policy("customers.handover", HandoverPolicy)
LARGE_MOVEMENTS = Policy("customers.large_movements", MovementPolicy)
PLANNER = Policy("customers.planner", PlannerPolicy)
PROBLEM_LOANS = Policy("customers.problem_loans", ProblemLoanPolicy)
RADAR = Policy("customers.tier_radar", RadarPolicy)
RATING = Policy("customers.rating", RatingPolicy)
RECEPTION = Policy("customers.reception", ReceptionPolicy)
REFERRING = Policy("customers.referrals", ReferralPolicy)
REGISTERS = Policy("customers.registers", RegistersPolicy)
RETENTION = Policy("customers.handover_retention", RetentionPolicy)
REVEAL = Policy("customers.reveal", RevealPolicy)
REWARD = Policy("customers.referral_reward", RewardPolicy)
S_LABEL = Policy("customers.five_c_one_s", SLabelPolicy)
SELECTION = Policy("customers.selection", SelectionPolicy)
SUITABILITY = Policy("customers.suitability", SuitabilityPolicy)
TIERING = Policy("customers.tiering", TierPolicy)
USE = Policy("customers.use", UsePolicy)
VERIFICATION = Policy("customers.verification", VerificationPolicy)
