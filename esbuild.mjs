// Builds what the package ships, into dist/: the extension, its workers with the kernels, the command line, and the pages with
// their style sheets. With an argument, only those outputs whose path contains it: `node esbuild.mjs webviews`.
import { chmod, stat } from 'node:fs/promises';
import { build } from 'esbuild';
import { compileKernels, kernelModules } from './src/kernels/compile.mjs';
import { writeNotices } from './notices.mjs';

/** The most that a file may weigh which the editor loads, in kilobytes. */
const ceilingOf = (file) => (file.startsWith('dist/webviews/') ? 300 : file === 'dist/extension.cjs' ? 400 : Infinity);
const shared = { bundle: true, logLevel: 'warning', legalComments: 'eof', minify: true, sourcemap: false, metafile: true };
// Names stay, so that a stack trace in the log can be read.
const node = { ...shared, platform: 'node', target: 'node22', format: 'cjs', minify: false, minifySyntax: true, minifyWhitespace: true };
const page = { ...shared, platform: 'browser', target: 'es2022', format: 'iife' };

// Audio decoders are files of their own: who has only WAV files never loads them, and each can be replaced by another build.
const decodersApart = {
  name: 'decoders-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/decoders\/\w+\.ts$/ }, ({ path, kind }) => (kind === 'dynamic-import' ? { path: path.replace(/\.ts$/, '.cjs'), external: true } : undefined));
  },
};

// The first file of the command line only looks at Node's version; the program is a file of its own.
const programApart = {
  name: 'program-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/program\.ts$/ }, ({ kind }) => (kind === 'dynamic-import' ? { path: './serProgram.cjs', external: true } : undefined));
  },
};

const targets = [
  // Loaded whenever the editor has a use for it, so its names are short as well; a build of the same version with a source map tells what a
  // stack trace of it means.
  { ...node, entryPoints: ['src/extension/extension.ts'], outfile: 'dist/extension.cjs', external: ['vscode'], minifyIdentifiers: true },
  { ...node, entryPoints: ['src/workers/analysisWorker.ts'], outfile: 'dist/analysisWorker.cjs', plugins: [decodersApart] },
  { ...node, entryPoints: ['src/workers/clipWorker.ts'], outfile: 'dist/clipWorker.cjs', plugins: [decodersApart] },
  ...['flac', 'mp3', 'vorbis'].map((name) => ({ ...node, entryPoints: [`src/node/decoders/${name}.ts`], outfile: `dist/decoders/${name}.cjs` })),
  { ...node, entryPoints: ['src/cli/ser.ts'], outfile: 'dist/ser.cjs', banner: { js: '#!/usr/bin/env node' }, plugins: [programApart], supported: { 'dynamic-import': false } },
  { ...node, entryPoints: ['src/cli/program.ts'], outfile: 'dist/serProgram.cjs' },
  // What the clip's page loads after its first picture.
  { ...page, entryPoints: ['src/webviews/clip/elements.ts'], outfile: 'dist/webviews/clipControls.js' },
  ...['clip', 'classified', 'map', 'progress', 'results'].flatMap((name) => [
    { ...page, entryPoints: [`src/webviews/${name}/${name}.ts`], outfile: `dist/webviews/${name}.js` },
    { ...page, entryPoints: [`src/webviews/${name}/${name}.css`], outfile: `dist/webviews/${name}.css` },
  ]),
];

const kilobytes = async (file) => (await stat(file)).size / 1000;

const isWanted = (file) => file.includes(process.argv[2] ?? '');
for (const name of kernelModules) {
  if (!isWanted(`dist/kernels/${name}.wasm`)) continue;
  const file = await compileKernels(name, 'dist/kernels');
  console.log(`${(await kilobytes(file)).toFixed(1).padStart(8)} kB  ${file}`);
}
const wanted = targets.filter(({ outfile }) => isWanted(outfile));
const built = await Promise.allSettled(wanted.map((target) => build(target)));
// esbuild has printed each error already; a stack of this script adds nothing.
if (built.some(({ status }) => status === 'rejected')) process.exit(1);
if (wanted.length === targets.length) await writeNotices(built.map(({ value }) => value.metafile), 'dist/THIRD-PARTY-NOTICES.txt');
if (wanted.some(({ outfile }) => outfile === 'dist/ser.cjs')) await chmod('dist/ser.cjs', 0o755);
for (const { outfile } of wanted) {
  const size = await kilobytes(outfile);
  console.log(`${size.toFixed(1).padStart(8)} kB  ${outfile}`);
  if (size > ceilingOf(outfile)) {
    console.error(`${outfile} is above its ceiling of ${ceilingOf(outfile)} kB.`);
    process.exitCode = 1;
  }
}
