// Makes the starter model that ships: cross-validates what `choose.mjs` chose, so that its card has figures by class and by speaker, trains it on
// all clips, and lets it be uncertain. The same clips give the same bytes.
//
// usage: npm run starter -- DIR        (Node 24; the folder of the clips)
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AUGMENT, CERTAIN, chosen, nameOf, RATE } from './candidates.mjs';

const LARGEST_BYTES = 3e6;
const root = resolve(import.meta.dirname, '..');
const out = join(root, 'media/starter/starter.sermodel');
const [dir] = process.argv.slice(2);
if (dir === undefined) throw new Error('Which folder of clips?');

const scratch = mkdtempSync(join(tmpdir(), 'ser-starter-'));
const store = process.env.SER_STARTER_STORE ?? join(scratch, 'store.db');
const { set, model, params, select } = chosen;
const learning = ['--model', model, '--set', set, '--rate', String(RATE), '--augment', AUGMENT, ...Object.entries(params).flatMap(([name, value]) => ['--param', `${name}=${value}`]), ...(select ? ['--select', String(select)] : []), '--store', store];
const ser = (...args) => execFileSync(process.execPath, [join(root, 'dist/ser.cjs'), ...args], { stdio: 'inherit' });

console.log(nameOf(chosen));
ser('evaluate', resolve(dir), ...learning, '--cv', 'speaker:6');
ser('train', resolve(dir), ...learning, '--certain', String(CERTAIN), '--title', 'Starter model (acted English speech)', '--out', out);
rmSync(scratch, { recursive: true });
const { size } = statSync(out);
if (size > LARGEST_BYTES) throw new Error(`The starter model has ${size} bytes; at most ${LARGEST_BYTES} may ship.`);
