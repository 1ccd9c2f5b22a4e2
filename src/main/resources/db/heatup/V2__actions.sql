-- What a step that takes more than one claim has come to so far: how many turns of it were sent, and in `progress` the
-- draft of the next one, what is awaited and what was said.
ALTER TABLE run ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN progress TEXT;

-- What came back.
ALTER TABLE outcome ADD COLUMN result TEXT;

ALTER TABLE session_channel ADD COLUMN left_at BIGINT;

CREATE TABLE session_bot (
    session_id TEXT   NOT NULL,
    username   TEXT   NOT NULL,
    started_at BIGINT NOT NULL,
    PRIMARY KEY (session_id, username)
);
