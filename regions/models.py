"""Wilayah: one table of provinces, regencies and cities, districts and villages."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now, Replace
from django.utils.translation import gettext_lazy as _

from core.access import area_q
from core.text import words

if TYPE_CHECKING:
    from typing import Self

# What people write before a name and the search keys leave out.
LEVEL_WORDS = frozenset(
    ["desa", "ds", "kelurahan", "kel", "kecamatan", "kec", "kabupaten", "kab", "provinsi", "prov"]
)
MAX_WORDS = 8


def search_words(text: str) -> list[str]:
    """The words to look for, at most eight; "desa", "kec." and the like only when alone."""
    found = words(text)
    return ([word for word in found if word not in LEVEL_WORDS] or found)[:MAX_WORDS]


class RegionQuerySet(models.QuerySet["Region"]):
    """Regions, by name or by place."""

    def current(self) -> Self:
        """Those of the edition in force; a code that left it only names where older rows are."""
        return self.filter(is_current=True)

    def villages(self) -> Self:
        """Desa and kelurahan."""
        return self.filter(level=Region.Level.VILLAGE)

    def within(self, code: str) -> Self:
        """The region itself and all below it; "" is everywhere."""
        return self.filter(area_q("code", code))

    def matching(self, text: str) -> Self:
        """Current regions that hold every word of the text in their path; no word finds none."""
        found = search_words(text)
        matching = self.current() if found else self.none()
        for word in found:
            matching = matching.filter(search_key__contains=word)
        return matching.annotate(joined_key=Replace(F("search_key"), Value(" "), Value("")))

    def search(self, text: str, *, near: str = "") -> Self:
        """Regions by part of their name, the likeliest first.

        Case, spaces and accents make no difference: "palas bumi", "bumidaya" and "BUMI DAYA"
        all find Bumi Daya. First those below ``near`` (a region code), then the exact names,
        then the names that begin so, then the whole phrase anywhere.
        """
        joined = "".join(search_words(text))
        exact = Q(search_key=joined) | Q(search_key__startswith=f"{joined} ")
        closeness = Case(
            When(exact, then=Value(0)),
            When(joined_key__startswith=joined, then=Value(1)),
            When(joined_key__contains=joined, then=Value(2)),
            default=Value(3),
        )
        is_near = Q(code__startswith=near)
        far = Case(When(is_near, then=Value(0)), default=Value(1))
        return self.matching(text).order_by(far, closeness, "level", "search_key", "code")

    def named(self, text: str) -> Self:
        """Regions that the text names in full: by code, by name, or by name and places above."""
        if text.strip()[:1].isdigit():
            return self.current().filter(code=text.strip())
        joined = "".join(search_words(text))
        return self.matching(text).filter(
            Q(joined_key=joined) | Q(search_key__startswith=f"{joined} ")
        )


class Region(models.Model):
    """A region by its Kemendagri code; the parent is the code's prefix.

    Reference data, replaced as a whole by ``load_regions`` from the same package, so that it
    keeps neither versions nor a history of its own.
    """

    untracked: ClassVar[str] = "reference data, replaced as a whole by load_regions"

    class Level(models.IntegerChoices):
        PROVINCE = 1, _("province")
        REGENCY = 2, _("regency or city")
        DISTRICT = 3, _("district (kecamatan)")
        VILLAGE = 4, _("village (desa or kelurahan)")

    code = models.CharField(_("code"), max_length=13, unique=True, db_collation="C")
    name = models.CharField(_("name"), max_length=80)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    path = models.CharField(_("region"), max_length=200, help_text="name and those above it")
    search_key = models.CharField(max_length=200, db_collation="C", editable=False)
    is_current = models.BooleanField(_("in force"), default=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]
        indexes = [
            # A hundred places to choose from lie among 84,000 villages, found by their code.
            models.Index(
                fields=["level", "code"], condition=Q(level__lt=4), name="region_above_villages"
            ),
            GinIndex(
                fields=["search_key"],
                opclasses=["gin_trgm_ops"],
                name="region_by_part_of_path",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(level=1, code__regex=r"^\d{2}$")
                | Q(level=2, code__regex=r"^\d{2}\.\d{2}$")
                | Q(level=3, code__regex=r"^\d{2}\.\d{2}\.\d{2}$")
                | Q(level=4, code__regex=r"^\d{2}\.\d{2}\.\d{2}\.\d{4}$"),
                name="region_code_has_its_levels_form",
                violation_error_message=_(
                    "Write the code as 18, 18.01, 18.01.10 or 18.01.10.2013."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def parent_code(self) -> str:
        """The code of the region above; "" for a province."""
        return self.code.rpartition(".")[0]

    @property
    def above(self) -> str:
        """The path without the name itself: "Palas, Lampung Selatan, Lampung"."""
        return self.path.removeprefix(self.name).removeprefix(", ")


class Edition(models.Model):
    """Which release of the region data the table holds, so that loading it again is free."""

    untracked: ClassVar[str] = "written by load_regions alone, one row for each release"

    release = models.CharField(_("release"), max_length=40, unique=True)
    rows = models.PositiveIntegerField(_("regions"))
    loaded_at = models.DateTimeField(_("loaded"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("edition of the regions")
        verbose_name_plural = _("editions of the regions")
        ordering = ["-loaded_at"]

    def __str__(self) -> str:
        return self.release
