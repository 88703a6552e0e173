// Lint and types at the same time: neither uses more than one processor. Ends with the first failure's code.
import { spawn } from 'node:child_process';

const codes = await Promise.all(['lint', 'types'].map((name) => new Promise((ended) => spawn('npm', ['run', '--silent', name], { stdio: 'inherit' }).once('exit', (code) => ended(code ?? 1)))));
process.exitCode = codes.find((code) => code !== 0) ?? 0;
