-- One text for both databases: SQLite reads BIGINT as INTEGER and keeps BYTEA
-- as it is given. Times are Unix milliseconds, lists are JSON, ids are made by
-- the program. Migrations only add: an older program must go on working.

-- +goose Up
CREATE TABLE head (
    one             BIGINT PRIMARY KEY CHECK (one = 1),
    revision        BIGINT NOT NULL,
    sum             TEXT   NOT NULL,
    review          TEXT   NOT NULL,
    pack            TEXT   NOT NULL,
    version         BIGINT NOT NULL,
    frozen_platform TEXT   NOT NULL,
    frozen_user     TEXT   NOT NULL,
    frozen_at       BIGINT NOT NULL,
    frozen_why      TEXT   NOT NULL
);
INSERT INTO head VALUES (1, 0, '', '', '', 0, '', '', 0, '');

CREATE TABLE items (
    kind     TEXT   NOT NULL,
    id       TEXT   NOT NULL,
    revision BIGINT NOT NULL,
    created  BIGINT NOT NULL,
    body     TEXT,
    base     TEXT,
    PRIMARY KEY (kind, id)
);

CREATE TABLE revisions (
    number            BIGINT PRIMARY KEY,
    kind              TEXT   NOT NULL,
    id                TEXT   NOT NULL,
    replaces          BIGINT NOT NULL,
    action            TEXT   NOT NULL,
    by_platform       TEXT   NOT NULL,
    by_user           TEXT   NOT NULL,
    approved_platform TEXT   NOT NULL,
    approved_user     TEXT   NOT NULL,
    made              BIGINT NOT NULL,
    why               TEXT   NOT NULL,
    body_before       TEXT,
    body_after        TEXT,
    sum               TEXT   NOT NULL
);
CREATE INDEX revisions_subject ON revisions (kind, id, number);
CREATE INDEX revisions_by ON revisions (by_platform, by_user, made);

CREATE TABLE drafts (
    id             TEXT   PRIMARY KEY,
    owner_platform TEXT   NOT NULL,
    owner_user     TEXT   NOT NULL,
    kind           TEXT   NOT NULL,
    payload        BYTEA  NOT NULL,
    book           BIGINT NOT NULL,
    state          TEXT   NOT NULL,
    made           BIGINT NOT NULL,
    expires        BIGINT NOT NULL,
    turn           BIGINT NOT NULL,
    saved          BIGINT NOT NULL
);
CREATE INDEX drafts_state ON drafts (state, made);

CREATE TABLE inbox (
    id         TEXT   PRIMARY KEY,
    kind       TEXT   NOT NULL,
    alike      TEXT   NOT NULL,
    made       BIGINT NOT NULL,
    difference TEXT   NOT NULL,
    how        TEXT   NOT NULL,
    by_platform TEXT  NOT NULL,
    by_user    TEXT   NOT NULL,
    resolved   BIGINT NOT NULL
);
-- A dismissed group takes in the same again; any other opens a new item.
CREATE UNIQUE INDEX inbox_alike ON inbox (kind, alike) WHERE how IN ('', 'dismissed');

CREATE TABLE reports (
    item        TEXT   NOT NULL,
    asker       TEXT   NOT NULL,
    body        TEXT   NOT NULL,
    lang        TEXT   NOT NULL,
    fact        TEXT   NOT NULL,
    revision    BIGINT NOT NULL,
    nearest     TEXT   NOT NULL,
    explanation TEXT   NOT NULL,
    times       BIGINT NOT NULL,
    first_at    BIGINT NOT NULL,
    last_at     BIGINT NOT NULL,
    platform    TEXT   NOT NULL,
    address     BYTEA,
    PRIMARY KEY (item, asker)
);
CREATE INDEX reports_asker ON reports (asker);
CREATE INDEX reports_last ON reports (last_at);

CREATE TABLE questions (
    id          TEXT   PRIMARY KEY,
    body        TEXT   NOT NULL,
    lang        TEXT   NOT NULL,
    outcome     TEXT   NOT NULL,
    facts       TEXT   NOT NULL,
    by_platform TEXT   NOT NULL,
    by_user     TEXT   NOT NULL,
    made        BIGINT NOT NULL
);

CREATE TABLE answered (
    digest  TEXT   NOT NULL,
    asker   TEXT   NOT NULL,
    body    TEXT   NOT NULL,
    lang    TEXT   NOT NULL,
    outcome TEXT   NOT NULL,
    facts   TEXT   NOT NULL,
    made    BIGINT NOT NULL,
    PRIMARY KEY (digest, asker)
);
CREATE INDEX answered_made ON answered (made);
CREATE INDEX answered_asker ON answered (asker);

CREATE TABLE ratings (
    fact     TEXT   NOT NULL,
    revision BIGINT NOT NULL,
    asker    TEXT   NOT NULL,
    good     BIGINT NOT NULL,
    made     BIGINT NOT NULL,
    PRIMARY KEY (fact, revision, asker)
);
CREATE INDEX ratings_asker ON ratings (asker);

CREATE TABLE settings (
    owner TEXT   PRIMARY KEY,
    lang  TEXT   NOT NULL,
    brief BIGINT NOT NULL
);

CREATE TABLE outbox (
    id       TEXT   PRIMARY KEY,
    platform TEXT   NOT NULL,
    kind     TEXT   NOT NULL,
    target   BYTEA  NOT NULL,
    asker    TEXT   NOT NULL,
    payload  BYTEA  NOT NULL,
    made     BIGINT NOT NULL,
    place    BIGINT NOT NULL,
    due      BIGINT NOT NULL,
    attempts BIGINT NOT NULL
);
CREATE INDEX outbox_due ON outbox (platform, due);
CREATE INDEX outbox_asker ON outbox (asker);
