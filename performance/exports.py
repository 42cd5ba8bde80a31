"""HR's file of a quarter's appraisals: the columns of domain.md part C, by staff number.

What is not decided yet stays empty: a total only where every line is scored, no decision and no pay before there
is one. No customer data. Texts are Chinese whatever the reader's language, and nothing comes from the clock, so
that the same night and the same presets give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone, translation

from organisation.choices import CertificateKind
from organisation.exports import Cell, Sheet, Written, csv_file, xlsx_file
from performance import wording
from performance.models import Scorecard, ScoreLine
from performance.queries.appraisals import Quarter, cards_of, certificates_on

if TYPE_CHECKING:
    from organisation.models import Staff

FORMATS = ("xlsx", "csv")
COLUMNS = (
    "工号", "姓名", "网点", "岗位", "职级", "行员等级", "考核期", "各项指标(目标/实际/得分)", "加减分", "总分",
    "综合考核得分", "违规积分", "触发规则", "建议结论", "人力决定", "绩效工资", "递延金额", "各期递延", "证书",
    "参数版本", "生成时间", "签字",
)  # fmt: skip
WIDTHS = (10, 10, 18, 12, 8, 8, 9, 60, 8, 8, 12, 8, 30, 12, 10, 10, 10, 12, 12, 34, 19, 10)
LINE_COLUMNS = ("工号", "姓名", "考核期", "指标", "口径", "目标", "实际", "得分", "封顶/保底", "缺失原因")
LINE_WIDTHS = (10, 10, 9, 16, 26, 14, 16, 10, 10, 34)
LIMITS = {"CAP": "封顶", "FLOOR": "保底"}


def appraisals(reader: Staff, quarter: Quarter, kind: str) -> Written:
    """The file of the quarter's cards in the reader's scope, as `xlsx` (with a sheet of lines) or `csv`."""
    with translation.override("zh-hans"):
        cards = list(cards_of(reader, quarter))
        sheet = _sheet(cards, quarter)
        if kind == "csv":
            return csv_file(sheet, _marks(cards, quarter))
        lines = Sheet("各项指标", LINE_COLUMNS, list(_line_rows(cards, quarter)), LINE_WIDTHS)
        return xlsx_file([sheet, lines], created=quarter.published_at, marks=_marks(cards, quarter))


def _marks(cards: Iterable[Scorecard], quarter: Quarter) -> list[str]:
    """The watermark: what the file is for and what it was made from."""
    versions = sorted({_versions(card) for card in cards})
    return [
        f"内部资料，仅供人力资源部季度考核使用；{quarter.period.code}",
        f"数据日期 {quarter.business_date.isoformat()}，发布时间 {_moment(quarter)}，批次 {quarter.run_id}",
        f"参数版本：{'；'.join(versions)}",
    ]


def _moment(quarter: Quarter) -> str:
    return timezone.localtime(quarter.published_at).strftime("%Y-%m-%d %H:%M:%S")


def _versions(card: Scorecard) -> str:
    used = [card.inputs["scheme"], card.inputs["outcomes"]]
    return ", ".join(f"{one['key']} v{one['version']}" for one in used)


def _sheet(cards: Sequence[Scorecard], quarter: Quarter) -> Sheet:
    held = certificates_on({card.staff_id for card in cards}, quarter.business_date)
    rows = [_row(card, quarter, held) for card in cards]
    return Sheet(f"考核 {quarter.period.code}", COLUMNS, rows, WIDTHS)


def _row(card: Scorecard, quarter: Quarter, held: Mapping[int, list[str]]) -> tuple[Cell, ...]:
    certificates = [str(CertificateKind(kind).label) for kind in held.get(card.staff_id, [])]
    return (
        card.staff.staff_no,
        card.staff.name,
        card.branch.name,
        wording.post_name(card.post),
        wording.grade_name(card.grade),
        None,  # staff grade: not delivered by the extracts
        quarter.period.code,
        "\n".join(_line_text(line) for line in card.lines.all()),
        None,  # adjustments: none are recorded yet
        card.total if card.complete else None,
        None,  # composite appraisal
        card.inputs["facts"]["violation_points"],
        "；".join(wording.outcome_reason(reason) for reason in card.outcome_reasons),
        wording.outcome_name(card.outcome) if card.outcome else None,
        None,  # HR's decision
        None,  # performance pay
        None,  # deferred amount
        None,  # instalments
        "、".join(certificates),
        _versions(card),
        quarter.published_at,
        None,  # signature
    )


def _line_text(line: ScoreLine) -> str:
    """One item in a cell: target / actual / points, or why there is none."""
    points = wording.number(line.points, 2) if line.points is not None else _why(line)
    actual = wording.number(line.actual) if line.actual is not None else "缺失"
    return f"{wording.item_name(line.item)}：{wording.number(line.target)} / {actual} / {points}"


def _why(line: ScoreLine) -> str:
    return wording.missing_reason(line.explanation["reason"])


def _line_rows(cards: Iterable[Scorecard], quarter: Quarter) -> Iterator[tuple[Cell, ...]]:
    for card in cards:
        for line in card.lines.all():
            yield (
                card.staff.staff_no,
                card.staff.name,
                quarter.period.code,
                wording.item_name(line.item),
                wording.measure_name(line.measure),
                _short(line.target),
                _short(line.actual),
                _short(line.points),
                LIMITS.get(line.limit_hit),
                _why(line) if line.points is None else None,
            )


def _short(value: Decimal | None) -> Decimal | None:
    """At most four places, which is what the column shows."""
    return None if value is None else Decimal(wording.number(value))
