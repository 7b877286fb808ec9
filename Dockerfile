# One container to run Cordon. It needs a volume for /data (or DATABASE_URL), and cordon.yaml at /cordon/cordon.yaml;
# nothing else is written. compose.yaml shows the whole.
#   docker build -t cordon .
#   docker run --read-only --env-file .env -v cordon-data:/data -v ./cordon.yaml:/cordon/cordon.yaml:ro cordon
FROM node:26-slim AS packages
WORKDIR /cordon
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts
COPY deploy/trim-modules.mjs deploy/
RUN node deploy/trim-modules.mjs node_modules && mkdir data

FROM node:26-slim
ENV NODE_ENV=production TZ=UTC DATA_DIR=/data
WORKDIR /cordon
COPY --from=packages /cordon/node_modules node_modules
COPY --from=packages --chown=1000:1000 /cordon/data /data
COPY package.json LICENSE ./
COPY src src
USER 1000:1000
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((it) => process.exit(it.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts"]
