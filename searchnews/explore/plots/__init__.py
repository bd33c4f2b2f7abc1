"""Plots of tables: blocks for a terminal, SVG that a newspaper could print, PNG made of it."""
