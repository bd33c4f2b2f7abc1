"""What stands at each address: a module an address, from a visit to an answer."""
