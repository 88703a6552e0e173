import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findCopies, type Copies } from '../../src/core/corpus/audit/copies.ts';
import { createClipAuditor } from '../../src/node/auditClip.ts';
import type { ClipAudit } from '../../src/protocol/analysis.ts';
import { realSpeech } from '../realSpeech.ts';

const resampled = realSpeech('ravdess-16k');
const originals = realSpeech('ravdess-48k');
const emodb = realSpeech('emodb');

const auditor = createClipAuditor();

async function auditsOf(dir: string): Promise<Map<string, ClipAudit>> {
  const audits = new Map<string, ClipAudit>();
  for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.wav')).sort()) audits.set(join(dir, file), await auditor(join(dir, file)));
  return audits;
}

const named = (paths: readonly string[], groups: readonly (readonly number[])[]): string[][] => groups.map((members) => members.map((i) => basename(paths[i]!)));

describe.skipIf(!resampled || !originals)('the recordings of RAVDESS (skipped where they are absent)', () => {
  let at16k: Map<string, ClipAudit>;
  let at48k: Map<string, ClipAudit>;
  beforeAll(async () => {
    at16k = await auditsOf(resampled ?? '');
    at48k = await auditsOf(originals ?? '');
  }, 240_000);

  it('hold one copy, which really is one: two takes of actor 7 are the same file', () => {
    const paths = [...at16k.keys()];
    const copies = findCopies([...at16k.values()]);
    expect(paths).toHaveLength(1200);
    expect(named(paths, copies.exact)).toEqual([['03-01-03-01-02-01-07.wav', '03-01-03-01-02-02-07.wav']]);
    expect(copies.near).toEqual([]);
  });

  it('are found again at their own rate of 48 kHz, each and no other', () => {
    const paths = [...at16k.keys(), ...at48k.keys()];
    const { near }: Copies = findCopies([...at16k.values(), ...at48k.values()]);
    const both = [...at48k.keys()].map((path) => basename(path)).filter((name) => [...at16k.keys()].some((path) => basename(path) === name));
    expect(both).toHaveLength(34);
    expect(named(paths, near.map(({ members }) => members)).sort()).toEqual(both.map((name) => [name, name]).sort());
    expect(Math.max(...near.flatMap(({ pairs }) => pairs.map(({ difference }) => difference)))).toBeLessThan(0.01);
  });
});

describe.skipIf(!emodb)('the recordings of EMO-DB (skipped where they are absent)', () => {
  it('hold no copies', async () => {
    const { exact, near } = findCopies([...(await auditsOf(emodb ?? '')).values()]);
    expect([exact, near]).toEqual([[], []]);
  });
});
