"""Reading rows: opening, decompressing, splitting and following inputs."""
