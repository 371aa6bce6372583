"""Mutations that more than one caller shares: rows, timeline, audit and event in one place."""
