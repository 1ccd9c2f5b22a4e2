-- A run has a number beside its id, by which its place, its claim and its outcomes are found: each step looks for its run
-- several times, and a whole number is found and written faster than a text of thirty characters.
CREATE TABLE numbered_run (
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

INSERT INTO numbered_run (id, session_id, pool, strategy, seed, max_actions, plan, plan_source, fallback_reason,
                          created_at, finished_at, error_code, error_message)
SELECT id, session_id, pool, strategy, seed, max_actions, plan, plan_source, fallback_reason, created_at, finished_at,
       error_code, error_message
FROM run ORDER BY id;

CREATE TABLE numbered_place (
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

INSERT INTO numbered_place (run_number, lane, due_at, status, planned, step, succeeded, phase, claims, held_since, token,
                            cancel_requested, turn, progress, started_at, input_tokens, cached_tokens, output_tokens,
                            last_outcome)
SELECT number, lane, due_at, status, planned, step, succeeded, phase, claims, held_since, token, cancel_requested, turn,
       progress, started_at, input_tokens, cached_tokens, output_tokens, last_outcome
FROM place JOIN numbered_run ON id = run_id ORDER BY number;

CREATE TABLE numbered_claim (
    run_number ${whole_key},
    lane       INTEGER NOT NULL,
    ends_at    BIGINT  NOT NULL,
    token      BIGINT  NOT NULL,
    tries      INTEGER NOT NULL,
    phase      TEXT    NOT NULL,
    started_at BIGINT  NOT NULL
);

INSERT INTO numbered_claim (run_number, lane, ends_at, token, tries, phase, started_at)
SELECT number, lane, ends_at, token, tries, phase, started_at
FROM claim JOIN numbered_run ON id = run_id;

ALTER TABLE outcome ADD COLUMN run_number BIGINT NOT NULL DEFAULT 0;

UPDATE outcome SET run_number = numbered_run.number FROM numbered_run WHERE numbered_run.id = outcome.run_id;

ALTER TABLE outcome DROP COLUMN run_id;

DROP TABLE claim;
DROP TABLE place;
DROP TABLE run;

ALTER TABLE numbered_run RENAME TO run;
ALTER TABLE numbered_place RENAME TO place;
ALTER TABLE numbered_claim RENAME TO claim;

-- A session has at most one live run.
CREATE UNIQUE INDEX run_live ON run (session_id) WHERE finished_at IS NULL;

CREATE INDEX run_of_session ON run (session_id, id);

-- For those who delete old runs.
CREATE INDEX run_ended ON run (finished_at) WHERE finished_at IS NOT NULL;

-- The queue.
CREATE INDEX place_due ON place (lane, due_at) WHERE due_at IS NOT NULL;
