"""The contract with programs: parameters, addresses, formats, errors, and OpenAPI of all of it."""
