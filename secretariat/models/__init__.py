"""Services, openings, coaching visits, monthly checks, harvests."""

from secretariat.models.commodities import Commodity
from secretariat.models.harvests import Harvest
from secretariat.models.livelihoods import Livelihood

__all__ = ["Commodity", "Harvest", "Livelihood"]
from secretariat.models.contacts import Contact as Contact
from secretariat.models.needs import Need as Need
from secretariat.models.openings import Opening as Opening
