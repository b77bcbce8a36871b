"""Services, openings, coaching visits, monthly checks, harvests."""
