FROM node:24-bookworm-slim AS built
WORKDIR /app
COPY . .
RUN npm ci --ignore-scripts --include=dev --no-audit --no-fund \
 && node scripts/bootstrap.mjs generate \
 && node scripts/bootstrap.mjs build

FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=built --chown=node:node /app /app
RUN mkdir /data && chown node:node /data
# PostgreSQL refuses to run as root, and nothing here needs it.
USER node
ENV DATA_DIR=/data NODE_ENV=production
VOLUME /data
STOPSIGNAL SIGTERM
CMD ["node", "scripts/bootstrap.mjs", "start", "--no-build"]
