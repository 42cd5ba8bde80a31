"""The sentences of the night: each refusal, note and reject code says what is wrong, where, and what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

REFUSALS: Mapping[str, Any] = {
    "no_folder": _("There is no folder %(drop)s. Name the folder of a drop, or a folder of drops."),
    "no_drops": _(
        "The folder %(drop)s holds no drop: no manifest.json in it or one level below. Check the path."
    ),
    "no_manifest": _("The drop %(drop)s has no manifest.json. Ask the warehouse to send the drop again."),
    "bad_manifest": _(
        "manifest.json of %(drop)s is not well formed: %(detail)s. Ask the warehouse to send the drop again."
    ),
    "unsafe_name": _(
        "manifest.json names the file %(file)s, which is not a plain file name. Ask the warehouse to correct it."
    ),
    "table_twice": _("The table %(table)s comes in two files. Ask the warehouse to send it once."),
    "nothing_known": _(
        "No file of the drop %(drop)s belongs to a table of the contract. Check what was sent."
    ),
    "search_key": _(
        "The search key is being changed and some rows still have hashes of the older one. Run"
        " manage.py rotate_keys to its end, then the night again."
    ),
    "file_missing": _("%(file)s is in the manifest and not in the drop. Ask the warehouse to send it."),
    "file_unreadable": _("%(file)s cannot be read: %(detail)s. Check the rights of the file."),
    "wrong_hash": _(
        "%(file)s is not the file that the manifest describes: its SHA-256 differs. Have the file sent again."
    ),
    "wrong_rows": _(
        "%(file)s has %(found)s rows and the manifest says %(stated)s. Have the file or the manifest sent again."
    ),
    "wrong_total": _(
        "The column %(column)s of %(file)s sums to %(found)s and the manifest says %(stated)s."
        " Have the file or the manifest sent again."
    ),
    "no_total_column": _(
        "The manifest gives a total of the column %(column)s, which %(file)s does not have as amounts."
        " Ask the warehouse to correct the manifest."
    ),
    "empty_file": _("%(file)s is empty: not even a header line. Have the file sent again."),
    "bad_gzip": _(
        "%(file)s is cut off or damaged: it cannot be unpacked to its end. Have the file sent again."
    ),
    "bad_parquet": _("%(file)s is not a readable Parquet file: %(detail)s. Have the file sent again."),
    "utf16": _("%(file)s is written in UTF-16. Have it sent in UTF-8 or GB18030."),
    "undecodable": _(
        "%(file)s is neither UTF-8 nor GB18030: byte %(offset)s cannot be read. Have it sent in UTF-8."
    ),
    "mixed_encodings": _(
        "%(file)s mixes UTF-8 and GB18030; the encoding changes at byte %(offset)s. Have it sent in UTF-8."
    ),
    "double_encoded": _(
        "The Chinese text of %(file)s was damaged before it was sent: it was converted twice (line %(line)s)."
        " Have it exported again in UTF-8."
    ),
    "duplicate_header": _("The header of %(file)s names %(column)s twice. Have the file sent again."),
    "missing_column": _(
        "%(file)s lacks the column %(column)s. Have the file sent with the columns of the contract."
    ),
    "forbidden_column": _(
        "%(file)s has the column %(column)s. Card secrets and passwords may not enter the portal: have it removed."
    ),
    "unclosed_quote": _(
        "In %(file)s a quote opened in line %(line)s is not closed. Correct the line and send the file again."
    ),
    "bad_quotes": _(
        "In %(file)s the quotes of line %(line)s are not as RFC 4180 asks: %(detail)s."
        " Correct the line and send the file again."
    ),
    "long_line": _(
        "Line %(line)s of %(file)s is longer than a line can be. Check the line ends of the file."
    ),
    "too_many_rejects": _(
        "%(rejected)s of %(rows)s rows of %(file)s cannot be taken, more than the limit of %(limit)s %%."
        " See the rejected rows, correct them at the source and send the file again."
    ),
    "already_running": _("Another nightly run is at work (since %(since)s). Wait until it is over."),
    "lost_lock": _("The run lost its hold on the night and has undone its work. Start it again."),
    "failed": _(
        "The step %(step)s stopped with an error of the portal: %(detail)s. Nothing was changed."
        " Tell the administrators, then start the run again."
    ),
    "ended": _(
        "The process of this run ended before the run did. Nothing was changed; the next run starts again."
    ),
    "presets": _("A preset that the night needs is missing: %(detail)s. Have it proposed and approved."),
}
NOTES: Mapping[str, Any] = {
    "unknown_table": _("%(file)s belongs to no table of the contract and was left aside."),
    "unlisted_file": _("%(file)s is in the drop and not in the manifest; it was left aside."),
    "unknown_column": _("The column %(column)s of %(file)s is not in the contract and was left aside."),
    "missing_column": _("%(file)s does not have the column %(column)s; its values count as empty."),
    "gb18030": _("%(file)s is written in GB18030 and was read so."),
    "blank_lines": _("%(file)s has %(count)s blank lines, left aside."),
    "absent_rows": _("%(count)s stored rows of %(table)s are not in this full drop; they were kept."),
    "older": _(
        "This drop is older than the night shown: later data stand, the newest day was computed again."
    ),
    "resumed": _(
        "The step %(step)s was already done by run %(run)s, which did not end; the work went on from there."
    ),
    "more_rejects": _("%(file)s: %(count)s rejected rows, of which the first %(kept)s are kept."),
}
REJECTS: Mapping[str, Any] = {
    "missing_value": _("A value is required: fill it in at the source."),
    "too_long": _("The text is too long: shorten it at the source."),
    "not_a_code": _("Not a number or code: only letters A-Z, digits, - and _ may stand here."),
    "not_a_number": _("Not an amount: write digits and a point, without separators, exponent or unit."),
    "too_many_decimals": _("Too many decimals: amounts are never rounded here, correct them at the source."),
    "too_large": _("The amount is larger than the column can hold: check the unit."),
    "too_small": _("The amount may not be so low: check the sign."),
    "not_a_date": _("Not a date: write YYYY-MM-DD."),
    "impossible_date": _("There is no such day in the calendar."),
    "date_out_of_range": _("The date is outside the years 1900 to 2199."),
    "after_drop": _("The date is after the day of the drop."),
    "not_a_flag": _("Write Y or N."),
    "not_a_period": _("Not a period: write 2024, 2024Q4 or 2024-12."),
    "unknown_choice": _("The value is not in the list of the contract."),
    "unknown_reference": _("The value names something that is neither stored nor in this drop."),
    "duplicate_key": _("Two rows have this key and different values: keep one at the source."),
    "ragged": _("The row has more or fewer fields than the header."),
    "nul_byte": _("The row holds a NUL character."),
    "replacement_character": _("The text holds a character that was lost in an earlier conversion."),
    "encoding_doubt": _(
        "The text is unreadable: it was written in another encoding than the rest of the file."
    ),
    "ends_before_start": _("It would end before it begins."),
    "own_parent": _("A branch cannot be its own parent."),
    "no_root": _("The chain of parent branches does not lead to the head office."),
    "two_in_one_role": _("Two people would have the same role for the customer at the same time."),
    "one_in_two_roles": _("One person would have both roles for the customer at the same time."),
}
STEPS: Mapping[str, Any] = {
    "verify": pgettext_lazy("step of the night", "Verify"),
    "stage": pgettext_lazy("step of the night", "Stage"),
    "validate": pgettext_lazy("step of the night", "Validate"),
    "apply": pgettext_lazy("step of the night", "Apply"),
    "averages": pgettext_lazy("step of the night", "Averages"),
    "tiers": pgettext_lazy("step of the night", "Tiers"),
    "flags": pgettext_lazy("step of the night", "Flags"),
    "scores": pgettext_lazy("step of the night", "Provisional scores"),
    "publish": pgettext_lazy("step of the night", "Publish"),
}


def refusal_sentence(code: str, params: Mapping[str, Any]) -> str:
    """Why a run was refused or failed, in the reader's language."""
    return str(REFUSALS[code]) % params if code in REFUSALS else code


def note_sentence(code: str, params: Mapping[str, Any]) -> str:
    """Something a person should know about a run that went on."""
    return str(NOTES[code]) % params if code in NOTES else code


def reject_sentence(code: str) -> str:
    """The reason of a rejected row; a code without a sentence is shown as it is."""
    return str(REJECTS.get(code, code))


def step_name(name: str) -> str:
    return str(STEPS.get(name, name))


def pack(code: str, params: Mapping[str, Any]) -> str:
    """A message as the ledger keeps it: code and values, so that each reader sees it in their language."""
    return json.dumps({"code": code, "params": dict(params)}, ensure_ascii=False, default=str)


def explain(stored: str) -> str:
    """The sentence of a message of the ledger; plain text is given back as it is."""
    if not stored.startswith("{"):
        return gettext(stored) if stored else ""
    kept = json.loads(stored)
    return refusal_sentence(kept["code"], kept["params"])
