"""Campaign file: what the campaign gives to a laptop: its address, an upload token, and a public key a month."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

NAME = "campaign.json"
Month = Annotated[str, Field(pattern=r"^20[2-9]\d-(0[1-9]|1[0-2])$")]
NAME_PATTERN = r"^[\w-]{1,100}$"
Name = Annotated[str, Field(pattern=NAME_PATTERN)]


class CampaignFileError(Exception):
    """The file cannot be used: one line says which, why, and what to do."""


class CampaignFile(BaseModel):
    """What a laptop knows of its campaign. The token lets it hand over what it has, and read nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    format: Literal["tryg-paa-nettet laptop 1"] = "tryg-paa-nettet laptop 1"
    laptop: Name
    token: Name
    address: Annotated[str, Field(pattern=r"^https?://[^\s/]+[^\s]*[^/\s]$")]
    keys: dict[Month, str]

    def key(self, month: str) -> str | None:
        """Return the public key of a month; None if this file has none."""
        return self.keys.get(month)


def read_campaign_file(path: Path) -> CampaignFile:
    """Return what a file holds; CampaignFileError if it is no campaign file."""
    try:
        return CampaignFile.model_validate_json(path.read_bytes())
    except OSError as error:
        why = f"it cannot be read ({error.strerror})"
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        why = f"{'.'.join(map(str, first['loc'])) or 'it'}: {first['msg']}"
    message = f"{path}: {why}; take a new one from the campaign's server: staff pages, Laptops"
    raise CampaignFileError(message)
