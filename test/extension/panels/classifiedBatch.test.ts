import { expect, it, vi } from 'vitest';
import type { Corpora } from '../../../src/extension/explorer/corpora.ts';
import { toBatch, writtenClips } from '../../../src/extension/panels/classifiedBatch.ts';
import { clipNamed, root } from '../explorer/clips.ts';

vi.mock('vscode', () => ({ workspace: { asRelativePath: (path: string) => path }, l10n: { t: (text: string) => text, bundle: undefined } }));

const corpora = { clip: (path: string) => (path.startsWith(root) ? clipNamed(path.slice(root.length + 1), { emotion: 'anger' }) : undefined) } as unknown as Corpora;
const answer = (path: string, emotion: string, uncertain?: boolean) => ({ path, emotion, probabilities: { [emotion]: 1 }, model: 'm', ...(uncertain !== undefined && { uncertain }) });
const predictions = [answer(`${root}/a.wav`, 'angry'), answer(`${root}/b.wav`, 'sad'), answer(`${root}/c.wav`, 'angry', true), answer('/elsewhere.wav', 'angry')];

it('an estimate of classified clips is right in whatever words its corpus has, on the page as in an export', () => {
  const clips = { predictions, problems: [], byStarter: false, synthetic: false } as unknown as Parameters<typeof toBatch>[0];
  expect(toBatch(clips, corpora).clips.map(({ verdict }) => verdict)).toEqual(['right', 'wrong', undefined, undefined]);
  expect(writtenClips(clips, [1, 0, 3], corpora).map(({ verdict }) => verdict)).toEqual(['wrong', 'right', undefined]);
});
