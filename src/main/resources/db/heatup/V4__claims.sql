-- What is claimed has a row of its own, among few: so a claim leaves its run's place as it is, and a step writes that
-- once. While there is a claim, its token, tries and phase count, and `ends_at` instead of the place's `due_at`.
CREATE TABLE claim (
    run_id     TEXT    PRIMARY KEY,
    lane       INTEGER NOT NULL,
    ends_at    BIGINT  NOT NULL,
    token      BIGINT  NOT NULL,
    tries      INTEGER NOT NULL,
    phase      TEXT    NOT NULL,
    started_at BIGINT  NOT NULL
) ${clustered};

-- So that a node of a version that knows nothing of claims fails before it sends anything.
ALTER TABLE place RENAME COLUMN tries TO claims;

-- Outcomes stand one after the other as they come in, each naming the one before it of its run; the place names the last.
-- In the order of their runs each would be written to a page of its own.
CREATE TABLE recorded (
    id          ${rising_id},
    previous    BIGINT,
    run_id      TEXT    NOT NULL,
    step        INTEGER NOT NULL,
    status      TEXT    NOT NULL,
    code        TEXT,
    message     TEXT,
    started_at  BIGINT  NOT NULL,
    finished_at BIGINT  NOT NULL,
    pause       BIGINT,
    result      TEXT
);

-- What is there already gets the numbers below zero.
INSERT INTO recorded (id, previous, run_id, step, status, code, message, started_at, finished_at, pause, result)
SELECT id, LAG(id) OVER (PARTITION BY run_id ORDER BY step), run_id, step, status, code, message, started_at,
       finished_at, pause, result
FROM (SELECT row_number() OVER (ORDER BY finished_at, run_id, step) - 1 - count(*) OVER () AS id, outcome.* FROM outcome)
     AS numbered;

DROP TABLE outcome;

ALTER TABLE recorded RENAME TO outcome;

ALTER TABLE place ADD COLUMN last_outcome BIGINT;

UPDATE place SET last_outcome = latest.id
FROM (SELECT run_id, id, row_number() OVER (PARTITION BY run_id ORDER BY step DESC) AS nth FROM outcome) AS latest
WHERE latest.run_id = place.run_id AND latest.nth = 1;
