import nodeModule from 'node:module';
import { explainOldNode } from './nodeVersion.ts';
import { watchOutputStreams } from './outputStreams.ts';

watchOutputStreams();
const outdated = explainOldNode(process.versions.node);
if (outdated) {
  process.stderr.write(`ser: ${outdated}\n`);
  process.exitCode = 1;
} else {
  // Compiled code is kept in the system's temporary folder for the next start; worker threads inherit the variable.
  nodeModule.enableCompileCache();
  const folder = nodeModule.getCompileCacheDir();
  if (folder !== undefined) process.env['NODE_COMPILE_CACHE'] = folder;
  // Loaded only now: an older Node has no node:sqlite and would fail with a stack trace.
  void import('./program.ts').then(({ runProgram }) => runProgram(process.argv));
}
