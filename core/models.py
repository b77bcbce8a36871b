"""What every app builds on: rows with a version, codes, stored files, imports, reveals."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.access import OwnedQuerySet, ScopedQuerySet, ScopePath
from core.bulk_edit.models import BulkEdit
from core.codes import CODE_LENGTH, new_code
from core.history import tracked
from core.imports.watched import WatchedRow
from core.old_codes import OldCode
from core.receipts.models import Receipt, ReceiptPlace
from core.rows import CodedRow, Row

__all__ = ["BulkEdit", "CodedRow", "OldCode", "Receipt", "ReceiptPlace", "Row"]


@tracked()
class StoredFile(Row):
    """A photo or scan, re-encoded, kept once by its content; reached through its owner's row."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("photo")
        SCAN = "scan", _("scan")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(help_text="bytes")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        constraints = [
            models.UniqueConstraint(fields=["sha256", "kind"], name="storedfile_content_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.sha256[:8]}"

    def path(self, variant: str = "full") -> str:
        """The storage name of one of the file's variants."""
        return f"{self.kind}/{self.sha256[:2]}/{self.sha256}.{variant}"


@tracked()
class Synonym(Row):
    """Another spelling that files use for a column, a country, an office; the office adds to it."""

    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("spelling"), max_length=80)
    target = models.CharField(_("means"), max_length=80)

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["kind", "target", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                name="synonym_means_one_thing",
                violation_error_message=_("This spelling already has a meaning. Change that one."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} → {self.target}"


class Import(CodedRow, WatchedRow):
    """An uploaded list: parked (encrypted, its owner's only), then confirmed or dropped."""

    class State(models.TextChoices):
        READING = "reading", _("not read yet")
        COLUMNS = "columns", _("waiting for its columns")
        PREVIEW = "preview", _("waiting for confirmation")
        CONFIRMED = "confirmed", _("imported")
        CANCELLED = "cancelled", _("cancelled")
        FAILED = "failed", _("could not be read")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    target_id = models.BigIntegerField(null=True, help_text="the row it goes into, e.g. a group")
    filename = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    source = models.BinaryField(null=True, help_text="the file, encrypted; gone once settled")
    payload = models.BinaryField(null=True, help_text="what it says, encrypted; gone once settled")
    state = models.CharField(max_length=10, choices=State, default=State.PREVIEW)
    counts = models.JSONField(default=dict)
    act_id = models.UUIDField(null=True, help_text="of the history's context that wrote it")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OwnedQuerySet["Import"].as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["owner", "-created_at"], name="import_by_owner"),
            models.Index(fields=["sha256"], name="import_by_file"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["reading", "columns", "preview"])
                | Q(payload__isnull=True, source__isnull=True),
                name="import_settled_keeps_no_file",
            )
        ]

    def __str__(self) -> str:
        return self.filename


class ImportMapping(models.Model):
    """Which column is which below a header (a digest of its words), as a sender has said."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    shape = models.CharField(max_length=64)
    columns = models.JSONField(help_text="index of the column in the file → column of the list")

    class Meta:
        verbose_name = _("matched columns")
        verbose_name_plural = _("matched columns")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "shape"], name="importmapping_one_a_shape"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.shape[:8]}"


class Reveal(models.Model):
    """Somebody was shown a protected value: who, whose, when, why. Only ever added to."""

    access: ClassVar[ScopePath] = ScopePath(area="area")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=60, help_text="app.model:id")
    what = models.CharField(max_length=20)
    reason = models.CharField(_("reason"), max_length=300)
    area = models.CharField(max_length=13, blank=True, db_collation="C")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ScopedQuerySet["Reveal"].as_manager()

    class Meta:
        verbose_name = _("reveal")
        verbose_name_plural = _("reveals")
        ordering = ["-at"]
        indexes = [models.Index(fields=["subject", "-at"], name="reveal_by_subject")]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="reveal_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.what} {self.subject}"


class ExportLog(models.Model):
    """Somebody took a list out as a file: who, when, which rows, why. Only ever added to."""

    access: ClassVar[ScopePath] = ScopePath(area="area")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    what = models.CharField(_("list"), max_length=40, help_text="app.list")
    filters = models.TextField(_("filter"), blank=True, help_text="in words")
    columns = models.JSONField(_("columns"), default=list, help_text="their headers")
    rows = models.PositiveIntegerField(_("rows"))
    has_niks = models.BooleanField(_("with NIK"), default=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    area = models.CharField(max_length=13, blank=True, db_collation="C")
    at = models.DateTimeField(_("when"), db_default=Now(), editable=False)

    objects = ScopedQuerySet["ExportLog"].as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["area", "-at"], name="exportlog_by_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(has_niks=False) | ~Q(reason=""),
                name="exportlog_niks_have_a_reason",
                violation_error_message=_("Say what the NIKs are needed for."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.rows}"


class KeyRotation(models.Model):
    """The data were brought to other keys: who, when, which keys, how many rows. Only added to.

    The marks tell which keys a copy of the database needs; nothing of a key is in them.
    """

    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.CharField(max_length=150, help_text="the operating system's account")
    role = models.TextField(
        db_default=RawSQL("session_user::text", ()), editable=False, help_text="the database's"
    )
    renewed = models.CharField(max_length=40, blank=True, help_text="e.g. cipher hash")
    counts = models.JSONField(default=dict, help_text="rows rewritten, by table and column")
    cipher_mark = models.CharField(max_length=8)
    hash_mark = models.CharField(max_length=8)

    class Meta:
        verbose_name = _("change of keys")
        verbose_name_plural = _("changes of keys")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.renewed}"


class SentForm(models.Model):
    """A form that has acted: its key and where its post led, so that the same post acts once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    content = models.CharField(max_length=64, help_text="keyed hash of what was sent")
    answer = models.TextField(help_text="where the first post led")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("sent form")
        verbose_name_plural = _("sent forms")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="sentform_acts_once")]
        indexes = [models.Index(fields=["at"], name="sentform_by_age")]

    def __str__(self) -> str:
        return self.key


class Draft(models.Model):
    """What was typed and is not saved yet: encrypted, its writer's only, gone after 7 days."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=40, blank=True, help_text="the form's, where it is one form")
    payload = models.BinaryField(help_text="what was typed, encrypted")
    changed_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OwnedQuerySet["Draft"].as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-changed_at"]
        indexes = [
            models.Index(fields=["owner", "kind"], name="draft_by_owner"),
            models.Index(fields=["changed_at"], name="draft_by_age"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "key"], condition=~Q(key=""), name="draft_one_of_a_form"
            )
        ]

    def __str__(self) -> str:
        return self.code
