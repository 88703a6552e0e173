import { describe, expect, it } from 'vitest';
import { labelClip } from '../../../../src/core/corpus/labelClip.ts';
import { createLabelBook } from '../../../../src/core/corpus/labels/labelBook.ts';
import { labelJobs } from '../../../../src/core/corpus/labels/labelFiles.ts';
import { textFile } from './textFile.ts';

/** A book of label files over clips, as a scan of /data/corpus makes it. */
const bookOf = (clips: readonly string[], files: Readonly<Record<string, string>>) =>
  createLabelBook('/data/corpus', clips, labelJobs(Object.keys(files)).flatMap(({ format, paths }) => format.parse(paths.map((path) => textFile(path, files[path] ?? ''))).map((table) => ({ format, table }))));
const label = (inside: string, files: Readonly<Record<string, string>>, durationSec = 1) => labelClip({ path: `corpus/${inside}`, inside, durationSec }, bookOf([inside], files));

describe('paths of a manifest', () => {
  const emotionOf = (written: string, clip: string, manifest = 'lists/m.csv'): string | undefined => bookOf([clip], { [manifest]: `file,emotion\n${written},sad\n` }).labelsOf(clip, 1)?.labels.emotion;

  it('are looked up from its folder on, then from the folders above it', () => {
    expect(emotionOf('a.wav', 'lists/a.wav')).toBe('sad');
    expect(emotionOf('wav/a.wav', 'wav/a.wav')).toBe('sad');
    expect(emotionOf('../wav/./a.wav', 'wav/a.wav')).toBe('sad');
    expect(emotionOf('wav\\\\deep\\a.wav', 'wav/deep/a.wav')).toBe('sad');
    expect(emotionOf('/data/corpus/wav/a.wav', 'wav/a.wav')).toBe('sad');
    expect(emotionOf('downloads/x/a.wav', 'downloads/x/a.wav', 'data/x/fold_1/test.jsonl.csv')).toBe('sad');
    expect(emotionOf('\u00e9.wav', 'lists/e\u0301.wav')).toBe('sad');
    expect(emotionOf('e\u0301.wav', 'lists/\u00e9.wav')).toBe('sad');
    expect(emotionOf('A.wav', 'lists/a.wav')).toBeUndefined();
  });

  it('never lead out of the opened folder', () => {
    const written = ['../../etc/passwd', '/etc/passwd', 'C:\\\\Windows\\\\a.wav', '/data/corpus/../other/a.wav', '/data/corpus2/a.wav', '..', '../../corpus/wav/a.wav'];
    const { problems } = bookOf(['wav/a.wav', 'etc/passwd', 'other/a.wav'], { 'lists/m.csv': `file,emotion\n${written.join(',sad\n')},sad\ngone.wav,sad\n` });
    expect(problems).toEqual([
      { path: 'lists/m.csv', message: '6 of 8 rows name files outside of the opened folder, which are not looked at; the first is row 2: "../../etc/passwd".' },
      { path: 'lists/m.csv', message: '2 of 8 rows name audio files that are not there; the first is row 7: "..".' },
    ]);
  });
});

describe('what label files say together', () => {
  it('adds up over files, and is the same however often it is said', () => {
    const book = bookOf(['a.wav'], { 'm1.csv': 'file,emotion\na.wav,happy\n', 'm2.csv': 'file,emotion,speaker,split\na.wav,Happiness,anna,test\na.wav,happy,anna,train\n' });
    expect(book.labelsOf('a.wav', 1)).toEqual({ corpus: 'manifest', labels: { emotion: 'happy', speaker: 'anna' }, noEmotion: false, faults: [] });
  });

  it('is not taken where it is contradictory', () => {
    const book = bookOf(['a.wav'], { 'm.csv': 'file,emotion,speaker\na.wav,happy,anna\na.wav,sad,bert\n' });
    expect(book.labelsOf('a.wav', 1)).toMatchObject({ labels: {}, faults: [{ field: 'emotion', message: 'Label files disagree on its emotion, and none is taken: "happy" in m.csv, row 2, "sad" in m.csv, row 3.' }, { field: 'speaker' }] });
    // Two words of no known emotion are two emotions.
    expect(bookOf(['a.wav'], { 'm.csv': 'file,emotion\na.wav,3\na.wav,4\n' }).labelsOf('a.wav', 1)?.labels.emotion).toBeUndefined();
  });

  it('counts for a part only where the part is the whole', () => {
    const files = { 'm.csv': 'file,start,end,emotion\na.wav,0,1.98,sad\n' };
    expect(bookOf(['a.wav'], files).labelsOf('a.wav', 2)?.labels.emotion).toBe('sad');
    expect(bookOf(['a.wav'], files).labelsOf('a.wav', 2.1)).toMatchObject({ labels: {}, faults: [{ message: 'm.csv, row 2, labels only 0.00 to 1.98 s of its 2.10 s; labels of parts are not read.' }] });
  });

  it('finds a MELD clip without a split only where all splits say the same', () => {
    const table = (emotion: string, speaker: string): string => `Utterance,Speaker,Emotion,Dialogue_ID,Utterance_ID\nHi,${speaker},${emotion},0,0\n`;
    expect(bookOf([], { 'dev_sent_emo.csv': table('joy', 'Ross') }).labelsOf('dia0_utt0.wav', 1)?.labels).toMatchObject({ emotion: 'joy', speaker: 'Ross', split: 'dev' });
    const both = bookOf([], { 'dev_sent_emo.csv': table('joy', 'Ross'), 'test_sent_emo.csv': table('joy', 'Joey') });
    expect(both.labelsOf('dia0_utt0.wav', 1)?.labels).toEqual({ emotion: 'joy', sentence: 'Hi' });
    expect(both.labelsOf('test/dia0_utt0.wav', 1)?.labels).toMatchObject({ speaker: 'Joey', split: 'test' });
  });
});

describe('labelClip', () => {
  it('lets the name stand by the rule of a corpus, and adds what only files know', () => {
    expect(label('AudioWAV/1002_IEO_ANG_HI.wav', { 'VideoDemographics.csv': 'ActorID,Sex\n1002,Female\n' })).toEqual({ corpus: 'cremad', labels: { emotion: 'anger', speaker: '1002', sex: 'female', sentence: 'IEO', intensity: 'high' }, faults: [] });
    const manifest = { 'm.csv': 'file,emotion,speaker\n03a01Fa.wav,sad,3\n' };
    expect(label('03a01Fa.wav', manifest)).toMatchObject({ corpus: 'emodb', labels: { emotion: 'happiness', speaker: '03' }, faults: ['Its name says "happiness" by the rule of EMO-DB, a label file "sad"; the name is taken.'] });
    // The same emotion in another word, and a code, are no disagreement.
    for (const word of ['joy', 'F']) expect(label('03a01Fa.wav', { 'm.csv': `file,emotion\n03a01Fa.wav,${word}\n` }).faults, word).toEqual([]);
  });

  it('lets label files win over folders named by emotion, whose speaker stays where they tell none', () => {
    expect(label('happy/anna/1.wav', { 'm.csv': 'file,emotion\nhappy/anna/1.wav,sad\n' })).toEqual({ corpus: 'manifest', labels: { emotion: 'sad', speaker: 'anna' }, faults: [] });
    expect(label('happy/anna/1.wav', { 'm.csv': 'file,emotion,speaker\nhappy/anna/1.wav,,bert\n' })).toMatchObject({ corpus: 'folders', labels: { emotion: 'happy', speaker: 'bert' } });
    expect(label('x/1.wav', {})).toEqual({ corpus: undefined, labels: {}, faults: [] });
  });

  it('tells missing files of a corpus from clips that they leave out and from those without agreement', () => {
    const clip = 'Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_F000.wav';
    const evaluation = (turn: string, code: string) => ({ 'Session1/dialog/EmoEvaluation/Ses01F_impro01.txt': `[1.0 - 2.0]\t${turn}\t${code}\t[2, 2, 2]\n` });
    expect(label(clip, {})).toMatchObject({ corpus: 'iemocap', faults: [], lacksFilesOf: { name: 'IEMOCAP' } });
    expect(label(clip, evaluation('Ses01F_impro01_F001', 'ang'))).toMatchObject({ faults: ['It has no emotion: Session*/dialog/EmoEvaluation/*.txt do not name it.'] });
    expect(label(clip, evaluation('Ses01F_impro01_F000', 'xxx'))).toEqual({ corpus: 'iemocap', labels: { speaker: 'Ses01F', sex: 'female', session: 'Ses01' }, faults: [] });
    expect(label(clip, evaluation('Ses01F_impro01_F000', 'fru'))).toMatchObject({ labels: { emotion: 'frustration' }, faults: [] });
  });
});

describe('labelJobs', () => {
  it('knows label files by their names and leaves the rest alone', () => {
    const named = (path: string): string | undefined => labelJobs([path]).map(({ format, doubtful }) => `${format.corpus}${doubtful ? '?' : ''}`)[0];
    expect(named('IEMOCAP/Session1/dialog/EmoEvaluation/Ses01F_impro05a.txt')).toBe('iemocap');
    expect(named('IEMOCAP/Session1/dialog/transcriptions/Ses01M_script01_1b.txt')).toBe('iemocap');
    for (const path of ['Session1/dialog/EmoEvaluation/Categorical/Ses01F_impro01_e2_cat.txt', 'Session1/dialog/EmoEvaluation/Attribute/Ses01F_impro01_e3_atr.txt', 'Session1/dialog/MOCAP_head/Ses01F_impro01.txt', 'README.txt', 'Info.txt', 'config.json', 'x.yaml', '0021/0021.txt']) expect(named(path), path).toBeUndefined();
    expect(['MELD/train/train_sent_emo.csv', 'Labels/labels_consensus.csv', 'label/labels_concensus.json', '0001/0001.txt', 'VideoDemographics.csv', 'x/list.tsv', 'fold_1/test.jsonl'].map(named)).toEqual(['meld', 'msppodcast', 'msppodcast', 'esd', 'cremad', 'manifest?', 'manifest?']);
    expect(labelJobs(['Labels/labels_consensus.csv', 'Labels/labels_consensus.json']).map(({ paths }) => paths)).toEqual([['Labels/labels_consensus.csv']]);
  });
});
