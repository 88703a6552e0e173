import { describe, expect, it } from 'vitest';
import { isManifest, manifestFiles } from '../../../../src/core/corpus/labels/manifest.ts';
import { textFile } from './textFile.ts';

const parse = (path: string, text: string) => {
  const [table] = manifestFiles.parse([textFile(path, text)]);
  if (!table) throw new Error('no table');
  return { rows: table.rows.map(({ row: _, labels, ...rest }) => ({ ...rest, ...labels })), problems: table.problems };
};
const start = (path: string, text: string): boolean => isManifest(path, textFile(path, text).bytes);

describe('a CSV manifest', () => {
  it('gives each field by its column, in whatever order, case and delimiter', () => {
    const row = { clip: 'wav/a.wav', emotion: 'angry', speaker: 'anna', sex: 'female', sentence: 'Hello there', intensity: 'high', session: '3', split: 'train' };
    for (const delimiter of [',', ';', '\t']) {
      const text = ['gender', 'File', 'SPEAKER', 'emotion', 'text', 'intensity', 'session', 'split', 'valence'].join(delimiter) + '\r\n' + ['F', 'wav/a.wav', 'anna', ' Angry ', '"Hello\n there"', 'high', '3', 'train', '0.5'].join(delimiter) + '\r\n';
      expect(parse('m.csv', `\ufeff${text}`), delimiter).toEqual({ rows: [row], problems: [] });
    }
  });

  it('keeps words that it does not know, and gives no emotion where the cell is empty', () => {
    expect(parse('m.csv', 'path,emo\na.wav,Sehr Wütend\nb.wav,HAPPY\nc.wav,\nd.wav,3\n').rows.map((row) => row.emotion)).toEqual(['Sehr Wütend', 'happy', undefined, '3']);
  });

  it('takes a column "label" for emotions only where it has no other, and by known words only', () => {
    expect(parse('m.csv', 'file,label\na.wav,sad\nb.wav,male\nc.wav,speech\n')).toEqual({
      rows: [{ clip: 'a.wav', emotion: 'sad' }],
      problems: ['2 rows are left out: a "label" that is no known emotion (a column called "emotion" is taken as it is); the first is row 3 ("male").'],
    });
    expect(parse('m.csv', 'file,label,emotion\na.wav,male,sad\n').rows).toEqual([{ clip: 'a.wav', emotion: 'sad' }]);
  });

  it('reads times as seconds and as timedeltas of pandas', () => {
    expect(parse('m.csv', 'file,start,end,emotion\na.wav,0,1.5,sad\nb.wav,0 days 00:00:00,0 days 00:01:01.898250,sad\nc.wav,1 days,NaT,sad\nd.wav,-1,2,sad\ne.wav,soon,2,sad\n')).toEqual({
      rows: [
        { clip: 'a.wav', emotion: 'sad', startSec: 0, endSec: 1.5 },
        { clip: 'b.wav', emotion: 'sad', startSec: 0, endSec: 61.89825 },
        { clip: 'c.wav', emotion: 'sad', startSec: 86_400 },
      ],
      problems: ['2 rows are left out: a start or an end that is no time; the first is row 5 ("-1,2").'],
    });
  });

  it('counts rows that cannot be used', () => {
    expect(parse('m.csv', 'file,emotion\na.wav,sad,extra\n,sad\n\nb.wav\nc.wav,sad\u001b[2J\nd.wav,sad\n')).toEqual({
      rows: [{ clip: 'd.wav', emotion: 'sad' }],
      problems: [
        '2 rows are left out: more or fewer cells than the header; the first is row 2.',
        'Row 3 is left out: no file.',
        'Row 6 is left out: a label of more than 200 characters, or with control characters ("sad\\u001b[2J").',
      ],
    });
  });

  it('is known by its header alone', () => {
    for (const header of ['file,emotion', 'speaker;FILE;Emotion', 'path\tlabel', '"file_name","emo"', '\ufefffile,emotion\na,b']) expect(start('x.csv', header), header).toBe(true);
    for (const header of ['', 'file,mfcc_mean_0,mfcc_mean_1', 'emotion,speaker', 'time,rms', 'file emotion', 'files,emotions']) expect(start('x.csv', header), header).toBe(false);
    expect(start('x.jsonl', '{"wav": "a.wav", "emo": "sad"}\n{')).toBe(true);
    for (const line of ['', 'x', '[]', '"file"', '{"file":1}', '{"file":"a.wav","emotion":"sad"']) expect(start('x.jsonl', line), line).toBe(false);
    expect(isManifest('x.csv', Uint8Array.from([0x66, 0, 0xff]))).toBe(false);
    // A name that claims to be a manifest is worth a refusal.
    expect(start('data/manifest.csv', 'a,b')).toBe(true);
    expect(() => parse('data/manifest.csv', 'a,b\n1,2\n')).toThrowError(/needs a column for the file \(file, path, filename, file_name …\) and one for the emotion \(emotion, emo\)/);
  });
});

describe('a JSON lines manifest', () => {
  it('reads EmoBox lines', () => {
    const line = { key: 'aesdd-a06-5b', dataset: 'aesdd', wav: 'downloads/aesdd/anger/a06 (5)b.wav', type: 'raw', sample_rate: 44100, num_frame: 237054, task: 'category', length: 5.375, emo: 'a', channel: 1 };
    expect(parse('x.jsonl', `${JSON.stringify(line)}\n\r\n${JSON.stringify({ ...line, emo: 'Angry', speaker: 7 })}`)).toEqual({
      rows: [{ clip: line.wav, emotion: 'a' }, { clip: line.wav, emotion: 'angry', speaker: '7' }],
      problems: [],
    });
  });

  it('counts lines that are none, and takes a key for a key', () => {
    const text = ['{"file":"a.wav","emotion":"__proto__","__proto__":{"speaker":"x"}}', 'junk', '[1]', `${'['.repeat(5000)}`, '{"file":{"a":1},"emotion":"sad"}', '{"constructor":1}'].join('\n');
    const { rows, problems } = parse('x.jsonl', text);
    expect(rows).toEqual([{ clip: 'a.wav', emotion: '__proto__' }]);
    expect(problems).toEqual(['3 rows are left out: no JSON object of the size of a label; the first is row 2.', '2 rows are left out: no file; the first is row 5.']);
    expect(({} as { speaker?: unknown }).speaker).toBeUndefined();
  });
});
