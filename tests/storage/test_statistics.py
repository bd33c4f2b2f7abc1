"""What is in an index, in numbers."""

import pytest

import searchnews
from searchnews.engines import EMBEDDED


@pytest.mark.parametrize("engine", EMBEDDED)
def test_counts_articles_dates_sources_and_words(tmp_path, engine):
    with searchnews.create(tmp_path, engine=engine) as index:
        index.add(
            [
                searchnews.Article(id="a", body="un pont", date="2015-09", source="La Gazette"),
                searchnews.Article(id="b", body="deux ponts", date="1914", source="Le Val"),
                searchnews.Article(id="c", body="trois", source="Le Val"),
            ]
        )
        counted, summary = index.statistics(), index.summary()
    assert summary == (3, "1914", "2015-09", 2)
    assert (counted.articles, counted.dated, counted.words) == (3, 2, 5)
    assert (counted.oldest, counted.newest) == ("1914", "2015-09")
    assert list(counted.sources.items()) == [("Le Val", 2), ("La Gazette", 1)]
    assert counted.engine == engine
    assert counted.to_dict()["made_by"] == f"searchnews {searchnews.__version__}"


def test_its_size_is_that_of_its_own_files(tmp_path):
    with searchnews.create(tmp_path) as index:
        before = index.statistics().bytes
        (tmp_path / "video.mp4").write_bytes(b"x" * 1_000_000)
        (tmp_path / "engine" / "gone").symlink_to(tmp_path / "nowhere")
        assert index.statistics().bytes == before
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".mp4"]
    assert before <= sum(path.stat().st_size for path in files)
