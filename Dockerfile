# Two stages, so that `docker compose up --build` needs nothing but Docker. Other bases: --build-arg JDK=… JRE=…
ARG JDK=eclipse-temurin:25-jdk
ARG JRE=eclipse-temurin:25-jre

FROM ${JDK} AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -q -DskipTests -pl standalone -am package

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
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 CMD ["./recount", "ready"]
ENTRYPOINT ["./recount"]
CMD ["up"]
