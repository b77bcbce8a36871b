"""Anggota & PMI: the people of the register."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import crypto
from core.access import ScopePath
from core.checks import partial_date_is_valid
from core.fields import PartialDateField
from core.functions import SortKey
from core.history import tracked
from core.models import CodedRow, StoredFile
from core.triggers import one_hash_key
from members.models.person_queries import INCOMPLETE, PersonQuerySet

NIK_PURPOSE = "members.person.nik"

# She falls in the region of the group that keeps her file, else of her own village; while a
# membership is open, its group keeps the file, whatever path writes.
KEEPER_SQL = """
IF TG_OP = 'UPDATE' THEN
    NEW.group_id := coalesce(
        (SELECT m.group_id FROM members_membership m
         WHERE m.person_id = NEW.id AND m."left" IS NULL),
        NEW.group_id);
END IF;
NEW.area := coalesce(
    (SELECT g.village_id FROM members_group g WHERE g.id = NEW.group_id), NEW.village_id, '');
RETURN NEW;
"""


class SearchKey(Func):
    """Name, nickname and phone, each without spaces, case and accents, with a blank between."""

    template = (
        '(public.name_key("name") || \' \' || public.name_key("nickname") || \' \' || "phone")'
    )
    output_field = models.TextField()


@tracked()
class Person(CodedRow):
    """A migrant worker, returned or still abroad, or another member of a group."""

    class Sex(models.TextChoices):
        FEMALE = "F", _("woman")
        MALE = "M", _("man")

    class Education(models.TextChoices):
        NONE = "none", _("no school")
        SD = "sd", _("primary school (SD)")
        SMP = "smp", _("junior high school (SMP)")
        SMA = "sma", _("senior high school (SMA)")
        SMK = "smk", _("vocational high school (SMK)")
        DIPLOMA = "diploma", _("diploma (D1-D4)")
        S1 = "s1", _("bachelor (S1)")
        S2 = "s2", _("master or higher (S2/S3)")

    class MaritalStatus(models.TextChoices):
        SINGLE = "single", _("not married")
        MARRIED = "married", _("married")
        DIVORCED = "divorced", _("divorced")
        WIDOWED = "widowed", _("widowed")

    access: ClassVar[ScopePath] = ScopePath(group="group_id", area="area")

    name = models.CharField(_("name"), max_length=120, help_text=_("As on the KTP."))
    nickname = models.CharField(_("nickname"), max_length=60, blank=True)
    nik_cipher = models.CharField(max_length=160, blank=True, editable=False)
    # NULL and not "": the unknown ones are not one and the same.
    nik_hash = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, default=Sex.FEMALE)
    birth_place = models.CharField(_("birth place"), max_length=80, blank=True)
    birth_date = PartialDateField(_("birth date"), blank=True)
    village = models.ForeignKey(
        "regions.Region",
        models.PROTECT,
        to_field="code",
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("village"),
    )
    hamlet = models.CharField(_("hamlet (dusun)"), max_length=80, blank=True)
    rt = models.CharField(_("RT"), max_length=3, blank=True)
    rw = models.CharField(_("RW"), max_length=3, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    has_no_phone = models.BooleanField(_("has no phone, or would rather not say"), default=False)
    education = models.CharField(_("education"), max_length=8, choices=Education, blank=True)
    marital_status = models.CharField(
        _("marital status"), max_length=8, choices=MaritalStatus, blank=True
    )
    photo = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("photo"),
    )
    photo_refused = models.BooleanField(_("would rather not be photographed"), default=False)
    deceased_on = PartialDateField(_("died on"), blank=True)
    group = models.ForeignKey(
        "members.Group",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="people",
        verbose_name=_("group that keeps the file"),
    )
    area = models.CharField(max_length=13, blank=True, editable=False, db_collation="C")
    search_key = models.GeneratedField(
        expression=SearchKey(),
        output_field=models.CharField(max_length=240, db_collation="C"),
        db_persist=True,
    )
    sort_key = models.GeneratedField(
        expression=SortKey(F("name")),
        output_field=models.CharField(max_length=120, db_collation="C"),
        db_persist=True,
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("member or migrant")
        verbose_name_plural = _("members and migrants")
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["area", "sort_key", "id"], name="person_by_area"),
            # So narrow that the home page counts a nation's people in them alone.
            models.Index(fields=["area"], name="person_area"),
            models.Index(fields=["area"], condition=INCOMPLETE, name="person_incomplete"),
            models.Index(fields=["group", "sort_key", "id"], name="person_by_group"),
            models.Index(fields=["sort_key", "id"], name="person_by_name"),
            models.Index(fields=["village"], name="person_by_village"),
            models.Index(
                fields=["photo"], condition=Q(photo__isnull=False), name="person_by_photo"
            ),
            GinIndex(OpClass(F("search_key"), name="gin_trgm_ops"), name="person_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(sort_key=""),
                name="person_has_a_name",
                violation_error_message=_("Give the name as on the KTP."),
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=False) | Q(village__isnull=False),
                name="person_has_a_place",
                violation_error_message=_("Choose a group or a village."),
            ),
            models.UniqueConstraint(
                fields=["nik_hash"],
                name="person_nik_once",
                violation_error_message=_("This NIK is already registered."),
            ),
            models.CheckConstraint(
                condition=Q(nik_hash__isnull=True, nik_cipher="")
                | (Q(nik_hash__isnull=False) & ~Q(nik_cipher="")),
                name="person_nik_cipher_with_hash",
            ),
            partial_date_is_valid("birth_date", name="person_birth_date_exists"),
            partial_date_is_valid("deceased_on", name="person_deceased_on_exists"),
            models.CheckConstraint(
                condition=Q(rt__regex=r"^([0-9]{3})?$") & Q(rw__regex=r"^([0-9]{3})?$"),
                name="person_rt_rw_three_digits",
                violation_error_message=_("RT and RW have up to three digits."),
            ),
            models.CheckConstraint(
                condition=Q(phone__regex=r"^(\+[1-9][0-9]{6,14})?$"),
                name="person_phone_international",
                violation_error_message=_("Write the phone number with its digits only."),
            ),
            models.CheckConstraint(
                condition=Q(has_no_phone=False) | Q(phone=""),
                name="person_phone_or_none",
                violation_error_message=_("Give a phone number, or say that there is none."),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="keeper_and_area",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("group_id", "village_id"),
                func=KEEPER_SQL,
            ),
            one_hash_key("nik_hash"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("members:person_detail", args=[self.code])

    @property
    def has_nik(self) -> bool:
        return self.nik_hash is not None

    def is_nik(self, nik: str) -> bool:
        """Whether this checked NIK is the one on file."""
        return self.nik_hash == crypto.keyed_hash(nik)

    def clear_nik(self) -> None:
        """Forget a NIK that turned out to be somebody else's."""
        self.nik_hash, self.nik_cipher = None, ""

    def set_nik(self, nik: str) -> bool:
        """Take a checked NIK (16 digits); False where it is the one on file already.

        An equal value is not written again: a new nonce would be a false change.
        """
        if self.is_nik(nik):
            return False
        self.nik_hash, self.nik_cipher = crypto.keyed_hash(nik), crypto.encrypt(nik, NIK_PURPOSE)
        return True

    def read_nik(self) -> str:
        """The NIK in clear; only for the act of revealing, which is logged."""
        return crypto.decrypt(self.nik_cipher, NIK_PURPOSE) if self.nik_cipher else ""

    @property
    def missing_data(self) -> list[str]:
        """What is missing, in the order in which one would ask for it."""
        if self.deceased_on:
            return []
        absent = {
            "nik": not self.has_nik,
            "birth_date": not self.birth_date,
            "phone": not self.phone and not self.has_no_phone,
            "photo": self.photo_id is None and not self.photo_refused,
        }
        return [key for key, is_absent in absent.items() if is_absent]


MISSING_LABELS = {
    "nik": _("NIK missing"),
    "birth_date": _("birth date missing"),
    "phone": _("phone missing"),
    "photo": _("photo missing"),
}
