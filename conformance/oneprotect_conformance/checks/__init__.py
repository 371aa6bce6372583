"""What a contract's language cannot say, and the server promises all the same: one module per subject."""
