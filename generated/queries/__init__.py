"""The named queries of sql/queries, as typed functions. Generated: do not edit."""
