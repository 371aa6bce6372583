"""The pages for people: the reference of operations and of events, and a page for each problem."""
