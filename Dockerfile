# The image of every Manta process: Ray's head and workers, and the one-shot `manta migrate`.
#
#   docker build -t manta .
#
# requirements.lock holds versions and hashes of all dependency groups, so the development tools are in
# the image too; a runtime-only lock would make it smaller.

FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY requirements-uv.lock requirements.lock ./
RUN python -m venv /opt/uv \
 && /opt/uv/bin/python -m pip install --no-cache-dir --quiet --require-hashes -r requirements-uv.lock
# Bytecode is compiled here: Ray starts many Python processes, and each would compile it again.
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
RUN /opt/uv/bin/uv venv --python /usr/local/bin/python3.11 /opt/manta \
 && /opt/uv/bin/uv pip install --no-cache --python /opt/manta/bin/python --require-hashes -r requirements.lock
# The board by the Node.js among the locked packages; `web/npm` looks for it in .venv.
COPY web/package.json web/package-lock.json web/.npmrc web/npm web/
RUN ln -s /opt/manta .venv \
 && web/npm ci --silent
COPY . .
RUN web/npm run --silent build -- --logLevel warn
# hatchling, the build back end, is among the locked packages: nothing is resolved anew here.
RUN /opt/uv/bin/uv pip install --no-cache --python /opt/manta/bin/python --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
# tini reaps the processes that Ray leaves behind and passes signals on.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends tini \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 10001 manta \
 && install --directory --owner manta --group manta --mode 0700 /data
COPY --from=build /opt/manta /opt/manta
ENV PATH=/opt/manta/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MANTA_LOG_FORMAT=json \
    MANTA_DATA_DIR=/data
USER manta
# Not the source folder: `manta` and `serve_app` are installed, and .env of this folder would be read.
WORKDIR /home/manta
VOLUME /data
# The API. Ray's own ports and HAProxy's (see docs/architecture.md) are for the cluster's network only.
EXPOSE 8000
ENTRYPOINT ["tini", "--"]
CMD ["manta", "up", "--host", "0.0.0.0"]
