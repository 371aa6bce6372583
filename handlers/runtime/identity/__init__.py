"""Who is calling: actors, tokens, sessions, principals and the keys behind them."""
