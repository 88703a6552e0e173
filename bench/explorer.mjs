// How the dataset explorer does on a corpus of many clips, in the built extension with a stand-in for the editor: activation, first rows,
// opening groups, regrouping, filtering, and memory. `node bench/explorer.mjs [clips]`, 100,000 by default; tiny WAV files in a folder of
// the system's temporary one, kept for the next run.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { spawnSync } from 'node:child_process';
import { createMemento, createStandIn } from './fixtures/vscodeStandIn.mjs';

const checkout = resolve(import.meta.dirname, '..');
const nClips = Number(process.argv[2] ?? 100_000);

// Its memory is only known of a process that does nothing else, and can be told to collect its garbage.
if (!globalThis.gc) {
  const { status } = spawnSync(process.execPath, ['--expose-gc', import.meta.filename, String(nClips)], { stdio: 'inherit' });
  process.exit(status ?? 1);
}

const corpus = writeCorpus(nClips);
const storage = mkdtempSync(join(tmpdir(), 'ser-bench-explorer-'));
const { vscode, given } = createStandIn();
const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));
globalThis.gc();
const before = process.memoryUsage();

const row = (what, value, unit = 'ms') => console.log(`${what.padEnd(58)}${(typeof value === 'number' ? value.toFixed(unit === 'ms' ? 1 : 0) : value).padStart(9)} ${unit}`);
const resident = (when) => row(`resident memory ${when}`, process.memoryUsage().rss / 1e6, 'MB');
const timed = async (work) => {
  const started = performance.now();
  const value = await work();
  return [value, performance.now() - started];
};
const medianOf = (times) => times.toSorted((a, b) => a - b)[times.length >> 1];

const context = { extensionPath: checkout, extensionUri: vscode.Uri.file(checkout), storageUri: vscode.Uri.file(storage), globalStorageUri: vscode.Uri.file(storage), subscriptions: [], workspaceState: createMemento({ 'ser.corpora': [corpus] }), globalState: createMemento(), extension: { packageJSON: { version: 'bench' } } };
const [extension, loading] = await timed(() => createRequire(import.meta.url)(join(checkout, 'dist/extension.cjs')));
const [, activation] = await timed(() => extension.activate(context));
row('loading the extension', loading);
row('activation', activation);
resident('after activation');

const { tree } = given;
/** What VS Code asks for when a row is opened: its children, and what each looks like; that then crosses to the window. */
const open = async (parent) => {
  const rows = await tree.getChildren(parent);
  const items = await Promise.all(rows.map((child) => tree.getTreeItem(child)));
  return { rows, items, bytes: JSON.stringify(items).length };
};

const started = performance.now();
let longestPause = 0;
let beat = performance.now();
const pulse = setInterval(() => {
  longestPause = Math.max(longestPause, performance.now() - beat - 20);
  beat = performance.now();
}, 20);
const { rows: [corpusRow] } = await open();
row('first row: the corpus', performance.now() - started);
const groupsAt = new Promise((resolved) => tree.onDidChangeTreeData(() => resolved(performance.now())));
await groupsAt;
const first = await open(corpusRow);
row(`its ${first.rows.length} groups, by names alone`, performance.now() - started);
resident('with the groups by names');
while (!tree.getTreeItem(corpusRow).description.includes('min') && !tree.getTreeItem(corpusRow).description.includes(' h')) await new Promise((done) => setTimeout(done, 100));
row('all headers read', performance.now() - started);
clearInterval(pulse);
resident('with all headers read');
row('longest pause of the host meanwhile', longestPause);
row('largest memory so far (resident)', process.resourceUsage().maxRSS / 1000, 'MB');

const { rows: groups } = await open(corpusRow);
const largest = groups.reduce((a, b) => (b.clips.length > a.clips.length ? b : a));
const rounds = async (work) => {
  const times = [];
  let value;
  for (let i = 0; i < 9; i++) {
    const [outcome, time] = await timed(work);
    value = outcome;
    times.push(time);
  }
  return [value, medianOf(times)];
};
const [stretches, groupTime] = await rounds(() => open(largest));
row(`opening a group of ${largest.clips.length} (${stretches.rows.length} rows)`, groupTime);
const [clips, stretchTime] = await rounds(() => open(stretches.rows[0]));
row(`opening a stretch of it (${clips.rows.length} rows, ${(clips.bytes / 1000).toFixed(0)} kB)`, stretchTime);
for (const grouping of ['speaker', 'sentence', 'estimate', 'fold', 'emotion']) {
  const [opened, time] = await rounds(() => (tree.groupBy(grouping), open(corpusRow)));
  row(`grouping by ${grouping} (${opened.rows.length} rows)`, time);
}
const [, filterTime] = await rounds(() => (tree.filterBy({ terms: [{ field: 'emotion', values: ['sad'], isNegated: false }, { field: undefined, values: ['actor_03'], isNegated: false }] }), open(corpusRow)));
row('filtering by emotion and a word', filterTime);
tree.filterBy({ terms: [] });
resident('after all of this');

globalThis.gc();
const after = process.memoryUsage();
row('memory of the host over an empty one (heap in use)', (after.heapUsed - before.heapUsed) / 1e6, 'MB');
row('memory of the host at rest (resident)', after.rss / 1e6, 'MB');
await Promise.all(context.subscriptions.map((part) => part.dispose()));
rmSync(storage, { recursive: true, force: true });

/** Clips by the rule of RAVDESS, 10 ms each, in a folder for each take and actor. */
function writeCorpus(n) {
  const dir = join(tmpdir(), `ser-bench-clips-${n}`);
  const finished = join(dir, '.finished');
  if (existsSync(finished)) return dir;
  console.log(`Writing ${n} clips to ${dir} …`);
  const bytes = Buffer.alloc(44 + 320);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  [[16, 16, 4], [20, 1, 2], [22, 1, 2], [24, 16_000, 4], [28, 32_000, 4], [32, 2, 2], [34, 16, 2]].forEach(([at, value, size]) => bytes.writeUIntLE(value, at, size));
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(320, 40);
  const two = (number) => String(number).padStart(2, '0');
  for (let i = 0; i < n; i++) {
    // 24 actors, 8 emotions, 2 sentences, 2 repetitions; neutral has one intensity, so a take holds 768 clips.
    const [actor, emotion, sentence, repetition, take] = [1 + (i % 24), 1 + (Math.floor(i / 24) % 8), 1 + (Math.floor(i / 192) % 2), 1 + (Math.floor(i / 384) % 2), 1 + Math.floor(i / 768)];
    const folder = join(dir, `take-${take}`, `Actor_${two(actor)}`);
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `03-01-${two(emotion)}-01-${two(sentence)}-${two(repetition)}-${two(actor)}.wav`), bytes);
  }
  writeFileSync(finished, '');
  return dir;
}
