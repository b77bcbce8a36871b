"""Users: who may sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role, Salutation
from core.access import EVERYWHERE, Scope, ScopePath, acts
from core.history import tracked
from core.models import Row

if TYPE_CHECKING:
    from accounts.models.assignments import Assignment


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save()
        return user


# What changes at every sign-in would bury the acts that matter.
@tracked(exclude=("last_login", "password"))
class User(AbstractBaseUser, Row):
    """Somebody with an account. Nobody is a superuser: rights come from the table of acts."""

    # Accounts belong to no place: only who works everywhere reaches them.
    access: ClassVar[ScopePath] = ScopePath()

    username = models.CharField(
        _("username"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("This username is taken. Choose another.")},
    )
    name = models.CharField(_("full name"), max_length=120)
    salutation = models.CharField(_("salutation"), max_length=5, choices=Salutation, blank=True)
    institution = models.ForeignKey(
        "institutions.Institution",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("institution"),
        related_name="users",
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    # The hash itself is not in the history; that it was replaced, when and by whom, is.
    password_set_at = models.DateTimeField(_("password set"), null=True, editable=False)
    is_demo = models.BooleanField(_("demo account"), default=False, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password)
        self.password_set_at = timezone.now()

    @property
    def role_label(self) -> str:
        """The roles that hold today, with their places: "Petugas · Lampung Selatan"."""
        return ", ".join(str(a) for a in self.open_assignments)

    @property
    def is_secretary_only(self) -> bool:
        """Whether all that this user has is her own group."""
        roles = {a.role for a in self.open_assignments}
        return roles == {Role.SECRETARY}

    @cached_property
    def open_assignments(self) -> list[Assignment]:
        """The roles that hold today; one query per request."""
        return list(self.assignments.open().to_scope())

    def scopes(self, act: str) -> list[Scope]:
        """Where this user may do the act."""
        if not self.is_active:
            return []
        roles = acts()[act]
        return [a.scope for a in self.open_assignments if a.role in roles]

    def has_role(self, role: str) -> bool:
        return any(a.role == role for a in self.open_assignments)

    # What Django's admin site asks; its permissions have the same names as the acts.
    @property
    def is_staff(self) -> bool:
        return bool(self.scopes("core.use_admin"))

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        if perm not in acts():
            return False
        if obj is None or obj.pk is None:
            return bool(self.scopes(perm))
        return type(obj)._base_manager.filter(pk=obj.pk).exists() and self._may_on(perm, obj)

    def has_perms(self, perms: list[str], obj: models.Model | None = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        return any(act.startswith(f"{app_label}.") and self.scopes(act) for act in acts())

    def _may_on(self, perm: str, obj: models.Model) -> bool:
        manager = type(obj)._default_manager
        if not hasattr(manager, "allowed"):
            return any(scope.area == EVERYWHERE for scope in self.scopes(perm))
        return manager.allowed(self, perm).filter(pk=obj.pk).exists()
