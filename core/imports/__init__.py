"""Impor: reads what offices and groups send, shows what it would do, does it when confirmed."""
