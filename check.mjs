// Everything that proves the product, at the same time: lint and types use one processor each for a while, and the tests wait for the
// workbench most of the time. What lint and types say comes first; the tests' own line is the last.
import { spawn } from 'node:child_process';

const run = (command, args) => new Promise((ended) => spawn(command, args, { stdio: 'inherit' }).once('exit', (code) => ended(code ?? 1)));

const [tests, ...others] = await Promise.all([run('vitest', ['run']), run('npm', ['run', '--silent', 'lint']), run('npm', ['run', '--silent', 'types'])]);
const failed = ['lint', 'types'].filter((_, i) => others[i] !== 0);
if (failed.length > 0) console.log(`${failed.join(' and ')} failed: see above.`);
process.exitCode = [tests, ...others].find((code) => code !== 0) ?? 0;
