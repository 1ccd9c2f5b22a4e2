-- Instants are milliseconds since 1970, durations milliseconds. Portable between SQLite and PostgreSQL.

CREATE TABLE run (
    id               TEXT     PRIMARY KEY,
    session_id       TEXT     NOT NULL,
    pool             TEXT     NOT NULL,
    strategy         TEXT     NOT NULL,
    seed             BIGINT   NOT NULL,
    max_actions      INTEGER,
    status           TEXT     NOT NULL,
    plan             TEXT,
    plan_source      TEXT,
    fallback_reason  TEXT,
    input_tokens     BIGINT   NOT NULL DEFAULT 0,
    cached_tokens    BIGINT   NOT NULL DEFAULT 0,
    output_tokens    BIGINT   NOT NULL DEFAULT 0,
    lane             INTEGER  NOT NULL,
    step             INTEGER  NOT NULL,
    succeeded        INTEGER  NOT NULL,
    phase            TEXT     NOT NULL,
    tries            INTEGER  NOT NULL,
    held_since       BIGINT,
    token            BIGINT   NOT NULL,
    cancel_requested INTEGER  NOT NULL DEFAULT 0,
    due_at           BIGINT,
    created_at       BIGINT   NOT NULL,
    started_at       BIGINT,
    finished_at      BIGINT,
    error_code       TEXT,
    error_message    TEXT
);

-- A session has at most one live run.
CREATE UNIQUE INDEX run_live ON run (session_id) WHERE finished_at IS NULL;

-- The queue.
CREATE INDEX run_due ON run (lane, due_at) WHERE due_at IS NOT NULL;

CREATE INDEX run_of_session ON run (session_id, id);

-- For those who delete old runs.
CREATE INDEX run_ended ON run (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE outcome (
    run_id      TEXT    NOT NULL REFERENCES run (id),
    step        INTEGER NOT NULL,
    status      TEXT    NOT NULL,
    code        TEXT,
    message     TEXT,
    started_at  BIGINT  NOT NULL,
    finished_at BIGINT  NOT NULL,
    pause       BIGINT,
    PRIMARY KEY (run_id, step)
);

CREATE TABLE session_channel (
    session_id TEXT   NOT NULL,
    username   TEXT   NOT NULL,
    joined_at  BIGINT,
    read_at    BIGINT,
    PRIMARY KEY (session_id, username)
);

CREATE TABLE flood_wait (
    session_id TEXT   NOT NULL,
    method     TEXT   NOT NULL,
    not_before BIGINT NOT NULL,
    PRIMARY KEY (session_id, method)
);

CREATE INDEX flood_wait_until ON flood_wait (not_before);

CREATE TABLE quarantine (
    session_id TEXT   PRIMARY KEY,
    code       TEXT   NOT NULL,
    since      BIGINT NOT NULL
);

-- Who was let out, when and why: kept for good.
CREATE TABLE quarantine_release (
    session_id  TEXT   NOT NULL,
    code        TEXT   NOT NULL,
    since       BIGINT NOT NULL,
    released_at BIGINT NOT NULL,
    reason      TEXT   NOT NULL
);

-- A gateway that answered like a production network; only a person's recheck removes it.
CREATE TABLE gateway_latch (
    target     TEXT   PRIMARY KEY,
    session_id TEXT   NOT NULL,
    why        TEXT   NOT NULL,
    since      BIGINT NOT NULL
);

CREATE TABLE idempotency (
    caller       TEXT   NOT NULL,
    path         TEXT   NOT NULL,
    key          TEXT   NOT NULL,
    request_hash TEXT   NOT NULL,
    run_id       TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (caller, path, key)
);

CREATE INDEX idempotency_run ON idempotency (run_id);
