FROM python:3.13-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1

RUN python -m venv /opt/portal
WORKDIR /src
COPY requirements-pdf.txt ./
RUN /opt/portal/bin/python -m pip install --require-hashes -r requirements-pdf.txt
COPY . ./
RUN /opt/portal/bin/python -m pip wheel --no-build-isolation --no-deps --wheel-dir /wheel . \
    && /opt/portal/bin/python -m pip install --no-deps /wheel/*.whl


FROM python:3.13-slim

# What WeasyPrint needs to make PDFs of sheets, and the Chinese fonts that go into them.
RUN apt-get update \
    && apt-get install -y --no-install-recommends fonts-noto-cjk libharfbuzz-subset0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin portal \
    && install --directory --owner=portal --group=portal /data
COPY --from=build /opt/portal /opt/portal

ENV PATH=/opt/portal/bin:$PATH \
    PORTAL_DATA=/data \
    PYTHONUNBUFFERED=1

USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/', timeout=4)"]
CMD ["portal", "serve", "--host", "0.0.0.0", "--port", "8000"]
