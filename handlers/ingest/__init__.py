"""Reads alerts from files and sends them to a server."""
