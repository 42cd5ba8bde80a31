"""What the extracts said, day by day, about where people work: the source that postings are made from."""

from django.db import models

from organisation.classification import classified


class Sighting(models.Model):
    """Branch, post and grade of a person as a drop of a day gave them; no branch when the person had left.

    Postings are laid out anew from all sightings, so that drops may come in any order and end in the same
    postings. Without them a late drop could not be told from a change and back.
    """

    staff = models.ForeignKey("organisation.Staff", models.CASCADE, related_name="+")
    as_of = models.DateField()
    branch = models.ForeignKey("organisation.Branch", models.PROTECT, null=True, related_name="+")
    post = models.CharField(max_length=30)
    grade = models.CharField(max_length=12, blank=True)

    unscoped_reason = "working state of the night, never shown; people read postings"
    data_classes = classified(none="id staff as_of branch post grade")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "as_of"], name="sighting_once_a_day")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.as_of}"
