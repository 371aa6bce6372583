"""The parts of the generated server that are the same for every contract: the request pipeline and its helpers."""
