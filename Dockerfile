# One image for all of Hai Cấp: its command says which service it is.
FROM rust:1.95-slim-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --locked --release \
    --package directives --package reporting --package inspection-teams --package haicap

FROM debian:bookworm-slim
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin haicap \
    && install -d -o haicap -g haicap /keys /public /var/lib/haicap
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build \
    /src/target/release/directives \
    /src/target/release/reporting \
    /src/target/release/inspection-teams \
    /src/target/release/haicap \
    /usr/local/bin/
ENV LISTEN_ADDR=0.0.0.0:8080 \
    OPS_ADDR=0.0.0.0:9090 \
    STORAGE_DIR=/var/lib/haicap
# By number, so that an orchestrator can tell that it is not root.
USER 10001:10001
EXPOSE 8080 9090
CMD ["directives"]
