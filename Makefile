# Each task installs what it needs first; see README.md.
.PHONY: run test check bench seed backup restore messages screenshots
PYTHON ?= python3

run test check bench messages screenshots:
	@$(PYTHON) bootstrap.py $@ $(ARGS)

seed:
	@$(PYTHON) bootstrap.py seed $(or $(MEMBERS),10000)

backup:
	@$(PYTHON) bootstrap.py backup $(if $(FILE),"$(FILE)")

restore:
	@$(PYTHON) bootstrap.py restore "$(FILE)"
