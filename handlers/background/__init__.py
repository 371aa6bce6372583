"""The background processes: the relay that publishes events and the worker that consumes them."""
