"""What goes wrong with a cluster, as a sentence."""


class ClusterError(Exception):
    """A server cannot be had, or does not do what it should; the message says what to do."""
