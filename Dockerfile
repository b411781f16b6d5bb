# Builds inside, so that `docker compose up --build` needs nothing but Docker (with BuildKit, which is its default). Other bases:
# --build-arg JDK=… --build-arg JRE=…; what `./recount` or Maven has built already: --build-arg BUILD=prebuilt.
ARG JDK=eclipse-temurin:25-jdk
ARG JRE=eclipse-temurin:25-jre
ARG BUILD=from-source

FROM ${JDK} AS from-source
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -q -DskipTests -pl standalone -am package

FROM scratch AS prebuilt
COPY standalone/target/lib /src/standalone/target/lib
COPY standalone/target/recount.jar /src/standalone/target/recount.jar
COPY recount LICENSE /src/

FROM ${BUILD} AS build

FROM ${JRE}
LABEL org.opencontainers.image.title="Recount" \
      org.opencontainers.image.description="The flight recorder for AI agents and automation" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /opt/recount
COPY --from=build /src/standalone/target/lib standalone/target/lib
COPY --from=build /src/recount /src/LICENSE ./
COPY --from=build /src/standalone/target/recount.jar standalone/target/recount.jar
# Numeric, so that Kubernetes can see that it is not root.
RUN mkdir -p /var/lib/recount && chown 10001:10001 /var/lib/recount
USER 10001:10001
ENV RECOUNT_DATA=/var/lib/recount RECOUNT_HOST=0.0.0.0
VOLUME /var/lib/recount
EXPOSE 8080
# Not `recount ready`, which starts a JVM each time.
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=6 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${RECOUNT_PORT:-8080} && printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["./recount"]
CMD ["up"]
