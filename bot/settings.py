"""What the environment says: every setting of the bot, read once at start."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from handlers.errors import Refused
from handlers.rights import By, Rights

_PROJECT = Path(__file__).resolve().parent.parent
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}", re.IGNORECASE)
_MOST_DOMAINS = 5
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class Settings(BaseSettings):
    """All settings under the names of the outside contract; tokens never print.

    The environment wins over a `.env` file in the current folder.
    """

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,  # as a template or compose file leaves what is not wanted
        extra="ignore",
        frozen=True,
    )

    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api_url: str = ""
    slack_client_id: SecretStr = SecretStr("")
    slack_client_secret: SecretStr = SecretStr("")
    keys: SecretStr = Field(default=SecretStr(""), validation_alias="CLAIMWIRE_KEYS")
    public_url: str = Field(default="", validation_alias="CLAIMWIRE_PUBLIC_URL")
    discord_token: SecretStr = SecretStr("")
    discord_api_url: str = ""
    discord_gateway_url: str = ""
    discord_shards: str = "1"
    database_url: str = ""
    data: Path = Field(default=Path("data"), validation_alias="CLAIMWIRE_DATA")
    articles: str = Field(default="", validation_alias="CLAIMWIRE_ARTICLES")
    http: str = Field(default="127.0.0.1:8080", validation_alias="CLAIMWIRE_HTTP")
    model: str = Field(default="", validation_alias="CLAIMWIRE_MODEL")
    zone: str = Field(default="UTC", validation_alias="CLAIMWIRE_TZ")
    reviews_by: By = Field(default=By.MEMBERS, validation_alias="CLAIMWIRE_REVIEWS_BY")
    digests_by: By = Field(default=By.MEMBERS, validation_alias="CLAIMWIRE_DIGESTS_BY")
    names_by: By = Field(default=By.MEMBERS, validation_alias="CLAIMWIRE_NAMES_BY")
    unfurl: str = Field(default="", validation_alias="CLAIMWIRE_UNFURL_DOMAINS")
    admins: str = Field(default="", validation_alias="CLAIMWIRE_ADMINS")
    reviewers: str = Field(default="", validation_alias="CLAIMWIRE_REVIEW_ROLES")
    now: str = Field(default="", validation_alias="CLAIMWIRE_NOW")
    log: str = Field(default="INFO", validation_alias="CLAIMWIRE_LOG")

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        if zone not in available_timezones():
            raise ValueError(f"{zone!r} is no IANA time zone; write one like Europe/London")
        return zone

    @field_validator("log")
    @classmethod
    def _known_level(cls, level: str) -> str:
        if level.upper() not in _LEVELS:
            raise ValueError(f"{level!r} is no log level; write one of {', '.join(_LEVELS)}")
        return level.upper()

    @field_validator("http")
    @classmethod
    def _host_and_port(cls, address: str) -> str:
        host, colon, port = address.rpartition(":")
        if address != "off" and not (
            host and colon and port.isascii() and port.isdigit() and int(port) < 1 << 16
        ):
            raise ValueError(f"{address!r} is no host:port; write one like 127.0.0.1:8080, or off")
        return address

    @field_validator("slack_api_url", "public_url", "discord_api_url", "discord_gateway_url")
    @classmethod
    def _address(cls, address: str, info: ValidationInfo) -> str:
        schemes = ("wss", "ws") if info.field_name == "discord_gateway_url" else ("https", "http")
        try:
            parts = urlsplit(address)
        except ValueError:
            parts = urlsplit("")
        if address and not (parts.scheme in schemes and parts.hostname):
            raise ValueError(f"{address!r} is no address; write one that begins {schemes[0]}://")
        return address

    @field_validator("admins")
    @classmethod
    def _people(cls, admins: str) -> str:
        for each in _ids(admins):
            if not (each.isascii() and each.isalnum()):
                raise ValueError(
                    f"{each!r} is nobody's id; write ids such as U0ABCDEF1, commas between them"
                )
        return admins

    @field_validator("discord_shards")
    @classmethod
    def _shards(cls, shards: str) -> str:
        number = int(shards) if shards.isascii() and shards.isdigit() and len(shards) < 4 else 0
        if shards != "auto" and not number:
            raise ValueError(f"{shards!r} is no number of shards; write one from 1 to 999, or auto")
        return "auto" if shards == "auto" else str(number)

    @field_validator("reviewers")
    @classmethod
    def _roles(cls, roles: str) -> str:
        for each in _ids(roles):
            if not (each.isascii() and each.isdigit()):
                raise ValueError(
                    f"{each!r} is no id of a Discord role; switch on Developer Mode, then "
                    "right-click the role and choose Copy Role ID"
                )
        return roles

    @field_validator("unfurl")
    @classmethod
    def _domains(cls, domains: str) -> str:
        for each in domains.replace(",", " ").split():
            if not _DOMAIN.fullmatch(each):
                raise ValueError(
                    f"{each!r} is no domain; write them like example.com, commas between them"
                )
        if len(domains.replace(",", " ").split()) > _MOST_DOMAINS:
            raise ValueError(f"Slack takes at most {_MOST_DOMAINS} domains")
        return domains

    @property
    def domains(self) -> tuple[str, ...]:
        """Where the newsroom's articles are published, so that links to them are known."""
        return tuple(dict.fromkeys(self.unfurl.lower().replace(",", " ").split()))

    @property
    def rights(self) -> Rights:
        """Who may change what."""
        return Rights(
            reviews=self.reviews_by,
            digests=self.digests_by,
            names=self.names_by,
            admins=frozenset(_ids(self.admins)),
            reviewers=frozenset(_ids(self.reviewers)),
        )

    @property
    def store_url(self) -> str:
        """The SQLAlchemy URL of the store; by default a SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data / 'claimwire.db'}"

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where article files are read from: the samples unless a newsroom names its own."""
        if not self.articles:
            return (_PROJECT / "seeds",)
        return tuple(Path(each).expanduser() for each in self.articles.split(os.pathsep) if each)

    @property
    def listen(self) -> tuple[str, int] | None:
        """Host and port of the HTTP server; None when it is switched off."""
        if self.http == "off":
            return None
        host, _, port = self.http.rpartition(":")
        return host.strip("[]"), int(port)


def read_settings() -> Settings:
    """The settings of this process; raises Refused with a sentence that names the variable."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        raise Refused(
            f"{_contract_name(name)}: {first['msg'].removeprefix('Value error, ')}."
        ) from None


def _ids(typed: str) -> list[str]:
    """Ids with commas or blanks between them."""
    return typed.replace(",", " ").split()


def _contract_name(name: str) -> str:
    """The variable as people set it: fields without an alias are their own name."""
    return (
        name
        if name.startswith(("SLACK", "DISCORD", "DATABASE", "CLAIMWIRE"))
        else f"CLAIMWIRE_{name}"
    )
