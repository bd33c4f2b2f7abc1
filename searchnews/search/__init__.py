"""Searching: from what somebody typed to hits worth reading."""
