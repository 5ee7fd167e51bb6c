"""What the environment says, and the sentences for what it says wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import read_settings
from handlers.errors import Refused


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine, no .env of the project."""
    for name in (
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "SLACK_SIGNING_SECRET",
        "DISCORD_TOKEN",
        "DATABASE_URL",
        "CLAIMWIRE_DATA",
        "CLAIMWIRE_ARTICLES",
        "CLAIMWIRE_HTTP",
        "CLAIMWIRE_TZ",
        "CLAIMWIRE_NOW",
        "CLAIMWIRE_LOG",
        "CLAIMWIRE_MODEL",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_defaults_start_a_console_over_the_samples() -> None:
    """Nothing set: data in ./data, SQLite there, the samples, port 8080, UTC."""
    settings = read_settings()
    assert settings.store_url == "sqlite:///data/claimwire.db"
    assert [folder.name for folder in settings.folders] == ["seeds"]
    assert settings.listen == ("127.0.0.1", 8080)
    assert settings.zone == "UTC"


def test_a_dotenv_file_is_read_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """.env in the current folder; a variable of the process goes before it."""
    (tmp_path / ".env").write_text("CLAIMWIRE_TZ=Asia/Kathmandu\nCLAIMWIRE_HTTP=off\n")
    monkeypatch.setenv("CLAIMWIRE_TZ", "Europe/London")
    settings = read_settings()
    assert settings.zone == "Europe/London"
    assert settings.listen is None


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("CLAIMWIRE_TZ", "Mars/Olympus", "CLAIMWIRE_TZ: 'Mars/Olympus' is no IANA time zone"),
        ("CLAIMWIRE_LOG", "loud", "CLAIMWIRE_LOG: 'loud' is no log level"),
        ("CLAIMWIRE_HTTP", "8080", "CLAIMWIRE_HTTP: '8080' is no host:port"),
        ("CLAIMWIRE_HTTP", "localhost:99999", "CLAIMWIRE_HTTP: .* is no host:port"),
        ("SLACK_API_URL", "slack.com", "SLACK_API_URL: 'slack.com' is no address; .* https://"),
        ("DISCORD_API_URL", "http://[", "DISCORD_API_URL: .* is no address"),
        ("DISCORD_GATEWAY_URL", "https://a.example", "DISCORD_GATEWAY_URL: .* begins wss://"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    """One clear sentence that names the variable."""
    monkeypatch.setenv(name, value)
    with pytest.raises(Refused, match=sentence):
        read_settings()


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates and compose files leave variables empty: the default holds."""
    for name in ("CLAIMWIRE_TZ", "CLAIMWIRE_HTTP", "CLAIMWIRE_DATA", "CLAIMWIRE_LOG"):
        monkeypatch.setenv(name, "")
    settings = read_settings()
    assert (settings.zone, settings.log, str(settings.data)) == ("UTC", "INFO", "data")
    assert settings.listen == ("127.0.0.1", 8080)


def test_tokens_never_print(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither str nor repr of the settings shows a token."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-very-secret")
    settings = read_settings()
    assert "very-secret" not in f"{settings} {settings!r}"
    assert settings.slack_bot_token.get_secret_value() == "xoxb-very-secret"
