import { describe, expect, it } from 'vitest';
import { clip, clips, findings, sound } from './material.ts';

const good = clip();
const sounding = (measures: Partial<typeof sound>, path = 'x.wav') => clip({ path, measures: { ...sound, ...measures } });

describe('unreadable', () => {
  it('names files that cannot be decoded, and samples that are no numbers', () => {
    expect(findings('unreadable', [good, sounding({ nNotFinite: 3 })], { problems: [{ path: 'a.flac', code: 'audio-corrupt', message: 'The file is damaged.' }] })).toEqual([
      { check: 'unreadable', severity: 'error', paths: ['a.flac'], message: 'The file is damaged.', details: { code: 'audio-corrupt' } },
      { check: 'unreadable', severity: 'error', paths: ['x.wav'], message: '3 samples are infinite or no number.', details: { nNotFinite: 3 } },
    ]);
    expect(findings('unreadable', [good])).toEqual([]);
  });
});

describe('truncated', () => {
  it('names files that are shorter than their header says', () => {
    const problems = [{ path: 'cut.wav', code: 'wav-truncated', message: '500 of 600 bytes.' }] as const;
    expect(findings('truncated', [good], { problems })).toMatchObject([{ severity: 'error', paths: ['cut.wav'] }]);
    expect(findings('unreadable', [good], { problems })).toEqual([]);
  });

  it('names speech that is under way at the first or the last sample', () => {
    expect(findings('truncated', [good, sounding({ last: 0.1 })])).toMatchObject([{ severity: 'warning', message: 'The sound is cut at its end, where it is only 6 dB under the loudest.', details: { ends: ['end'] } }]);
    expect(findings('truncated', [sounding({ first: 0.021, last: 0.2 })])).toMatchObject([{ details: { ends: ['start', 'end'] } }]);
    expect(findings('truncated', [sounding({ first: 0.019 })])).toEqual([]);
  });

  it('takes noise and steady sounds for whole', () => {
    expect(findings('truncated', [sounding({ first: 0.1, last: 0.1, quiet: 0.08 }), sounding({ loudest: 0, first: 0, last: 0, quiet: 0 })])).toEqual([]);
  });
});

describe('silence', () => {
  it('is a peak under -60 dB, whatever the length', () => {
    expect(findings('silence', [good, sounding({ peak: 0.0009 }), sounding({ peak: 0 }, 'y.wav')])).toMatchObject([
      { severity: 'error', paths: ['x.wav'], message: 'The largest sample is -61 dB of full scale: there is no sound.' },
      { paths: ['y.wav'], message: 'All samples are equal: there is no sound.' },
    ]);
    expect(findings('silence', [clip({ durationSec: 0.01, measures: { ...sound, peak: 0 } })])).toHaveLength(1);
    expect(findings('silence', [clip({ durationSec: 0.01 }), sounding({ peak: 0.0011 })])).toEqual([]);
  });
});

describe('clipping', () => {
  it('is a note for a few samples and a warning from a thousandth on', () => {
    const of = (nClipped: number) => clip({ path: `${nClipped}.wav`, durationSec: 1, measures: { ...sound, nClipped } });
    expect(findings('clipping', [good, of(15), of(16)])).toMatchObject([
      { severity: 'warning', paths: ['16.wav'], details: { nClipped: 16, share: 0.001 }, message: '16 samples (0.10 %) stand in runs at full scale: the sound is clipped.' },
      { severity: 'note', paths: ['15.wav'] },
    ]);
  });
});

describe('dc-offset', () => {
  it('is a large mean, or a small one beside a quiet sound', () => {
    const faulty = [sounding({ offset: -0.011, rms: 0.2 }, 'a.wav'), sounding({ offset: 0.002, rms: 0.01 }, 'b.wav')];
    expect(findings('dc-offset', [good, ...faulty]).map(({ paths, severity }) => [paths[0], severity])).toEqual([['a.wav', 'warning'], ['b.wav', 'warning']]);
    expect(findings('dc-offset', [sounding({ offset: 0.009, rms: 0.2 }), sounding({ offset: 0.0009, rms: 0.0001 })])).toEqual([]);
  });
});

describe('formats', () => {
  it('names the exceptions', () => {
    expect(findings('formats', [...clips(99), clip({ path: 'other.wav', sampleRate: 48_000, channels: 2 })])).toMatchObject([
      { severity: 'warning', paths: ['other.wav'], message: '1 clip with the sample rate 48000 Hz among 99 with 16000 Hz.' },
      { severity: 'warning', paths: ['other.wav'], message: '1 clip with the number of channels 2 among 99 with 1.' },
    ]);
    expect(findings('formats', clips(20))).toEqual([]);
  });

  it('calls a mixture a mixture, without naming the clips', () => {
    expect(findings('formats', [...clips(8), ...clips(4, () => ({ sampleRate: 8000 }))])).toMatchObject([{ severity: 'note', paths: [], message: 'The sample rate is mixed: 16000 Hz (8), 8000 Hz (4).' }]);
  });

  it('warns when the rate tells the emotion', () => {
    const of = (emotion: string, sampleRate: number) => clips(6, () => ({ emotion, sampleRate }));
    expect(findings('formats', [...of('sad', 16_000), ...of('calm', 16_000), ...of('angry', 44_100)])).toMatchObject([
      { severity: 'warning', message: 'The sample rate goes with the emotion: 16000 Hz in 100 % of calm and 0 % of angry; a model can learn the one for the other.' },
      { severity: 'note' },
    ]);
    expect(findings('formats', [...of('sad', 16_000), ...of('sad', 44_100), ...of('angry', 16_000), ...of('angry', 44_100)])).toMatchObject([{ severity: 'note' }]);
  });
});

describe('durations', () => {
  it('names what is far from the others, and what is too short to judge', () => {
    const odd = [clip({ path: 'long.wav', durationSec: 30 }), clip({ path: 'short.wav', durationSec: 0.05 })];
    expect(findings('durations', [...clips(30), ...odd])).toMatchObject([
      { severity: 'warning', paths: ['short.wav'], message: 'The clip is 50 ms long, too short to judge.' },
      { severity: 'note', paths: ['long.wav'], message: /^The clip is 30\.0 s long; half of the clips are shorter than 3\.\d s\.$/ },
    ]);
    expect(findings('durations', clips(30, (i) => ({ durationSec: 2 + i / 10 })))).toEqual([]);
    // Too few to know what is usual.
    expect(findings('durations', [...clips(5), clip({ durationSec: 60 })])).toEqual([]);
  });

  it('compares clips with those of their own corpus', () => {
    expect(findings('durations', [...clips(30, () => ({ corpus: 'a' })), ...clips(12, (i) => ({ corpus: 'b', durationSec: 20 + i / 10 }))])).toEqual([]);
  });

  it('tells that clips were cut to one length', () => {
    expect(findings('durations', [...clips(10, () => ({ durationSec: 2 })), ...clips(10)])).toMatchObject([{ severity: 'note', paths: [], message: '10 of 20 clips are exactly 2.0 s long: they were cut or filled up to it.' }]);
    expect(findings('durations', [...clips(9, () => ({ durationSec: 2 })), ...clips(10)]).filter(({ paths }) => paths.length === 0)).toEqual([]);
  });
});
