"""What a fresh database needs before the first night: the shipped presets and the published calendar."""

from datetime import datetime

from organisation import actions, published_days


def prepare(*, at: datetime) -> tuple[int, int]:
    """Install what is missing and leave the rest alone; returns how many presets and years were new."""
    presets = actions.install_shipped_presets(at=at)
    years = sum(
        actions.publish_calendar(
            year=known.year,
            holidays=known.holidays,
            makeup_days=known.makeup_days,
            source=published_days.SOURCE,
            by=None,
            at=at,
        )
        for known in published_days.published_years()
    )
    return presets, years
