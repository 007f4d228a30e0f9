# syntax=docker/dockerfile:1
# The image of every Manta process: Ray's head and workers, the bot, and the one-shot `manta migrate`.
#
#   docker build -t manta:0.1.0 .
#
# What goes in is fixed by lock files with hashes: requirements-runtime.lock (no development tools, no `eval`
# extra) and web/package-lock.json. Base images are named by tag; for a build that gives the same bytes next
# year, add the digests that your registry shows: FROM python:3.11-slim-bookworm@sha256:...

FROM node:24-bookworm-slim AS board
WORKDIR /src/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci --silent
COPY web .
RUN npm run --silent build -- --logLevel warn

FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY requirements-uv.lock ./
RUN python -m venv /opt/uv \
 && /opt/uv/bin/python -m pip install --no-cache-dir --quiet --require-hashes -r requirements-uv.lock
# Bytecode is compiled here: Ray starts many Python processes, and each would compile it again.
ENV PATH=/opt/uv/bin:$PATH UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_NO_CACHE=1
COPY requirements-runtime.lock ./
RUN uv venv --python /usr/local/bin/python3.11 /opt/manta \
 && uv pip install --python /opt/manta/bin/python --require-hashes -r requirements-runtime.lock
COPY . .
COPY --from=board /src/api/board api/board
# What the wheel is built with has its hashes in requirements.lock.
RUN uv build --wheel --require-hashes --build-constraints requirements.lock --out-dir /dist . \
 && uv pip install --python /opt/manta/bin/python --no-deps /dist/manta-*.whl

FROM python:3.11-slim-bookworm
# tini reaps the processes that Ray leaves behind and passes signals on; KubeRay's probes call wget.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends tini wget \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 10001 manta \
 && install --directory --owner manta --group manta --mode 0700 /data /home/manta/haproxy
COPY --from=build /opt/manta /opt/manta
COPY --chmod=0755 deploy/node.sh /usr/local/bin/manta-node
COPY deploy/serve/manta.yaml /opt/manta/serve.yaml
ENV PATH=/opt/manta/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MANTA_LOG_FORMAT=json \
    PYTHONDONTWRITEBYTECODE=1 \
    MANTA_DATA_DIR=/data
# By number, so that Kubernetes can see that it is not root.
USER 10001
# Not the source folder: `manta` and `serve_app` are installed, and .env of this folder would be read.
WORKDIR /home/manta
VOLUME /data
# The API. Ray's own ports and HAProxy's (see deploy/README.md) are for the cluster's network only.
EXPOSE 8000
ENTRYPOINT ["tini", "--"]
CMD ["manta", "up", "--host", "0.0.0.0"]
