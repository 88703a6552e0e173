/** The store's schema, one step a version; a step, once released, never changes. */
export const migrations: readonly string[] = [
  `
  -- What a path's bytes hashed to when the file had this size and time: an unchanged file is not read again.
  CREATE TABLE files (
    path TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL,
    modified_ms REAL NOT NULL,
    hash TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Float32 little-endian vectors by content and recipe: a moved or copied clip is not computed again.
  CREATE TABLE features (
    hash TEXT NOT NULL,
    recipe TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (hash, recipe)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE models (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    file BLOB NOT NULL
  ) STRICT;

  CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ended_at TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;

  -- The last estimate of each clip by each model.
  CREATE TABLE predictions (
    hash TEXT NOT NULL,
    model_hash TEXT NOT NULL,
    path TEXT NOT NULL,
    predicted_at TEXT NOT NULL,
    emotion TEXT NOT NULL,
    probabilities TEXT NOT NULL,
    model TEXT NOT NULL,
    PRIMARY KEY (hash, model_hash)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX predictions_by_path ON predictions (path, predicted_at);
  `,
  `
  -- Why the estimate means little, where it does.
  ALTER TABLE predictions ADD COLUMN remark TEXT;
  `,
  `
  -- What was measured of a learner beside cross-validations: leak meters, robustness, learning curves.
  CREATE TABLE studies (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    made_at TEXT NOT NULL,
    data TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX studies_by_kind ON studies (kind, id);
  `,
  `
  -- 1 where the model was not sure enough to answer, 0 where it was, NULL where it answers always.
  ALTER TABLE predictions ADD COLUMN uncertain INTEGER;
  `,
  `
  -- The clips of a run are most of its record, and lists of runs do without them.
  ALTER TABLE runs ADD COLUMN predictions TEXT;
  UPDATE runs SET predictions = json_extract(record, '$.predictions'), record = json_remove(record, '$.predictions');
  `,
  `
  -- By path: of two files with the same bytes each has its estimate.
  ALTER TABLE predictions RENAME TO predictions_by_hash;
  CREATE TABLE predictions (
    path TEXT NOT NULL,
    model_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    predicted_at TEXT NOT NULL,
    emotion TEXT NOT NULL,
    probabilities TEXT NOT NULL,
    model TEXT NOT NULL,
    remark TEXT,
    uncertain INTEGER,
    PRIMARY KEY (path, model_hash)
  ) STRICT, WITHOUT ROWID;
  INSERT OR IGNORE INTO predictions SELECT path, model_hash, hash, predicted_at, emotion, probabilities, model, remark, uncertain FROM predictions_by_hash ORDER BY predicted_at DESC;
  DROP TABLE predictions_by_hash;
  CREATE INDEX predictions_by_path ON predictions (path, predicted_at);
  `,
];
