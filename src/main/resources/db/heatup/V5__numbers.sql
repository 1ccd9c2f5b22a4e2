-- A run has a number beside its id, by which its place, its claim and its outcomes are found: each step looks for its run
-- several times, and a whole number is found and written faster than a text of thirty characters.

-- First, so that a node of an earlier version changes nothing any more while this goes on.
ALTER TABLE claim RENAME TO earlier_claim;
ALTER TABLE outcome RENAME TO earlier_outcome;
ALTER TABLE place RENAME TO earlier_place;
ALTER TABLE run RENAME TO earlier_run;

CREATE TABLE run (
    number          ${number},
    id              TEXT    NOT NULL UNIQUE,
    session_id      TEXT    NOT NULL,
    pool            TEXT    NOT NULL,
    strategy        TEXT    NOT NULL,
    seed            BIGINT  NOT NULL,
    max_actions     INTEGER,
    plan            TEXT,
    plan_source     TEXT,
    fallback_reason TEXT,
    created_at      BIGINT  NOT NULL,
    finished_at     BIGINT,
    error_code      TEXT,
    error_message   TEXT
);

INSERT INTO run (id, session_id, pool, strategy, seed, max_actions, plan, plan_source, fallback_reason, created_at,
                 finished_at, error_code, error_message)
SELECT id, session_id, pool, strategy, seed, max_actions, plan, plan_source, fallback_reason, created_at, finished_at,
       error_code, error_message
FROM earlier_run;

CREATE TABLE place (
    run_number       ${whole_key},
    lane             INTEGER NOT NULL,
    due_at           BIGINT,
    status           TEXT    NOT NULL,
    planned          INTEGER NOT NULL,
    step             INTEGER NOT NULL,
    succeeded        INTEGER NOT NULL,
    phase            TEXT    NOT NULL,
    claims           INTEGER NOT NULL,
    held_since       BIGINT,
    token            BIGINT  NOT NULL,
    cancel_requested INTEGER NOT NULL DEFAULT 0,
    turn             INTEGER NOT NULL DEFAULT 0,
    progress         TEXT,
    started_at       BIGINT,
    input_tokens     BIGINT  NOT NULL DEFAULT 0,
    cached_tokens    BIGINT  NOT NULL DEFAULT 0,
    output_tokens    BIGINT  NOT NULL DEFAULT 0,
    last_outcome     BIGINT
);

INSERT INTO place (run_number, lane, due_at, status, planned, step, succeeded, phase, claims, held_since, token,
                   cancel_requested, turn, progress, started_at, input_tokens, cached_tokens, output_tokens, last_outcome)
SELECT number, lane, due_at, status, planned, step, succeeded, phase, claims, held_since, token, cancel_requested, turn,
       progress, started_at, input_tokens, cached_tokens, output_tokens, last_outcome
FROM earlier_place JOIN run ON run.id = run_id;

CREATE TABLE claim (
    run_number ${whole_key},
    lane       INTEGER NOT NULL,
    ends_at    BIGINT  NOT NULL,
    token      BIGINT  NOT NULL,
    tries      INTEGER NOT NULL,
    phase      TEXT    NOT NULL,
    started_at BIGINT  NOT NULL
);

INSERT INTO claim (run_number, lane, ends_at, token, tries, phase, started_at)
SELECT number, lane, ends_at, token, tries, phase, started_at
FROM earlier_claim JOIN run ON run.id = run_id;

CREATE TABLE outcome (
    id          ${rising_id},
    previous    BIGINT,
    run_number  BIGINT  NOT NULL,
    step        INTEGER NOT NULL,
    status      TEXT    NOT NULL,
    code        TEXT,
    message     TEXT,
    started_at  BIGINT  NOT NULL,
    finished_at BIGINT  NOT NULL,
    pause       BIGINT,
    result      TEXT
);

-- With the ids that they have, as each names the one before it.
INSERT INTO outcome (id, previous, run_number, step, status, code, message, started_at, finished_at, pause, result)
SELECT earlier_outcome.id, previous, number, step, status, code, message, started_at, earlier_outcome.finished_at, pause,
       result
FROM earlier_outcome JOIN run ON run.id = run_id;

-- Where ids come from a sequence, it goes on behind them.
${outcomes_go_on}

DROP TABLE earlier_outcome;
DROP TABLE earlier_claim;
DROP TABLE earlier_place;
DROP TABLE earlier_run;

-- A session has at most one live run.
CREATE UNIQUE INDEX run_live ON run (session_id) WHERE finished_at IS NULL;

CREATE INDEX run_of_session ON run (session_id, id);

-- For those who delete old runs.
CREATE INDEX run_ended ON run (finished_at) WHERE finished_at IS NOT NULL;

-- The queue.
CREATE INDEX place_due ON place (lane, due_at) WHERE due_at IS NOT NULL;
