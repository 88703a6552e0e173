import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ClipRemark } from '../../core/audio/clipSound.ts';
import { isSerError, SerError } from '../../core/errors.ts';
import type { EvaluatedData, EvaluationRun, RunSummary } from '../../core/evaluation/evaluationRun.ts';
import type { ListedRun, StoredRun } from '../../protocol/resultsView.ts';
import { migrations } from './migrations.ts';
import type { StoredStudy, Study, StudyKind } from './study.ts';

/** How long to wait for another process that writes, in milliseconds. */
const BUSY_MS = 3000;

/** A file's size and time of change, by which an unchanged file is known without reading it. */
export interface FileStamp {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** An estimate of a clip's emotion, the likeliest one, the name of the model that made it, and what its reader must know of the clip. */
export interface Prediction {
  readonly path: string;
  readonly emotion: string;
  readonly probabilities: Readonly<Record<string, number>>;
  readonly model: string;
  /** The model is not sure enough of this one to answer; absent where it answers always. */
  readonly uncertain?: boolean;
  readonly remark?: ClipRemark;
}

/** The state of a file that an estimate is of, in bytes and milliseconds; another state is another sound. */
type Judged = Omit<FileStamp, 'path'>;

/** A prediction as the store gives it, with the hash of the model that made it; `of` is missing when the path is known to hold other bytes by now. */
export interface StoredPrediction extends Prediction {
  readonly modelHash: string;
  readonly of: Judged | undefined;
}

/** What of the last estimate of a file lists need. */
export interface StoredEstimate extends Judged {
  readonly emotion: string;
  readonly isUncertain: boolean;
}

/** Whether an estimate is of the file as it is now; a file that was only listed yet has no time and gets the benefit of the doubt. */
export const isStillOf = (judged: Judged | undefined, { bytes, modifiedMs }: Judged): boolean => judged !== undefined && (modifiedMs === 0 || (judged.bytes === bytes && judged.modifiedMs === modifiedMs));

export interface StoredModel {
  readonly id: number;
  readonly hash: string;
  readonly createdAt: string;
  readonly file: Uint8Array;
}

/**
 * Everything that the product remembers, in one SQLite file. Each write is its own transaction in write-ahead mode: a
 * killed process loses nothing that had finished, and the file stays readable.
 */
export interface Store {
  /** The hash of the file, when it has not changed since it was computed. */
  hashOf(stamp: FileStamp): string | undefined;
  saveHash(stamp: FileStamp, hash: string): void;
  features(hash: string, recipe: string): Float32Array | undefined;
  saveFeatures(hash: string, recipe: string, vector: Float32Array): void;
  saveModel(hash: string, file: Uint8Array): number;
  /** The newest model, or the one with this id. */
  model(id?: number): StoredModel | undefined;
  /** All models without their files, which may be large; newest first. */
  models(): Omit<StoredModel, 'file'>[];
  saveRun(run: EvaluationRun): number;
  run(id: number): StoredRun | undefined;
  /** All runs without their predictions; newest first. */
  runs(): ListedRun[];
  /** The newest run on the corpus in this folder. */
  latestRunOf(root: string): StoredRun | undefined;
  saveStudy<K extends StudyKind>(study: Study<K>): number;
  /** Those of a kind, newest first. */
  studies<K extends StudyKind>(kind: K): StoredStudy<K>[];
  study<K extends StudyKind>(kind: K, id: number): StoredStudy<K> | undefined;
  /** Saves all of them, each with the hash of its file, or none, in one transaction: many times faster than one by one. */
  savePredictions(modelHash: string, batch: readonly { readonly hash: string; readonly prediction: Prediction }[]): void;
  /** The last estimate of the file at this path. */
  prediction(path: string): StoredPrediction | undefined;
  /** The last estimate of every file that has one, by its path; left out are those of files that are known to hold other bytes by now, and of clips in which there is nothing to judge. */
  estimates(): ReadonlyMap<string, StoredEstimate>;
  close(): void;
}

/**
 * Opens the store at `path`, making it and its folder where they are missing, and bringing an older schema up to date.
 *
 * @param path a file, or ':memory:'
 * @param busyMs how long to wait for another process that writes, in milliseconds
 * @throws SerError `store-unusable`, also from each of its operations, when the file cannot be made, is not a store, or comes from a later version
 */
export function openStore(path: string, busyMs = BUSY_MS): Store {
  let database: DatabaseSync | undefined;
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    database = new DatabaseSync(path);
    database.exec(`PRAGMA busy_timeout = ${busyMs}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;`);
    migrate(database, path);
    return guarded(createStore(database), path);
  } catch (error) {
    database?.close();
    throw isSerError(error) ? error : unusable(error as Error, path);
  }
}

/** The same store, whose operations tell of a file that another program locks, that is full or damaged, in a sentence. */
function guarded(store: Store, path: string): Store {
  const operations = Object.entries(store).map(([name, operate]: [string, (...given: unknown[]) => unknown]) => {
    const told = (...given: unknown[]): unknown => {
      try {
        return operate(...given);
      } catch (error) {
        throw (error as { code?: unknown }).code === 'ERR_SQLITE_ERROR' ? unusable(error as Error, path) : error;
      }
    };
    return [name, told];
  });
  return Object.fromEntries(operations) as unknown as Store;
}

/** SQLite's primary codes of a file that somebody else holds; extended codes have them in their lowest byte. */
const LOCKED = [5, 6];

function unusable(error: Error & { errcode?: number }, path: string): SerError {
  const isLocked = LOCKED.includes((error.errcode ?? 0) & 0xff);
  const message = isLocked ? `The store ${path} is locked by another window or program. What was stored before is safe; try again once that one is done.` : `The store ${path} cannot be used: ${error.message}.`;
  return new SerError('store-unusable', message, { path });
}

function migrate(database: DatabaseSync, path: string): void {
  const version = (): number => Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version() > migrations.length) {
    throw new SerError('store-unusable', `The store ${path} has schema ${version()}, from a later version; this one knows schemas up to ${migrations.length}.`, { path });
  }
  if (version() === migrations.length) return;
  // The lock comes first: another window may be migrating the same file.
  inTransaction(database, () => {
    for (let step = version(); step < migrations.length; step++) {
      database.exec(migrations[step] ?? '');
      database.exec(`PRAGMA user_version = ${step + 1}`);
    }
  });
}

/** Does all of `work`, or nothing, with the lock of the file from the start. */
function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

type Row = Record<string, unknown>;

const toModelEntry = (row: Row): Omit<StoredModel, 'file'> => ({ id: row['id'] as number, hash: row['hash'] as string, createdAt: row['created_at'] as string });

const toModel = (row: Row): StoredModel => ({ ...toModelEntry(row), file: row['file'] as Uint8Array });

const toListedRun = (row: Row): ListedRun => ({ id: row['id'] as number, endedAt: row['ended_at'] as string, run: JSON.parse(row['record'] as string) as RunSummary });

const toRun = (row: Row): StoredRun => {
  const { run, ...listed } = toListedRun(row);
  return { ...listed, run: { ...run, predictions: JSON.parse((row['predictions'] as string | null) ?? '[]') as EvaluationRun['predictions'] } };
};

const toStudy = <K extends StudyKind>(kind: K, row: Row): StoredStudy<K> => ({
  id: row['id'] as number,
  kind,
  madeAt: row['made_at'] as string,
  data: JSON.parse(row['data'] as string) as EvaluatedData,
  record: JSON.parse(row['record'] as string) as Study<K>['record'],
});

const toPrediction = (row: Row): StoredPrediction => ({
  path: row['path'] as string,
  emotion: row['emotion'] as string,
  probabilities: JSON.parse(row['probabilities'] as string) as Record<string, number>,
  model: row['model'] as string,
  modelHash: row['model_hash'] as string,
  of: row['bytes'] === null ? undefined : { bytes: row['bytes'] as number, modifiedMs: row['modified_ms'] as number },
  ...(row['uncertain'] !== null && { uncertain: row['uncertain'] === 1 }),
  ...(row['remark'] !== null && { remark: row['remark'] as ClipRemark }),
});

function createStore(database: DatabaseSync): Store {
  const statements = {
    hash: database.prepare('SELECT hash FROM files WHERE path = ? AND bytes = ? AND modified_ms = ?'),
    saveHash: database.prepare('INSERT OR REPLACE INTO files (path, bytes, modified_ms, hash) VALUES (?, ?, ?, ?)'),
    features: database.prepare('SELECT vector FROM features WHERE hash = ? AND recipe = ?'),
    saveFeatures: database.prepare('INSERT OR REPLACE INTO features (hash, recipe, vector) VALUES (?, ?, ?)'),
    // REPLACE gives a new id, so that a model trained again with the same outcome is the newest.
    saveModel: database.prepare('INSERT OR REPLACE INTO models (hash, created_at, file) VALUES (?, ?, ?)'),
    model: database.prepare('SELECT * FROM models WHERE id = ?'),
    models: database.prepare('SELECT id, hash, created_at FROM models ORDER BY id DESC'),
    newestModel: database.prepare('SELECT * FROM models ORDER BY id DESC LIMIT 1'),
    saveRun: database.prepare('INSERT INTO runs (ended_at, record, predictions) VALUES (?, ?, ?)'),
    run: database.prepare('SELECT * FROM runs WHERE id = ?'),
    runs: database.prepare('SELECT id, ended_at, record FROM runs ORDER BY id DESC'),
    latestRunOf: database.prepare("SELECT * FROM runs WHERE json_extract(record, '$.data.root') = ? ORDER BY id DESC LIMIT 1"),
    saveStudy: database.prepare('INSERT INTO studies (kind, made_at, data, record) VALUES (?, ?, ?, ?)'),
    studies: database.prepare('SELECT * FROM studies WHERE kind = ? ORDER BY id DESC'),
    study: database.prepare('SELECT * FROM studies WHERE kind = ? AND id = ?'),
    savePrediction: database.prepare('INSERT OR REPLACE INTO predictions (hash, model_hash, path, predicted_at, emotion, probabilities, model, remark, uncertain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    prediction: database.prepare('SELECT p.*, f.bytes, f.modified_ms FROM predictions p LEFT JOIN files f ON f.path = p.path AND f.hash = p.hash WHERE p.path = ? ORDER BY p.predicted_at DESC LIMIT 1'),
    // The bare columns are of the row that has the maximum.
    estimates: database.prepare('SELECT p.path, p.emotion, p.uncertain, f.bytes, f.modified_ms FROM (SELECT path, emotion, uncertain, remark, hash, MAX(predicted_at) FROM predictions GROUP BY path) p JOIN files f ON f.path = p.path AND f.hash = p.hash WHERE p.remark IS NULL'),
  };
  const now = (): string => new Date().toISOString();
  const mapped = <T>(row: Row | undefined, map: (row: Row) => T): T | undefined => row && map(row);
  return {
    hashOf: ({ path, bytes, modifiedMs }) => statements.hash.get(path, bytes, modifiedMs)?.['hash'] as string | undefined,
    saveHash: ({ path, bytes, modifiedMs }, hash) => void statements.saveHash.run(path, bytes, modifiedMs, hash),
    features: (hash, recipe) => mapped(statements.features.get(hash, recipe), (row) => new Float32Array((row['vector'] as Uint8Array).slice().buffer)),
    saveFeatures: (hash, recipe, vector) => void statements.saveFeatures.run(hash, recipe, new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)),
    saveModel: (hash, file) => Number(statements.saveModel.run(hash, now(), file).lastInsertRowid),
    model: (id) => mapped(id === undefined ? statements.newestModel.get() : statements.model.get(id), toModel),
    models: () => statements.models.all().map(toModelEntry),
    saveRun: ({ predictions, ...run }) => Number(statements.saveRun.run(now(), JSON.stringify(run), JSON.stringify(predictions)).lastInsertRowid),
    run: (id) => mapped(statements.run.get(id), toRun),
    runs: () => statements.runs.all().map(toListedRun),
    latestRunOf: (root) => mapped(statements.latestRunOf.get(root), toRun),
    saveStudy: ({ kind, data, record }) => Number(statements.saveStudy.run(kind, now(), JSON.stringify(data), JSON.stringify(record)).lastInsertRowid),
    studies: (kind) => statements.studies.all(kind).map((row) => toStudy(kind, row)),
    study: (kind, id) => mapped(statements.study.get(kind, id), (row) => toStudy(kind, row)),
    savePredictions: (modelHash, batch) =>
      inTransaction(database, () => {
        for (const { hash, prediction: { path, emotion, probabilities, model, remark, uncertain } } of batch) {
          statements.savePrediction.run(hash, modelHash, path, now(), emotion, JSON.stringify(probabilities), model, remark ?? null, uncertain === undefined ? null : Number(uncertain));
        }
      }),
    prediction: (path) => mapped(statements.prediction.get(path), toPrediction),
    estimates: () => new Map(statements.estimates.all().map((row) => [row['path'] as string, { emotion: row['emotion'] as string, isUncertain: row['uncertain'] === 1, bytes: row['bytes'] as number, modifiedMs: row['modified_ms'] as number }])),
    close: () => database.close(),
  };
}
