"""Other people's judgement of what Podium writes: each gives a list of findings, empty when all is well."""
