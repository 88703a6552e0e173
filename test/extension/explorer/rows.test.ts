import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/corpus/audit/finding.ts';
import { groupClips } from '../../../src/extension/explorer/grouping.ts';
import { packPaths, unpackPaths } from '../../../src/extension/explorer/packPaths.ts';
import { boxedPaths, clipRows, currentFindings, fileRows, findingRows, holdsCopies, pathsOf, problemRows, rowId, stretchRows, superfluousCopies, type CheckRow, type CorpusRow, type FindingRow, type GroupRow, type ProblemsRow, type Row, type SliceRow } from '../../../src/extension/explorer/rows.ts';
import { MOST_ROWS, slicesOf } from '../../../src/extension/explorer/slices.ts';
import { clipNamed, knowing, root } from './clips.ts';

const corpus: CorpusRow = { kind: 'corpus', root };

function groupOf(nClips: number): GroupRow {
  const clips = Array.from({ length: nClips }, (_, i) => clipNamed(`${String(i).padStart(6, '0')}.wav`, { emotion: 'calm' }));
  const [group] = groupClips(root, clips, 'emotion', knowing());
  return { kind: 'group', root, parent: corpus, grouping: 'emotion', ...group! };
}

/** All rows under a row, down to the clips. */
function leaves(row: GroupRow | SliceRow): Row[] {
  return clipRows(row).flatMap((child) => (child.kind === 'slice' ? leaves(child) : [child]));
}

describe('slicesOf', () => {
  it('leaves alone what fits', () => {
    expect(slicesOf([])).toBeUndefined();
    expect(slicesOf(Array.from({ length: MOST_ROWS }))).toBeUndefined();
  });

  it('cuts what does not, in order, without a loss', () => {
    const items = Array.from({ length: 2 * MOST_ROWS + 1 }, (_, i) => i);
    const slices = slicesOf(items)!;
    expect(slices.map(({ from, items: part }) => [from, part.length])).toEqual([[0, MOST_ROWS], [MOST_ROWS, MOST_ROWS], [2 * MOST_ROWS, 1]]);
    expect(slices.flatMap(({ items: part }) => part)).toEqual(items);
  });

  it('never gives more of them than fit either', () => {
    expect(slicesOf(new Uint8Array(MOST_ROWS * MOST_ROWS + 1) as unknown as readonly number[])).toHaveLength(2);
  });
});

describe('clipRows', () => {
  it('shows every clip of a long group once, below stretches that say where they begin', () => {
    const group = groupOf(2 * MOST_ROWS + 3);
    expect(clipRows(group).map((row) => (row.kind === 'slice' ? row.from : undefined))).toEqual([0, MOST_ROWS, 2 * MOST_ROWS]);
    const rows = leaves(group);
    expect(rows.map((row) => pathsOf(row)[0])).toEqual(group.clips.list().map(({ path }) => path));
    expect(new Set(rows.map(rowId)).size).toBe(rows.length);
  });

  it('counts on within a stretch that is cut again', () => {
    const { root: of, clips } = groupOf(MOST_ROWS + 1);
    const stretch: SliceRow = { kind: 'slice', root: of, parent: corpus, grouping: 'emotion', from: 4000, clips };
    expect(clipRows(stretch)).toMatchObject([{ kind: 'slice', from: 4000 }, { kind: 'slice', from: 4000 + MOST_ROWS }]);
  });

  it('keeps ids when the rows are made again', () => {
    expect(leaves(groupOf(600)).map(rowId)).toEqual(leaves(groupOf(600)).map(rowId));
  });

  it('takes all of a group for what a command is called on', () => {
    expect(pathsOf(groupOf(700))).toHaveLength(700);
    expect(pathsOf(corpus)).toEqual([]);
  });
});

describe('boxedPaths', () => {
  it('takes the boxes of one event together, the later one of a file that two rows stand for', () => {
    const group = groupOf(3);
    const [first, second] = clipRows(group);
    const [a, b, c] = pathsOf(group);
    expect(boxedPaths([[first!, false], [second!, false]])).toEqual({ included: [], excluded: [a, b] });
    expect(boxedPaths([[group, true], [second!, false]])).toEqual({ included: [a, c], excluded: [b] });
    expect(boxedPaths([])).toEqual({ included: [], excluded: [] });
  });
});

describe('the rows of problems', () => {
  const finding = (check: string, ...paths: string[]): Finding => ({ check, severity: 'warning', paths, message: `${check} ${paths.length}`, details: {} });
  const findings = [finding('silence', 'a'), finding('silence', 'b'), finding('exact-duplicates', 'c', 'd'), finding('class-balance')];
  const problems = [{ path: 'x', code: 'wav-truncated', message: 'cut' }] as const;
  const row = (found: readonly Finding[] | undefined): ProblemsRow => ({ kind: 'problems', root, parent: corpus, problems, findings: found, isOutdated: false });

  it('are what reading met until there was an audit', () => {
    expect(problemRows(row(undefined))).toMatchObject([{ kind: 'problem', problem: { path: 'x' } }]);
  });

  it('are the audit’s findings by check, with their files beneath where there are several', () => {
    const checks = problemRows(row(findings)) as CheckRow[];
    expect(checks.map(({ check, findings: own }) => [check, own.length])).toEqual([['silence', 2], ['exact-duplicates', 1], ['class-balance', 1]]);
    const [silence, copies, balance] = checks.map((check) => findingRows(check) as FindingRow[]);
    expect(silence!.map(fileRows)).toEqual([[], []]);
    expect(fileRows(copies![0]!).map(pathsOf)).toEqual([['c'], ['d']]);
    expect(fileRows(balance![0]!)).toEqual([]);
    expect(pathsOf(checks[0]!)).toEqual(['a', 'b']);
  });

  it('offer to leave out all but one copy, which is the first that is still in', () => {
    const [silence, copies] = problemRows(row([finding('silence', 'a', 'b'), finding('near-duplicates', 'a', 'b', 'c'), finding('near-duplicates', 'd', 'e')])) as CheckRow[];
    expect([holdsCopies(silence!), holdsCopies(copies!), ...(findingRows(copies!) as FindingRow[]).map(holdsCopies)]).toEqual([false, true, true, true]);
    expect(superfluousCopies(copies!, () => false)).toEqual(['b', 'c', 'e']);
    expect(superfluousCopies(copies!, (path) => path === 'a')).toEqual(['c', 'e']);
    expect(superfluousCopies(findingRows(copies!)[1] as FindingRow, (path) => path === 'e')).toEqual([]);
  });

  it('leave away what was found of clips that have gone', () => {
    const clips = ['a.wav', 'b.wav'].map((name) => clipNamed(name));
    const scan = { root, name: 'voices', corpus: 'unknown', clips, problems: [{ path: `${root}/cut.wav`, code: 'wav-truncated', message: 'cut' }], labelProblems: [], synthetic: false } as const;
    const about = (...names: string[]): Finding => finding('silence', ...names.map((name) => `${root}/${name}`));
    const kept = [about('a.wav'), about('a.wav', 'b.wav'), about('cut.wav'), about('labels.csv'), about()];
    expect(currentFindings([...kept, about('gone.wav'), about('a.wav', 'gone.wav')], scan)).toEqual(kept);
  });

  it('are cut into stretches where they are many, be it problems, findings or files, without a loss', () => {
    const n = 2 * MOST_ROWS + 3;
    const paths = Array.from({ length: n }, (_, i) => `${i}.wav`);
    const met: ProblemsRow = { ...row(undefined), problems: paths.map((path) => ({ path, code: 'audio-corrupt', message: 'a pointer, not sound' }) as const) };
    const [check] = problemRows(row(paths.map((path) => finding('silence', path)))) as CheckRow[];
    const [one] = findingRows((problemRows(row([finding('near-duplicates', ...paths)])) as CheckRow[])[0]!) as FindingRow[];
    const leavesOf = (of: Row): Row[] => (of.kind === 'stretch' ? stretchRows(of).flatMap(leavesOf) : [of]);
    for (const [parent, rows] of [[met, problemRows(met)], [check!, findingRows(check!)], [one!, fileRows(one!)]] as const) {
      expect(rows).toMatchObject([0, MOST_ROWS, 2 * MOST_ROWS].map((from) => ({ kind: 'stretch', from, parent: { kind: parent.kind } })));
      expect(rows.flatMap(pathsOf)).toEqual(paths);
      const ends = rows.flatMap(leavesOf);
      expect(ends.map((end) => pathsOf(end)[0])).toEqual(paths);
      expect(new Set(ends.map(rowId)).size).toBe(n);
      // What is revealed finds its way up.
      expect(ends.at(-1)).toMatchObject({ parent: rows.at(-1)! });
    }
  });

  it('counts on within a stretch that is cut again', () => {
    const [stretch] = fileRows({ kind: 'finding', root, parent: corpus, place: 0, finding: finding('near-duplicates', ...Array.from({ length: MOST_ROWS + 1 }, (_, i) => String(i))) });
    if (stretch?.kind !== 'stretch') throw new Error('not cut');
    const long = { ...stretch, from: 4000, rows: [...stretch.rows, ...stretch.rows] };
    expect(stretchRows(long)).toMatchObject([{ kind: 'stretch', from: 4000 }, { kind: 'stretch', from: 4000 + MOST_ROWS }]);
  });

  it('have ids of their own, even for two findings about the same file', () => {
    const twice = problemRows(row([finding('silence', 'a'), finding('silence', 'a')])) as CheckRow[];
    expect(new Set(twice.flatMap(findingRows).map(rowId)).size).toBe(2);
  });
});

describe('packPaths', () => {
  it('comes back as it was, each folder written once', () => {
    const paths = ['/a/b/one.wav', '/a/b/two.wav', '/a/three.wav'];
    expect(packPaths(paths)).toEqual({ '/a/b': ['one.wav', 'two.wav'], '/a': ['three.wav'] });
    expect(unpackPaths(packPaths(paths))).toEqual(paths);
    expect(unpackPaths(packPaths([]))).toEqual([]);
  });
});
