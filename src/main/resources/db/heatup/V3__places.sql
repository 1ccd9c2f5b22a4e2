-- What every claim and every step changes, apart from the plan and the rest that stays: so that a step rewrites a short
-- row with few indexes. One row per run. `due_at` is null once it ended; `planned` is 1 once it has a plan.
CREATE TABLE place (
    run_id           TEXT    PRIMARY KEY,
    lane             INTEGER NOT NULL,
    due_at           BIGINT,
    status           TEXT    NOT NULL,
    planned          INTEGER NOT NULL,
    step             INTEGER NOT NULL,
    succeeded        INTEGER NOT NULL,
    phase            TEXT    NOT NULL,
    tries            INTEGER NOT NULL,
    held_since       BIGINT,
    token            BIGINT  NOT NULL,
    cancel_requested INTEGER NOT NULL DEFAULT 0,
    turn             INTEGER NOT NULL DEFAULT 0,
    progress         TEXT,
    started_at       BIGINT,
    input_tokens     BIGINT  NOT NULL DEFAULT 0,
    cached_tokens    BIGINT  NOT NULL DEFAULT 0,
    output_tokens    BIGINT  NOT NULL DEFAULT 0
);

INSERT INTO place (run_id, lane, due_at, status, planned, step, succeeded, phase, tries, held_since, token,
                   cancel_requested, turn, progress, started_at, input_tokens, cached_tokens, output_tokens)
SELECT id, lane, due_at, status, CASE WHEN plan IS NULL THEN 0 ELSE 1 END, step, succeeded, phase, tries, held_since,
       token, cancel_requested, turn, progress, started_at, input_tokens, cached_tokens, output_tokens
FROM run;

-- The queue.
CREATE INDEX place_due ON place (lane, due_at) WHERE due_at IS NOT NULL;

DROP INDEX run_due;

ALTER TABLE run DROP COLUMN lane;
ALTER TABLE run DROP COLUMN due_at;
ALTER TABLE run DROP COLUMN status;
ALTER TABLE run DROP COLUMN step;
ALTER TABLE run DROP COLUMN succeeded;
ALTER TABLE run DROP COLUMN phase;
ALTER TABLE run DROP COLUMN tries;
ALTER TABLE run DROP COLUMN held_since;
ALTER TABLE run DROP COLUMN token;
ALTER TABLE run DROP COLUMN cancel_requested;
ALTER TABLE run DROP COLUMN turn;
ALTER TABLE run DROP COLUMN progress;
ALTER TABLE run DROP COLUMN started_at;
ALTER TABLE run DROP COLUMN input_tokens;
ALTER TABLE run DROP COLUMN cached_tokens;
ALTER TABLE run DROP COLUMN output_tokens;

-- Without a reference to its run: the transaction that records an outcome has just found the run's place, and looking
-- again (and, in PostgreSQL, locking the run's row) would cost each step as much as its outcome does.
CREATE TABLE recorded (
    run_id      TEXT    NOT NULL,
    step        INTEGER NOT NULL,
    status      TEXT    NOT NULL,
    code        TEXT,
    message     TEXT,
    started_at  BIGINT  NOT NULL,
    finished_at BIGINT  NOT NULL,
    pause       BIGINT,
    result      TEXT,
    PRIMARY KEY (run_id, step)
) ${clustered};

INSERT INTO recorded (run_id, step, status, code, message, started_at, finished_at, pause, result)
SELECT run_id, step, status, code, message, started_at, finished_at, pause, result
FROM outcome;

DROP TABLE outcome;

ALTER TABLE recorded RENAME TO outcome;
