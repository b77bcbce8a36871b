"""Home and menu of the secretariat."""

# service desk

# still abroad

# openings

# coaching visits

# monthly check

# production
