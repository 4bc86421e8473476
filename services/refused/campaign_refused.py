"""What is refused of a campaign, and is no start of a run."""

from sequencer.errors import Refused


class CampaignRefused(Refused):
    """A step of a campaign is not possible as it stands; every reason is named."""
