"""A person who signs in is known by an e-mail address; the site asks for nothing else."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username or "")


class User(AbstractUser):
    username = None  # type: ignore[assignment]
    email = models.EmailField("adresse électronique", unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = UserManager()  # type: ignore[misc]

    class Meta:
        verbose_name = "personne"
        verbose_name_plural = "personnes"
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="users_one_account_per_address"),
        ]


class BrowserSession(AbstractBaseSession):
    """The session of a browser, and whose it is once she has signed in there. It ends with her account.

    Nothing says where the browser is, nor what it is: no address, no name of a device.
    """

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, related_name="browser_sessions", verbose_name="personne"
    )

    class Meta(AbstractBaseSession.Meta):
        pass

    @classmethod
    def get_session_store_class(cls) -> type["SessionStore"]:
        return SessionStore


class SessionStore(DatabaseSession):
    """What the settings name: the sessions of Django, in the table above."""

    @classmethod
    def get_model_class(cls) -> type[BrowserSession]:
        return BrowserSession

    def create_model_instance(self, data: dict[str, Any]) -> BrowserSession:
        made = super().create_model_instance(data)
        made.user_id = data.get(SESSION_KEY)
        return made


class CodeAllowance(models.Model):
    """How many codes left within an hour: to everybody, or to one address.

    An address is a hash with the secret of the site. It is erased when its hour is over.
    """

    hour = models.DateTimeField("heure", db_index=True)
    key = models.CharField("empreinte de l’adresse", max_length=64, blank=True)
    sent = models.PositiveIntegerField("codes", default=0)

    class Meta:
        verbose_name = "compte de codes"
        verbose_name_plural = "comptes de codes"
        constraints = [models.UniqueConstraint(fields=["hour", "key"], name="users_one_count_an_address")]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H} h"


class PendingCode(models.Model):
    """A session that keeps a code, until it has been taken out of it. It says nothing of whom the code is for."""

    session_key = models.CharField("session", max_length=40, unique=True)
    sent_at = models.DateTimeField("envoyé le", db_index=True)

    class Meta:
        verbose_name = "code en attente"
        verbose_name_plural = "codes en attente"

    def __str__(self) -> str:
        return f"Code {self.pk}"
