# Not tried out where it was written: no Docker daemon was at hand. It follows what ./heatup does.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src src
RUN ./mvnw -q -B -DskipTests package \
 && java -Djarmode=tools -jar target/heatup.jar extract --destination /app

FROM eclipse-temurin:25-jre
RUN useradd --system --create-home --home-dir /var/lib/heatup heatup
COPY --from=build /app /app
USER heatup
# Settings come from the environment; data/ is made in here.
WORKDIR /var/lib/heatup
VOLUME /var/lib/heatup
HEALTHCHECK --interval=10s --start-period=30s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${PORT:-8080} && printf 'GET /health HTTP/1.0\\r\\nHost: 127.0.0.1\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-Xmx512m", "--enable-native-access=ALL-UNNAMED", \
  "--sun-misc-unsafe-memory-access=allow", "-jar", "/app/heatup.jar"]
CMD ["start"]
