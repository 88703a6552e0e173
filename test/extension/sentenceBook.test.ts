import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createWindowLengths } from '../../src/core/audio/slidingWindows.ts';
import { parseWav } from '../../src/core/audio/wav.ts';
import { auditChecks, auditCorpusMaterial } from '../../src/core/corpus/audit/checks.ts';
import { createRowFaults } from '../../src/core/corpus/labels/rowFaults.ts';
import { createSplits } from '../../src/core/evaluation/protocols/splits.ts';
import { groupFolds } from '../../src/core/evaluation/protocols/groupFolds.ts';
import { gradientBoostingLearner } from '../../src/core/learn/boosting/boostingLearner.ts';
import { checkParams } from '../../src/core/learn/parameters.ts';
import { createSentenceBook, textsOfPages } from '../../src/extension/sentenceBook.ts';
import { clip, clips, sound } from '../core/corpus/audit/material.ts';

const bundle = JSON.parse(readFileSync(new URL('../../l10n/bundle.l10n.de.json', import.meta.url), 'utf8')) as Record<string, string>;
const german = createSentenceBook(bundle);

const messageOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('It was not refused.');
};

describe('the sentences of core in German', () => {
  it('are found by each template, with its values in their places', () => {
    const filled = (text: string): string => text.replaceAll(/\{(\d+)\}/g, (_, place: string) => `<${place}>`);
    for (const [key, translation] of Object.entries(bundle)) {
      const english = key.endsWith('/core') ? key.slice(0, -'/core'.length) : undefined;
      if (english !== undefined) expect(german(filled(english)), english).toBe(filled(translation));
    }
  });

  it('are found for what core refuses', () => {
    expect(german(messageOf(() => parseWav(new Uint8Array(0))))).toBe('Die Datei ist leer (0 Bytes).');
    expect(german(messageOf(() => createWindowLengths(3, 4)))).toBe('Der Abstand beträgt 4 s; er muss von 0.1 s bis zur Länge des Fensters, 3 s, gehen.');
    expect(german(messageOf(() => checkParams('xgboost', gradientBoostingLearner.parameters, gradientBoostingLearner.defaults, { nRounds: 0 })))).toMatch(/^xgboost: nRounds ist 0; erlaubt ist: eine ganze Zahl (?:ab|von) 1(?: bis \d+)?\.$/);
    expect(german(messageOf(() => groupFolds('speaker', ['01', '02', '02'], 6)))).toBe('Es gibt 2 Sprecher; diese Aufteilung nach Sprecher braucht mindestens 6, für jeden Fold einen. Das Protokoll speaker (--cv speaker) hält jeweils einen zurück.');
    expect(german(messageOf(() => groupFolds('sentence', undefined, 6)))).toBe('Die Angabe „Satz“ fehlt bei diesen Clips; eine Aufteilung nach Satz braucht sie für alle.');
  });

  it('are found for folds that cannot be carried out', () => {
    const rows = ['1', '1', '2', '2', '3', '3'];
    const table = { columns: ['f'], files: rows.map((_, i) => `${i}.wav`), emotions: ['joy', 'anger', 'joy', 'anger', 'joy', 'fear'], speakers: rows, X: { data: new Float32Array(6), nRows: 6, nColumns: 1 } };
    const { skipped } = createSplits(table, { kind: 'speaker', nFolds: 'each' }, 0);
    expect(skipped.map(({ name, reason }) => [german(name), german(reason)])).toEqual([['Sprecher 3', 'seine Trainingsseite hat keinen Clip von "fear", das auf seiner Testseite vorkommt']]);
  });

  it('are found for parts of sentences that are counted or quoted', () => {
    const faults = createRowFaults();
    faults.add('no file', 3);
    faults.add('a "label" that is no known emotion (a column called "emotion" is taken as it is)', 5, 'grumpy (mostly)');
    faults.add("an emotion that is none of MELD's", 7, 'odd');
    faults.add("an emotion that is none of MELD's", 9, 'odd');
    expect(faults.sentences().map(german)).toEqual([
      'Zeile 3 wird ausgelassen: keine Datei.',
      'Zeile 5 wird ausgelassen: ein „label“, das keine bekannte Emotion ist (eine Spalte namens „emotion“ wird genommen, wie sie ist) ("grumpy (mostly)").',
      '2 Zeilen werden ausgelassen: eine Emotion, die MELD nicht hat; die erste ist Zeile 7 ("odd").',
    ]);
  });

  it('are found for the findings of an audit and the titles of its checks, to the last word', () => {
    const usual = (i: number) => ({ emotion: ['anger', 'joy'][i % 2] ?? '', speaker: ['01', '02', '03'][i % 3] ?? '', sex: 'female', path: `in/${i}.wav` });
    const odd = [
      clip({ durationSec: 0.05, sampleRate: 8000, channels: 2, speaker: '1', emotion: 'fear' }),
      clip({ measures: { ...sound, nClipped: 900, nNotFinite: 2, offset: 0.1 } }),
      clip({ measures: { ...sound, first: 0.19, last: 0.19, loudest: 0.2 }, speaker: '04', emotion: 'joy' }),
      clip({ measures: { ...sound, peak: 0, nNotFinite: 1 }, durationSec: 90, path: 'sad/happy_3.wav' }),
      clip({ samplesHash: 'same', fileHash: 'same', speaker: '01', emotion: 'joy', intensity: 'strong', path: 'in/x.wav' }),
      clip({ samplesHash: 'same', fileHash: 'same', speaker: '02', emotion: 'anger', intensity: 'normal' }),
      clip({ path: 'in/stray.wav', speaker: '09', emotion: 'joy', sex: 'male' }),
    ];
    const problems = [{ path: 'cut.wav', code: 'wav-truncated', message: 'The file is truncated: 4 of the 8 sample bytes that it declares are there.' }] as const;
    const findings = auditCorpusMaterial({ clips: [...clips(60, usual), ...odd], problems, labelProblems: [], estimates: 'There are no labelled clips; at least 2 are needed.' });
    expect(new Set(findings.map(({ check }) => check)).size).toBeGreaterThan(12);
    const english = /\b(?:the|of|is|are|clips?|files?|with|speakers?|its|than|and|there|by|only)\b/;
    for (const text of [...findings.map(({ message }) => message), ...auditChecks.map(({ title }) => title)]) expect(german(text), text).not.toMatch(english);
  });

  it('are not sent to pages, which look up their own', () => {
    expect(textsOfPages({ Clips: 'Clips', 'The file is empty (0 bytes)./core': 'x' })).toEqual({ Clips: 'Clips' });
  });

  it('stay as they are where there is no template, or no bundle', () => {
    expect(german('Nobody has foreseen this.')).toBe('Nobody has foreseen this.');
    expect(createSentenceBook({})('The file is empty (0 bytes).')).toBe('The file is empty (0 bytes).');
    // What the editor itself says is no sentence of core.
    expect(createSentenceBook({ 'Clips: {0}': 'X {0}' })('Clips: 3')).toBe('Clips: 3');
  });
});
