import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeXgboostFile, parseXgboostFile } from '../../../src/core/interchange/xgboostFile.ts';
import type { GradientBoostingModel } from '../../../src/core/learn/boosting/boostingModel.ts';
import { gradientBoosting } from '../../../src/core/learn/boosting/gradientBoosting.ts';
import { temporaryFolder } from '../../node/temporaryFolder.ts';
import { cacheDir } from '../../realSpeech.ts';
import { largestDifference, trainedModel, withoutSome } from './foreignModels.ts';

/** A Python with xgboost: SER_PYTHON, or the one in the tests' cache. */
const python = [process.env['SER_PYTHON'], join(cacheDir, 'python/bin/python')].find((path) => path !== undefined && existsSync(path) && hasXgboost(path));

function hasXgboost(path: string): boolean {
  try {
    execFileSync(path, ['-c', 'import xgboost'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

// Loads ours, predicts, saves it again in both formats: what comes back has gone through xgboost's own reader and writer.
const SCRIPT = `
import json, sys
import numpy as np, xgboost as xgb
path, again = sys.argv[1:]
booster = xgb.Booster(model_file=path)
X = np.array(json.load(sys.stdin), np.float32)
data = xgb.DMatrix(X, feature_names=booster.feature_names)
for ending in ("json", "ubj"):
    booster.save_model(again + "." + ending)
json.dump({"probabilities": booster.predict(data).astype(float).ravel().tolist(), "columns": booster.feature_names, "description": booster.attr("speech_emotion_lab"), "rounds": booster.num_boosted_rounds()}, sys.stdout)
`;

describe.skipIf(!python)(`the real xgboost${python ? '' : ' (skipped: name a Python with xgboost in SER_PYTHON)'}`, () => {
  const folder = temporaryFolder();
  it.each([
    [2, 'auto', 'all values', 'json'],
    [2, 'auto', 'all values', 'ubj'],
    [2, 'auto', 'some missing', 'ubj'],
    [2, 'softmax', 'some missing', 'json'],
    [6, 'auto', 'all values', 'json'],
    [6, 'auto', 'all values', 'ubj'],
    [6, 'auto', 'some missing', 'json'],
    [6, 'auto', 'some missing', 'ubj'],
  ] as const)('loads our machine of %d classes, objective %s, %s, from %s, predicts the same, and we read what it saves', (nClasses, objective, values, format) => {
    const { model, X, probabilities } = trainedModel('xgboost', nClasses, { nRounds: 15, maxDepth: 4, subsample: 0.8, objective }, values === 'some missing' ? withoutSome : undefined);
    const ours = model.pipeline.model as GradientBoostingModel;
    const path = join(folder, `ours.${format}`);
    writeFileSync(path, encodeXgboostFile(ours, model.description, format));
    const rows = Array.from({ length: X.nRows }, (_, i) => Array.from(X.data.subarray(i * X.nColumns, (i + 1) * X.nColumns)));
    const again = join(folder, 'again');
    const answer = JSON.parse(execFileSync(python!, ['-c', SCRIPT, path, again], { input: JSON.stringify(rows), encoding: 'utf8' })) as { probabilities: number[]; columns: string[]; description: string; rounds: number };
    expect(ours.objective).toBe(nClasses === 2 && objective === 'auto' ? 'logistic' : 'softmax');
    expect(ours.missingLeft.includes(1)).toBe(values === 'some missing');
    const theirs = ours.objective === 'logistic' ? answer.probabilities.flatMap((p) => [1 - p, p]) : answer.probabilities;
    expect(largestDifference(theirs, probabilities)).toBeLessThan(1e-6);
    expect(answer).toMatchObject({ columns: model.description.columns, rounds: 15 });
    expect(JSON.parse(answer.description)).toEqual(model.description);
    for (const ending of ['json', 'ubj']) {
      const read = parseXgboostFile(new Uint8Array(readFileSync(`${again}.${ending}`)));
      expect(gradientBoosting.predictProba(read.model, X)).toEqual(probabilities);
    }
  });
});
