"""Whether a server, near or far, is what its contract says: a judge from outside that knows nothing of our code.

It reads the contract that the server serves, and uses neither the generated code nor the handlers: an error that both
share would be none to them.
"""
