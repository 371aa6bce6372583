"""Building alerts: what the adapters of all formats share."""
