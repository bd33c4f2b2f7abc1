# searchnews in an image: docker build --tag searchnews .
#
#   docker run --rm -v ~/presse:/presse:ro -v ~/indexes:/indexes searchnews index /presse
#   docker run --rm -v ~/indexes:/indexes searchnews query Palmyre
#
# The image holds Unidecode, so it may be passed on under the GNU General Public License alone: see
# docs/licences.md.
FROM python:3.13-slim

COPY pyproject.toml README.md LICENSE /searchnews/
COPY searchnews /searchnews/searchnews
RUN pip install --no-cache-dir "/searchnews[documents,parquet,brotli]" && rm -r /searchnews

RUN useradd --create-home reader && mkdir /indexes && chown reader /indexes
USER reader
VOLUME /indexes
ENV SEARCHNEWS_INDEX=/indexes/default
ENTRYPOINT ["searchnews"]
CMD ["--help"]
