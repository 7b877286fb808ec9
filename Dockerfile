# One container to run Cordon. It needs a volume for /cordon/data (or DATABASE_URL), and cordon.yaml at /cordon/cordon.yaml.
#   docker build -t cordon .
#   docker run --read-only --env-file .env -v cordon-data:/cordon/data -v ./cordon.yaml:/cordon/cordon.yaml:ro cordon
FROM node:26-slim AS packages
WORKDIR /cordon
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:26-slim
ENV NODE_ENV=production TZ=UTC
WORKDIR /cordon
COPY --from=packages /cordon/node_modules node_modules
COPY package.json LICENSE ./
COPY src src
RUN mkdir data && chown node:node data
USER node
VOLUME /cordon/data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((it) => process.exit(it.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts"]
