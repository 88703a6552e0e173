import { explainOldNode } from './nodeVersion.ts';
import { watchOutputStreams } from './outputStreams.ts';

watchOutputStreams();
const outdated = explainOldNode(process.versions.node);
if (outdated) {
  process.stderr.write(`ser: ${outdated}\n`);
  process.exitCode = 1;
} else {
  // Loaded only now: an older Node has no node:sqlite and would fail with a stack trace.
  void import('./program.ts').then(({ runProgram }) => runProgram(process.argv));
}
