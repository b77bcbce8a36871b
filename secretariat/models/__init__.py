"""Services, openings, coaching visits, monthly checks, harvests."""

from secretariat.models.commodities import Commodity
from secretariat.models.harvests import Harvest
from secretariat.models.livelihoods import Livelihood

__all__ = ["Commodity", "Harvest", "Livelihood"]
