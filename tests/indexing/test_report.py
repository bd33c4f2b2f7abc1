"""What a report says when there is too much of it."""

from searchnews.indexing.report import Report


def test_it_always_says_how_many_warnings_were_left_out():
    report = Report()
    for number in range(1, 1201):
        report.warn(f"note {number}")
        shown = [warning for warning in report.warnings if warning.startswith("note ")]
        left_out = [f"and {number - len(shown):,} more warnings"] if len(shown) < number else []
        assert report.warnings == shown + left_out
    assert shown == [f"note {number}" for number in range(1, len(shown) + 1)]
    assert report.warnings[-1] == "and 1,100 more warnings"
