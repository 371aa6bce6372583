"""Pure rules: policies, ticket patches and what rows look like on the wire. No I/O."""
