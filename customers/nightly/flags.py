"""What the night notices."""

from organisation.nightly.steps import Night, StepResult


def run(night: Night) -> StepResult:
    return StepResult()
