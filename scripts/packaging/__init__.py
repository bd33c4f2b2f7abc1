"""What is delivered: built, installed into bare environments, and tried there."""
