# Bearings in a container: no build step, an ordinary user, and nothing written but to DATA_DIR and /tmp.
FROM node:24-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit && npm cache clean --force

COPY LICENSE tsconfig.json ./
COPY manifests ./manifests
COPY migrations ./migrations
COPY src ./src

RUN mkdir /data && chown node:node /data && chmod 700 /data
USER node
VOLUME /data
EXPOSE 3000

# The process only, never the database: a slow database must not get the container killed.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

# Node itself is process 1 and hears SIGTERM; npm would stand between.
CMD ["node", "--import", "tsx", "src/main.ts"]
