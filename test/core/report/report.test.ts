import { describe, expect, it } from 'vitest';
import type { EvaluationRun, FoldResult } from '../../../src/core/evaluation/evaluationRun.ts';
import { createReport, LABELS_ARE_ESTIMATES } from '../../../src/core/report/createReport.ts';
import { plainText } from '../../../src/core/report/markup.ts';
import { formatHtml } from '../../../src/core/report/output/html.ts';
import { escapeLatex, formatLatex } from '../../../src/core/report/output/latex.ts';
import { formatMarkdown } from '../../../src/core/report/output/markdown.ts';
import type { ReportedRun } from '../../../src/core/report/reportedRun.ts';
import { tableOf } from '../evaluation/tableOf.ts';
import { find, named, ofClass, parseMarkup, textOf } from './parseMarkup.ts';
import { data, hostile, maker, reported, runOf, speakers, studies } from './reportedFixture.ts';

const full = reported(runOf(), studies);
const bare = reported(runOf(undefined, { model: 'rf' }), { id: 4 });
const evil = reported(
  runOf(tableOf({ speakers: [hostile.speaker, hostile.name, '3'], emotions: ['angry', hostile.emotion, hostile.name] }), { data: { ...data, name: hostile.name, root: hostile.name + hostile.speaker, synthetic: true } }),
  { ...studies, id: 5 },
);
const formats = { html: formatHtml, md: formatMarkdown, tex: formatLatex };
const htmlOf = (...runs: ReportedRun[]): string => formatHtml(createReport(runs, maker));

describe('the page', () => {
  it.each([['one run', [full]], ['a run without studies', [bare]], ['hostile names', [evil]], ['several runs', [full, bare, evil]]] as const)('of %s is well-formed, loads nothing and runs nothing', (_, runs) => {
    const html = htmlOf(...runs);
    const root = parseMarkup(html);
    const elements = find(root, () => true);
    expect(elements.filter(({ name }) => ['script', 'link', 'img', 'image', 'iframe', 'object', 'base', 'form'].includes(name))).toEqual([]);
    const policy = elements.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy');
    expect(policy?.attributes['content']).toBe("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    for (const { attributes } of elements) {
      expect(Object.keys(attributes).filter((key) => key.startsWith('on') || ['src', 'style', 'srcset', 'action'].includes(key))).toEqual([]);
      expect(attributes['href'] ?? '#').toMatch(/^#[\w-]*$/);
    }
    expect(html.match(/url\(|@import|https?:(?!\/\/www\.w3\.org\/2000\/svg"|\/\/evil)/g)).toBeNull();
    const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i || !/^[\w-]+$/.test(id))).toEqual([]);
    for (const { attributes } of elements) for (const id of attributes['aria-labelledby']?.split(' ') ?? []) expect(ids).toContain(id);
    const sectionNames = named(root, 'section').map(({ attributes }) => attributes['aria-labelledby']!.split(' ').map((id) => textOf(elements.find((element) => element.attributes['id'] === id)!)).join(' '));
    expect(new Set(sectionNames).size).toBe(sectionNames.length);
    for (const { attributes } of named(root, 'a')) expect(ids).toContain(attributes['href']!.slice(1));
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('has every picture with its table, and the confusion matrix of every class', () => {
    const root = parseMarkup(htmlOf(full));
    expect(named(root, 'svg').map((svg) => svg.attributes['aria-labelledby'])).toEqual(['classes', 'speakers', 'calibration', 'pairs', 'pair-1', 'leak', 'external', 'external-1', 'robustness', 'curve-speakers', 'curve-clips'].map((id) => `run-3-${id}-title run-3-${id}-desc`));
    for (const beside of ofClass(root, 'beside')) expect([named(beside, 'svg').length, named(beside, 'table').length]).toEqual([1, 1]);
    expect(named(ofClass(root, 'confusion')[0]!, 'td').filter(({ attributes }) => attributes['class'] !== 'total' && attributes['class'] !== undefined)).toHaveLength(9);
    const text = textOf(root);
    for (const value of [full.run.accuracy, full.run.uar, full.run.macroF1, full.run.calibration!.error, 0.512, 0.712, 0.567, 0.678, 0.523]) expect(text).toContain(value.toFixed(3));
    expect(text).not.toContain('Not in this report');
  });

  it('says what is missing, and which command makes it', () => {
    const root = parseMarkup(htmlOf(bare));
    expect(named(root, 'svg')).toHaveLength(3);
    expect(named(root, 'code').map(textOf)).toEqual([
      'ser evaluate toy --model rf --cv speaker:3 --param C=10 --param gamma=scale --set conventional --rate 22050 --seed 7',
      'ser pairs toy --model rf --cv speaker:3 --param C=10 --param gamma=scale --set conventional --rate 22050 --seed 7',
      'ser leak toy --model rf --set conventional --rate 22050 --seed 7',
      'ser robustness toy --model rf --cv speaker:3 --set conventional --rate 22050 --seed 7',
      'ser curve toy --model rf --by speakers --points 4 --cv speaker:3 --param C=10 --param gamma=scale --set conventional --rate 22050 --seed 7',
      'ser curve toy --model rf --by clips --cv speaker:3 --param C=10 --param gamma=scale --set conventional --rate 22050 --seed 7',
    ]);
    const ofTable = reported({ ...runOf(undefined, { data: { ...data, corpus: 'csv' } }), probabilities: 'scores', calibration: undefined } as never, { id: 9 });
    const text = textOf(parseMarkup(formatHtml(createReport([ofTable], { ...maker, store: 'other.db' }))));
    expect(text).toContain('fitted without probabilities');
    expect(text).toContain('--param probability=true');
    expect(text).toContain('needs the folder of the clips');
    expect(text).toContain('--store other.db');
  });

  it('holds what repeats the run: seed, folds with their speakers, versions, recipe, parameters, command', () => {
    const search = { method: 'grid', candidates: [{ C: 1 }, { C: 10 }], inner: 'speaker:5' };
    const run = runOf(undefined, { normalize: 'speaker', search, augment: ['white noise, 10 dB SNR'], balance: 'smote', select: 50 });
    const skipped = { ...run, skippedFolds: [{ name: 'speaker 9', reason: 'its training side has no clip of "sad"' }], folds: run.folds.map((fold) => ({ ...fold, chosen: { params: { C: 1 }, innerUar: 0.456, innerUars: [0.456, 0.4], nInnerFolds: 4 } })) };
    const text = textOf(parseMarkup(htmlOf(reported(skipped, { ...studies, id: 12 }))));
    for (const part of [
      LABELS_ARE_ESTIMATES, '12, ended 2026-01-02 03:04 UTC', 'set conventional, version 1, at 22050 Hz', 'Normalised by speaker: each voice', 'C 10, gamma scale', 'grid, 2 candidates of C', 'C 1 (inner UAR 0.456)', 'white noise, 10 dB SNR',
      'speaker 9: its training side has no clip of "sad"', '1 fold could not be carried out', 'Speech Emotion Lab 0.1.0, Node 24.0.0', 'Speech Emotion Lab 9.9.9, Node 24.1.0', 'fold i those whose rank, sorted by id from 0, modulo 3 is i − 1',
      'ser evaluate toy --model svm --cv speaker:3 --search grid --balance smote --select 50 --augment white:10 --set conventional --rate 22050 --normalize speaker --seed 7',
      'This was measured of the learner without the search of the run; without the degraded copies from which the run learns as well; without what the run did to the training rows.', 'Learnt from 50 columns', 'Class balanceClasses were balanced by SMOTE', 'Augmentationtraining clips also as copies: white noise, 10 dB SNR',
    ]) expect(text).toContain(part);
    for (const { speakers: tested } of run.folds) expect(text).toContain(tested.join(', '));
    expect(run.folds.flatMap((fold) => fold.speakers).sort()).toEqual(speakers);
  });

  it('says what was done to the training rows, also where it is nothing', () => {
    const of = (changes: object): string => textOf(parseMarkup(htmlOf(reported(runOf(undefined, changes)))));
    expect(of({})).toMatch(/Augmentationnone: [^]*Class balancenone: every training clip counts alike[^]*Column selectionnone: learnt from all columns/);
    expect(of({ params: { classWeight: 'balanced' } })).toContain('Class balanceby the weights of the learner, as its parameters say');
  });

  it('tells of pairs what separates them, also where an effect is not finite, and what an expert brings', () => {
    const text = textOf(parseMarkup(htmlOf(full)));
    expect(text).toContain('SHAP is of a gradient boosting of these two emotions alone, whatever the learner of the run: the mean size of what a column adds to its log-odds, over 48 held-out clips; it tells the two apart with UAR 0.712 (chance 0.500).');
    expect(text).toContain('What separates angry and sad: No speaker has clips of both and two of either, so nothing can be compared within a voice. SHAP: No fold has both.');
    expect(text).toMatch(/rms_mean\s*calm\s*−1\.234\s*< 0\.001\s*0\.510\s*25 %/);
    expect(text).toMatch(/all columns\s*20\s*11 → 14\s*\+0\.012 \[\+0\.001, \+0\.030\]\s*helps/);
  });

  it('says how many clips were left out by hand, which the command does not know', () => {
    const of = (changes: object): string => textOf(parseMarkup(htmlOf(reported(runOf(undefined, changes)))));
    expect(of({ data: { ...data, nExcluded: 3 } })).toContain('3 clips left out by hand in the editor');
    expect(of({})).not.toContain('left out by hand');
  });

  it('says where a study was of other parameters', () => {
    const run = runOf(undefined, { params: { C: 3, gamma: 'scale' } });
    expect(textOf(parseMarkup(htmlOf(reported(run, studies)))).match(/This was measured of the learner with C 10, where the run has C 3\./g)).toHaveLength(5);
    expect(textOf(parseMarkup(htmlOf(reported(run, studies))))).toContain('This was measured of models with another C than the run has.');
    expect(textOf(parseMarkup(htmlOf(full)))).not.toContain('This was measured of the learner');
  });

  it('warns of synthetic data, of known voices and of few speakers', () => {
    const of = (changes: object): string => textOf(parseMarkup(htmlOf(reported(runOf(undefined, changes)))));
    expect(of({ data: { ...data, synthetic: true } })).toContain('The data are synthetic speech, made by rules: these figures say nothing about human speech.');
    expect(textOf(parseMarkup(htmlOf(full, evil)))).toContain('Some of the data are synthetic speech');
    expect(of({ cv: 'stratified:2' })).toMatch(/also in the training side, so the figures are optimistic/);
    expect(of({ cv: 'stratified:2' })).toMatch(/Confusable pairs: stratified:2 tests voices that it trains on/);
    expect(of({ cv: 'stratified:2' })).toMatch(/Learning curve by speakers: stratified:2 tests voices that it trains on/);
    expect(of({})).toMatch(/too narrow, since the speakers are few/);
    expect(of({})).not.toMatch(/synthetic|optimistic/);
  });

  it('takes records of earlier versions, without intervals, probabilities and versions', () => {
    const later = ['intervals', 'calibration', 'probabilities', 'top2Accuracy', 'rocAuc', 'logLoss', 'brier', 'madeWith', 'confusionShares'];
    const old = Object.fromEntries(Object.entries(runOf()).filter(([key]) => !later.includes(key))) as unknown as EvaluationRun;
    const run = { ...old, data: { name: 'toy', root: 'toy', corpus: 'ravdess', synthetic: false, featureSet: 'conventional' }, folds: old.folds.map((fold) => ({ ...fold, name: undefined }) as unknown as FoldResult) };
    const text = textOf(parseMarkup(htmlOf(reported(run))));
    expect(text).toContain('version and sample rate are not in the record');
    expect(text).toContain('versions that its record does not tell');
    expect(text).toContain('a version that kept no probabilities');
  });
});

describe('the comparison', () => {
  it('tests each run against the first on the same clips, with the sign of the other less the first', () => {
    const first = reported(runOf());
    const same = reported(runOf(), { id: 4 });
    const worse = reported({ ...runOf(undefined, { seed: 8 }) }, { id: 5 });
    const elsewhere = reported(runOf(undefined, { cv: 'speaker:2' }), { id: 6 });
    const root = parseMarkup(htmlOf(first, same, worse, elsewhere));
    const tables = named(root, 'table');
    const [runs, differences] = [tables[0]!, tables[1]!].map((table) => named(named(table, 'tbody')[0]!, 'tr').map((row) => find(row, ({ name }) => name === 'td' || name === 'th').map(textOf)));
    expect(runs!.map(([id]) => id)).toEqual(['3', '4', '5', '6']);
    expect(differences).toHaveLength(2);
    expect(differences![0]).toEqual(['run 4 (svm, conventional)', '+0.000 [+0.000, +0.000]', '+0.000 [+0.000, +0.000]', '+0.000 [+0.000, +0.000]', '0 / 0', '1.000', '1.000']);
    const gap = worse.run.uar - first.run.uar;
    expect(differences![1]![1]).toMatch(new RegExp(`^${gap < 0 ? '−' : '\\+'}${Math.abs(gap).toFixed(3)} \\[`));
    expect(textOf(root)).toMatch(/Run 6 cannot be tested against run 3: The runs do not hold out the same clips in the same folds/);
    expect(named(root, 'article').map(({ attributes }) => attributes['id'])).toEqual(['comparison', 'run-3', 'run-4', 'run-5', 'run-6']);
  });
});

describe('Markdown', () => {
  const markdown = formatMarkdown(createReport([evil, full], maker));
  const outsideFences = markdown.replace(/^(`{3,})\w*\n[^]*?\n\1$/gm, '').replace(/^They need `.*$/m, '');

  it('keeps hostile names as text, each table as wide as its head, and code in its fence', () => {
    for (const block of outsideFences.split('\n\n')) {
      const lines = block.split('\n').filter((line) => line.startsWith('|'));
      const cells = lines.map((line) => line.replaceAll(/\\./g, '').split('|').length);
      expect(new Set(cells).size).toBeLessThanOrEqual(1);
    }
    expect(outsideFences).not.toMatch(/(?<!\\)[<`]|(?<!\\)\]\(|^# no heading/m);
    expect(outsideFences.match(/^# /gm)).toHaveLength(1);
    expect(markdown).not.toContain('\u202e');
  });

  it('has the main tables for LaTeX, those of formatLatex', () => {
    const tables = [...markdown.matchAll(/^(`{3,})latex\n([^]*?)\n\1$/gm)].map(([, , table]) => table!);
    expect(tables.map((table) => /\\label\{(.*)\}/.exec(table)![1])).toEqual([
      'tab:comparison-runs',
      ...['run-5', 'run-3'].flatMap((run) => ['figures', 'confusion', 'classes', 'pairs', 'experts', 'leaks', 'external', 'adapted', 'external-recall', 'robustness', 'curve-speakers', 'curve-clips'].map((label) => `tab:${run}-${label}`)),
    ]);
    const file = formatLatex(createReport([evil, full], maker));
    for (const table of tables) expect(file).toContain(table);
  });
});

describe('LaTeX', () => {
  it('escapes every special character, and what a row end would take for its options', () => {
    expect(escapeLatex('50 % & #1_a^b~c{d}$e\\f')).toBe('50 \\% \\& \\#1\\_a\\textasciicircum{}b\\textasciitilde{}c\\{d\\}\\$e\\textbackslash{}f');
    expect(escapeLatex('[0.1, 0.2]')).toBe('{[}0.1, 0.2]');
    expect(escapeLatex('*star')).toBe('{*}star');
    expect(escapeLatex('−1 – a --b')).toBe('$-$1 -- a -{}-b');
    expect(escapeLatex('a\nb\u2028c')).toBe('a b c');
  });

  it('gives tables that are whole, whatever the names', () => {
    const file = formatLatex(createReport([evil], maker));
    const [remarks, ...tables] = file.trimEnd().split('\n\n');
    for (const line of remarks!.split('\n')) expect(line).toMatch(/^% /);
    expect(tables.length).toBeGreaterThan(4);
    for (const table of tables) {
      const columns = /\\begin\{tabular\}\{([lr]+)\}/.exec(table)![1]!.length;
      const rows = table.split('\n').filter((line) => line.endsWith(' \\\\'));
      expect(rows.length).toBeGreaterThan(1);
      for (const row of rows) expect(row.replaceAll('\\&', '').split('&')).toHaveLength(columns);
      // Braces match, and no command comes from a name.
      expect(table.replaceAll(/\\[{}]/g, '').split('{').length).toBe(table.replaceAll(/\\[{}]/g, '').split('}').length);
      expect(table).not.toMatch(/\\input|(?<!\\)%/);
      expect(table).toMatch(/\\caption\{.*features conventional, protocol speaker:3, seed 7; synthetic speech\.\}/);
    }
  });
});

it.each(Object.entries(formats))('%s is the same for the same runs', (_, format) => {
  expect(format(createReport([full, evil], maker))).toBe(format(createReport([full, evil], maker)));
  expect(plainText(format(createReport([full, evil], maker)))).toBe(format(createReport([full, evil], maker)));
});
