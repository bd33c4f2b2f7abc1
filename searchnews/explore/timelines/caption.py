"""What stands round a timeline that is printed: in French, as the newspapers that print it."""

from __future__ import annotations

from searchnews.explore.plots import french
from searchnews.explore.plots.figure import Caption
from searchnews.explore.timelines.timelines import FEW, Timelines


def caption(found: Timelines, *, share: bool) -> Caption:
    """Title, unit, what the bins leave out, and the source line."""
    about = found.about
    return Caption(
        title=french.title(about),
        subtitle=french.measured(about.unit, french.by(found.interval), share=share),
        notes=(*_left_out(found, share=share), french.source_line(about)),
    )


def _left_out(found: Timelines, *, share: bool) -> list[str]:
    unit = found.about.unit
    notes = []
    for query, unbinned in zip(found.about.queries, found.unbinned, strict=True):
        missing = [
            f"{french.counted(number, unit)} {reason}"
            for number, reason in (
                (unbinned.less_precise, "de date moins précise"),
                (unbinned.undated, "sans date"),
            )
            if number
        ]
        if missing:
            of = f" ({query.understood})" if len(found.unbinned) > 1 else ""
            notes.append(f"Non représentés{of}{french.NO_BREAK}: {', '.join(missing)}.")
    if found.left_out:
        notes.append(f"{french.number(found.left_out)} autres séries ne sont pas représentées.")
    if share and found.few:
        bins = len(found.span or ())
        notes.append(
            f"Parts de moins de {FEW} {french.noun(unit)}, donc peu sûres, sur "
            f"{french.number(found.few)} des {french.number(bins)} points."
        )
    return notes
