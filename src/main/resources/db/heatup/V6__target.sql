-- A run belongs to the network for which it was made. Those from before count as the sandbox's: nothing of them is sent to
-- a gateway.
ALTER TABLE place ADD COLUMN target TEXT NOT NULL DEFAULT 'sandbox';

-- So that a node of a version that knows nothing of targets fails before it sends anything.
ALTER TABLE place RENAME COLUMN claims TO tries;

-- The queue, one for each target.
DROP INDEX place_due;
CREATE INDEX place_due ON place (target, lane, due_at) WHERE due_at IS NOT NULL;

-- When a session acted on a gateway's network last: kept for good, whatever is deleted of its runs.
CREATE TABLE gateway_session (
    target     TEXT   NOT NULL,
    session_id TEXT   NOT NULL,
    last_at    BIGINT NOT NULL,
    PRIMARY KEY (target, session_id)
);

-- Latches that a person opened: kept for good. Their number is the target's epoch.
CREATE TABLE gateway_opening (
    target     TEXT   NOT NULL,
    session_id TEXT   NOT NULL,
    why        TEXT   NOT NULL,
    since      BIGINT NOT NULL,
    opened_at  BIGINT NOT NULL
);

CREATE INDEX gateway_opening_target ON gateway_opening (target);

-- A target's name ends without a slash now.
INSERT INTO gateway_latch (target, session_id, why, since)
SELECT rtrim(target, '/'), session_id, why, since FROM gateway_latch WHERE target LIKE '%/'
ON CONFLICT DO NOTHING;
