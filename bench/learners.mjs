// The learners beside scikit-learn, xgboost, LIBSVM and ml-random-forest, one after the other, each in a process of its own:
// `npm run bench -- learners [passes]`. CPU time and wall, cold and warm, and how both grow with the rows.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

for (const name of ['svm', 'forest', 'boosting']) {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, 'learners', `${name}.mjs`), ...process.argv.slice(2)], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
