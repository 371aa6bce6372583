"""The processes of the product and its command line."""
