"""The events of customers in the audit trail, in words."""

from django.utils.translation import gettext_lazy as _

from customers.actions import (
    archive,
    contracts,
    duplicates,
    households,
    prospect_matching,
    prospect_reveal,
    prospects,
    rating,
    recognise,
    referral_course,
    referrals,
    segments,
    target_lists,
)
from customers.actions.alerts import CLOSE, GIVE, RAISE, RETAIN, STEP
from customers.actions.assignment import MOVE
from customers.actions.assignment_adjust import STATUS
from customers.actions.consent import RECORD
from customers.actions.custody import ENDED as CUSTODY_ENDED
from customers.actions.custody import OPENED as CUSTODY_OPENED
from customers.actions.handover import CANCELLED, CLOSED
from customers.actions.handover import OPENED as HANDOVER_OPENED
from customers.actions.handover_division import ALLOCATED, OFFERED
from customers.actions.handover_leads import GIVEN
from customers.actions.handover_parts import ACCEPTED, DECLINED, INTRODUCED
from customers.actions.planning import COMMIT, UNDO
from customers.actions.protection import EXPORT, OPEN, REVEAL, SEARCH
from customers.actions.suitability import RATE
from customers.actions.tiers import REHEARSE
from customers.choices import REVEALED_OFTEN
from organisation.trail_words import Words

ACTIONS: Words = {
    CUSTODY_OPENED: _("Customers were put into custody"),
    CUSTODY_ENDED: _("A custody ended"),
    HANDOVER_OPENED: _("A handover was opened"),
    ALLOCATED: _("Customers of a handover were allocated"),
    GIVEN: _("Prospects and referrals handed over"),
    OFFERED: _("A handover was offered to receivers"),
    ACCEPTED: _("A receiver accepted customers"),
    DECLINED: _("A receiver declined customers"),
    INTRODUCED: _("A customer was introduced to the receiver"),
    CANCELLED: _("A handover was cancelled"),
    CLOSED: _("A handover was completed"),
    COMMIT: _("A batch of assignments was made"),
    UNDO: _("A batch of assignments was undone"),
    STATUS: _("A customer's status was adjusted"),
    MOVE: _("A customer's manager changed"),
    CLOSE: _("An alert was handled"),
    GIVE: _("An alert was given to somebody"),
    RAISE: _("An event was recorded or reported"),
    RETAIN: _("An attempt to keep a customer was recorded"),
    STEP: _("A customer came to another stage"),
    archive.ADD: _("Something was added to a customer's file"),
    archive.EDIT: _("A customer's file was changed"),
    archive.REMOVE: _("Something was removed from a customer's file"),
    archive.VERIFY: _("A customer's file was verified"),
    archive.KEEP: _("A document was put into a file"),
    archive.TAKE: _("A document was taken out of a file"),
    archive.WITHDRAW: _("A document was withdrawn"),
    contracts.ASK: _("A contract was asked for"),
    contracts.LEND: _("A contract was handed out"),
    contracts.REFUSE: _("A contract was not handed out"),
    contracts.PROLONG: _("A contract may stay out longer"),
    contracts.BACK: _("A contract was brought back"),
    contracts.WITHDRAW: _("A request for a contract was withdrawn"),
    REHEARSE: _("A proposed preset was rehearsed"),
    RECORD: _("A customer's answer about marketing was recorded"),
    RATE: _("The issuer's rating of a product was recorded"),
    OPEN: _("A customer's page was opened"),
    REVEALED_OFTEN: _("Customer data were shown unusually often"),
    REVEAL: _("Customer data were shown in full"),
    EXPORT: _("A file of customers was made"),
    SEARCH: _("A whole number was searched for"),
    duplicates.MERGE: _("Two records of a customer were merged"),
    duplicates.UNDO: _("A merge of two records was undone"),
    duplicates.DISMISS: _("Two records were found to be two people"),
    rating.RATE: _("A customer was rated"),
    target_lists.CREATE: _("A target list was made"),
    target_lists.ADD: _("Customers were put on a target list"),
    target_lists.DONE: _("The file of a customer on a target list was opened"),
    target_lists.CLOSE: _("A target list was closed"),
    households.PROPOSE: _("A household was proposed"),
    households.DECIDE: _("A household was decided on"),
    households.DISSOLVE: _("A household was dissolved"),
    "household.leave": _("A member left a household"),  # written by heads before changes took two people
    households.CHANGE: _("A change of the members of a household was proposed"),
    households.DECIDE_CHANGE: _("A change of the members of a household was decided on"),
    segments.CREATE: _("A segment was made"),
    segments.CHANGE: _("A segment was changed"),
    segments.DELETE: _("A segment was deleted"),
    recognise.RECOGNISE: _("A customer was recognised in the branch"),
    referrals.REFER: _("Somebody was referred"),
    referrals.OFFER: _("A referral was offered"),
    referrals.ACCEPT: _("A referral was accepted"),
    referrals.HAND_ON: _("A referral was passed on"),
    referral_course.LATE: _("A referral was not accepted in time"),
    referral_course.ATTEMPT: _("The result of a referral was recorded"),
    referral_course.EXPIRE: _("A referral expired"),
    prospects.ADD: _("A prospect was recorded"),
    prospects.EDIT: _("A prospect was changed"),
    prospects.ASSIGN: _("A prospect was given to a manager"),
    prospects.CONTACT: _("A conversation with a prospect was recorded"),
    prospect_matching.MATCH: _("It was decided whether a customer is the prospect"),
    prospect_matching.CONVERT: _("A prospect became a customer"),
    prospect_matching.EXPIRE: _("A prospect expired"),
    prospect_reveal.REVEAL: _("Data of a prospect were shown in full"),
}
THINGS: Words = {
    "customers.alert": _("Alert"),
    "customers.borrowing": _("Contract taken out"),
    "customers.competitor": _("What is held at other banks"),
    "customers.assignmentplan": _("Batch of assignments"),
    "customers.custody": _("Custody"),
    "customers.customer": _("Customer"),
    "customers.document": _("Document"),
    "customers.handover": _("Handover"),
    "customers.household": _("Household"),
    "customers.importantdate": _("An important date"),
    "customers.need": _("A need"),
    "customers.preference": _("Preferences for contact"),
    "customers.prospect": _("Prospect"),
    "customers.referral": _("Referral"),
    "customers.research": _("Market research sheet"),
    "customers.product": _("Product"),
    "customers.duplicatepair": _("Possible duplicate"),
    "customers.segment": _("Segment"),
    "customers.survey": _("Product-fit survey"),
    "customers.verification": _("A verification of the file"),
    "customers.targetlist": _("Target list"),
}
