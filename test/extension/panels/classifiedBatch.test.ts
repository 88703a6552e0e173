import { expect, it, vi } from 'vitest';
import type { Corpora } from '../../../src/extension/explorer/corpora.ts';
import { fromKept, toBatch, writtenClips } from '../../../src/extension/panels/classifiedBatch.ts';
import { keptBatch } from '../../../src/protocol/classifiedView.ts';
import { clipNamed, root } from '../explorer/clips.ts';

vi.mock('vscode', () => ({ workspace: { asRelativePath: (path: string) => path }, l10n: { t: (text: string) => text } }));
const { inEditorLanguage } = vi.hoisted(() => ({ inEditorLanguage: vi.fn((text: string) => text) }));
vi.mock('../../../src/extension/inEditorLanguage.ts', () => ({ inEditorLanguage }));

const corpora = { clip: (path: string) => (path.startsWith(root) ? clipNamed(path.slice(root.length + 1), { emotion: 'anger' }) : undefined) } as unknown as Corpora;
const answer = (path: string, emotion: string, uncertain?: boolean) => ({ path, emotion, probabilities: { [emotion]: 1 }, model: 'm', ...(uncertain !== undefined && { uncertain }) });
const predictions = [answer(`${root}/a.wav`, 'angry'), answer(`${root}/b.wav`, 'sad'), answer(`${root}/c.wav`, 'angry', true), answer('/elsewhere.wav', 'angry')];

it('an estimate of classified clips is right in whatever words its corpus has, on the page as in an export', () => {
  const clips = { predictions, problems: [], byStarter: false, synthetic: false } as unknown as Parameters<typeof toBatch>[0];
  expect(toBatch(clips, corpora).clips.map(({ verdict }) => verdict)).toEqual(['right', 'wrong', undefined, undefined]);
  expect(writtenClips(clips, [1, 0, 3], corpora).map(({ verdict }) => verdict)).toEqual(['wrong', 'right', undefined]);
});

it('all problems are counted, the first are named and no others translated, also after a restart', () => {
  const problems = Array.from({ length: 5000 }, (_, i) => ({ path: `${i}.wav`, message: 'No.' }));
  inEditorLanguage.mockClear();
  const batch = toBatch({ predictions: [], problems, byStarter: false, synthetic: false }, corpora);
  expect([batch.nProblems, batch.problems.length, inEditorLanguage.mock.calls.length]).toEqual([5000, 200, 200]);
  expect(toBatch(fromKept(keptBatch(batch), () => undefined), corpora)).toMatchObject({ nProblems: 5000, problems: problems.slice(0, 200) });
});
