import { cpSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeWav } from '../../src/core/audio/wav.ts';
import { scanCorpus, type ScannedClip } from '../../src/node/scanCorpus.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const dir = temporaryFolder();
const clip = encodeWav(new Float32Array(3200), 8000);

/** Writes a folder of clips of 0.4 s and of text files. */
function folder(name: string, clips: readonly string[], files: Readonly<Record<string, string>> = {}): string {
  const root = join(dir, name);
  for (const [path, content] of [...clips.map((path) => [path, clip] as const), ...Object.entries(files)]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** A scan with paths as they are inside of the folder, and labels without those that are absent. */
async function scan(root: string) {
  const { corpus, clips, problems, labelProblems } = await scanCorpus(root);
  const inside = (path: string): string => path.slice(root.length + 1);
  const fields = ({ corpus: of, emotion, speaker, sex, sentence, intensity, session, split }: ScannedClip) => Object.fromEntries(Object.entries({ corpus: of, emotion, speaker, sex, sentence, intensity, session, split }).filter(([, value]) => value !== undefined));
  return {
    corpus,
    labels: Object.fromEntries(clips.map((found) => [inside(found.path), fields(found)])),
    problems: problems.map(({ path, code }) => [inside(path), code]),
    labelProblems: labelProblems.map(({ path, code, message }) => [inside(path), code, message]),
  };
}

const UNKNOWN = 'No known rule fits its name among the clips of a corpus, and no label file names it: it has no label.';

describe('scanning a corpus with its label files', () => {
  it('IEMOCAP: emotions of EmoEvaluation, words of the transcriptions, and what is left over', async () => {
    const wav = (turn: string): string => `Session1/sentences/wav/${turn.slice(0, -5)}/${turn}.wav`;
    const root = folder('IEMOCAP', [...['Ses01F_impro01_F000', 'Ses01F_impro01_M000', 'Ses01F_impro01_F001', 'Ses01F_impro01_F002'].map(wav), 'Session1/dialog/wav/Ses01F_impro01.wav'], {
      'Session1/dialog/EmoEvaluation/Ses01F_impro01.txt': '% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]\n\n[6.2901 - 8.2357]\tSes01F_impro01_F000\tneu\t[2.5000, 2.5000, 2.5000]\nC-E2:\tNeutral;\t()\n\n[10.0 - 11.0]\tSes01F_impro01_M000\texc\t[2.5, 2.5, 2.5]\n[12.0 - 13.0]\tSes01F_impro01_F001\txxx\t[2.5, 2.5, 2.5]\n',
      'Session1/dialog/EmoEvaluation/Categorical/Ses01F_impro01_e2_cat.txt': 'Ses01F_impro01_F000 :Anger; ()\n',
      'Session1/dialog/transcriptions/Ses01F_impro01.txt': 'Ses01F_impro01_F000 [006.2901-008.2357]: Excuse me.\n',
    });
    expect(await scan(root)).toEqual({
      corpus: 'iemocap',
      labels: {
        'Session1/dialog/wav/Ses01F_impro01.wav': {},
        [wav('Ses01F_impro01_F000')]: { corpus: 'iemocap', emotion: 'neutral', speaker: 'Ses01F', sex: 'female', sentence: 'Excuse me.', session: 'Ses01' },
        [wav('Ses01F_impro01_F001')]: { corpus: 'iemocap', speaker: 'Ses01F', sex: 'female', session: 'Ses01' },
        [wav('Ses01F_impro01_F002')]: { corpus: 'iemocap', speaker: 'Ses01F', sex: 'female', session: 'Ses01' },
        [wav('Ses01F_impro01_M000')]: { corpus: 'iemocap', emotion: 'excitement', speaker: 'Ses01M', sex: 'male', session: 'Ses01' },
      },
      problems: [],
      labelProblems: [
        ['Session1/dialog/wav/Ses01F_impro01.wav', 'no-labels', UNKNOWN],
        [wav('Ses01F_impro01_F002'), 'no-labels', 'It has no emotion: Session*/dialog/EmoEvaluation/*.txt do not name it.'],
      ],
    });
  });

  it('MELD: the same numbers in every split are different clips', async () => {
    const table = (emotion: string, speaker: string): string => `Sr No.,Utterance,Speaker,Emotion,Sentiment,Dialogue_ID,Utterance_ID\n1,"Hi, you.",${speaker},${emotion},neutral,0,0\n`;
    const root = folder('MELD.Raw', ['train/train_splits/dia0_utt0.wav', 'dev_splits_complete/dia0_utt0.wav', 'output_repeated_splits_test/dia0_utt0.wav', 'output_repeated_splits_test/final_videos_testdia0_utt0.wav'], {
      'train/train_sent_emo.csv': table('joy', 'Ross'),
      'dev_sent_emo.csv': table('sadness', 'Rachel'),
      'test_sent_emo.csv': table('surprise', 'Joey'),
    });
    const { corpus, labels, labelProblems } = await scan(root);
    expect(corpus).toBe('meld');
    expect(labels['train/train_splits/dia0_utt0.wav']).toEqual({ corpus: 'meld', emotion: 'joy', speaker: 'Ross', sentence: 'Hi, you.', session: 'train dialogue 0', split: 'train' });
    expect(labels['dev_splits_complete/dia0_utt0.wav']).toMatchObject({ emotion: 'sadness', speaker: 'Rachel', split: 'dev' });
    expect(labels['output_repeated_splits_test/dia0_utt0.wav']).toMatchObject({ emotion: 'surprise', speaker: 'Joey', split: 'test' });
    expect(labelProblems).toEqual([['output_repeated_splits_test/final_videos_testdia0_utt0.wav', 'no-labels', UNKNOWN]]);
  });

  it('a corpus without its label files: one sentence, not one for each clip', async () => {
    const root = folder('without', ['train_splits/dia0_utt0.wav', 'train_splits/dia0_utt1.wav']);
    expect((await scan(root)).labelProblems).toEqual([['', 'no-labels', 'MELD keeps its emotions in train_sent_emo.csv, dev_sent_emo.csv and test_sent_emo.csv, which are not here: 2 clips have none.']]);
  });

  it('MSP-Podcast: turns by the names that the table gives them', async () => {
    const table = { 'Labels/labels_consensus.csv': 'FileName,EmoClass,EmoAct,EmoVal,EmoDom,SpkrID,Gender,Split_Set\nMSP-PODCAST_0001_0008.wav,N,4.8,4.2,5,127,Female,Test1\nMSP-PODCAST_0001_0019.wav,X,4,3,4,Unknown,Male,Train\nMSP-PODCAST_9999_0001.wav,A,4,3,4,1,Male,Train\n' };
    const root = folder('MSP', ['Audios/MSP-PODCAST_0001_0008.wav', 'Audios/MSP-PODCAST_0001_0019.wav'], table);
    expect(await scan(root)).toEqual({
      corpus: 'msppodcast',
      labels: {
        'Audios/MSP-PODCAST_0001_0008.wav': { corpus: 'msppodcast', emotion: 'neutral', speaker: '127', sex: 'female', split: 'Test1' },
        'Audios/MSP-PODCAST_0001_0019.wav': { corpus: 'msppodcast', sex: 'male', split: 'Train' },
      },
      problems: [],
      // Parts of a corpus are common: turns that are not there are no problem.
      labelProblems: [],
    });
  });

  it('ESD: labels of the text file for clips in no folder of an emotion, which may not contradict one', async () => {
    const root = folder('ESD', ['0001/0001_000001.wav', '0001/Angry/0001_000351.wav', '0001/Happy/0001_000701.wav'], { '0001/0001.txt': '0001_000001\t打远一看\t中立\n0001_000351\t打远一看\t伤心\n0001_000701\tx\t快乐\n' });
    const { corpus, labels, labelProblems } = await scan(root);
    expect([corpus, ...Object.values(labels).map(({ emotion }) => emotion)]).toEqual(['esd', 'neutral', 'angry', 'happy']);
    expect(labelProblems).toEqual([['0001/Angry/0001_000351.wav', 'table-invalid', 'Its name says "angry" by the rule of ESD, a label file "sad"; the name is taken.']]);
  });

  it('CREMA-D: the sex of the actors', async () => {
    const root = folder('CREMA-D', ['AudioWAV/1002_IEO_ANG_HI.wav'], { 'VideoDemographics.csv': 'ActorID,Age,Sex,Race,Ethnicity\n1002,21,Female,Caucasian,Not Hispanic\n' });
    expect((await scan(root)).labels['AudioWAV/1002_IEO_ANG_HI.wav']).toMatchObject({ emotion: 'anger', sex: 'female', intensity: 'high' });
  });

  it('an audformat database, as audformat writes it', async () => {
    const root = folder('mini', ['wav/a.wav', 'wav/b.wav', 'wav/deep/c.wav', 'wav/d.wav', 'wav/e.wav']);
    cpSync(join(import.meta.dirname, '../golden/corpora/audformat'), root, { recursive: true });
    const { corpus, labels, labelProblems } = await scan(root);
    expect(corpus).toBe('audformat');
    expect(labels['wav/a.wav']).toEqual({ corpus: 'audformat', emotion: 'anger', speaker: '3', sex: 'male', sentence: 'a01', split: 'train' });
    expect(labels['wav/deep/c.wav']).toEqual({ corpus: 'audformat', emotion: 'boredom', speaker: '8', sex: 'female', sentence: 'a01', split: 'test' });
    expect(labelProblems).toEqual([['wav/e.wav', 'no-labels', 'db.emotion.test.csv, row 4, labels only 1.00 to 1.50 s of its 0.40 s; labels of parts are not read.']]);
  });

  it('manifests in CSV and JSON lines, beside tables that are none', async () => {
    const root = folder('calls', ['wav/a.wav', 'wav/b.wav', 'wav/c.wav', 'wav/junk.wav'], {
      'list.csv': 'file;speaker;emotion;gender\nwav/a.wav;anna;Angry;f\nwav/gone.wav;anna;sad;f\n../../etc/passwd;x;sad;m\n',
      'more/test.jsonl': '{"wav":"wav/b.wav","emo":"amused","speaker":"bert"}\n{"wav":"../wav/c.wav","emo":"sad"}\nnot json\n',
      'features.csv': 'file,mfcc_mean_0\nwav/a.wav,1\n',
      'notes.txt': 'x',
    });
    writeFileSync(join(root, 'wav/broken.wav'), 'junk');
    expect(await scan(root)).toEqual({
      corpus: 'manifest',
      labels: {
        'wav/a.wav': { corpus: 'manifest', emotion: 'angry', speaker: 'anna', sex: 'female' },
        'wav/b.wav': { corpus: 'manifest', emotion: 'amused', speaker: 'bert' },
        'wav/c.wav': { corpus: 'manifest', emotion: 'sad' },
        'wav/junk.wav': {},
      },
      problems: [['wav/broken.wav', 'wav-invalid']],
      labelProblems: [
        ['list.csv', 'table-invalid', '1 of 3 rows name files outside of the opened folder, which are not looked at; the first is row 4: "../../etc/passwd".'],
        ['list.csv', 'table-invalid', '1 of 3 rows name audio files that are not there; the first is row 3: "wav/gone.wav".'],
        ['more/test.jsonl', 'table-invalid', 'Row 3 is left out: no JSON object of the size of a label.'],
        ['wav/junk.wav', 'no-labels', UNKNOWN],
      ],
    });
  });

  it('several corpora in one folder: shared words, and nobody and nothing said is taken for another', async () => {
    const root = folder('all', ['03-01-08-01-02-01-02.wav', 'tess/OAF_back_ps.wav', 'AESDD/fear/f02 (2).wav', 'DC/su01.wav', 'sam_Amused/amused_1-28_0002.wav', 'calls/x.wav'], { 'calls/manifest.csv': 'file,emotion,speaker\nx.wav,joy,02\n' });
    const { corpus, labels } = await scan(root);
    expect(corpus).toBe('mixed');
    expect(Object.values(labels).map(({ corpus: of, emotion, speaker, sentence }) => [of, emotion, speaker, sentence])).toEqual([
      ['ravdess', 'surprise', 'ravdess:02', 'ravdess:02'],
      ['aesdd', 'fear', 'aesdd:2', 'aesdd:02'],
      ['savee', 'surprise', 'savee:DC', undefined],
      ['manifest', 'happiness', 'manifest:02', undefined],
      ['emovdb', 'amused', 'emovdb:sam', 'emovdb:0002'],
      ['tess', 'surprise', 'tess:OAF', 'tess:back'],
    ]);
  });

  it('names sound files of kinds that are not read, and passes over what is no sound', async () => {
    const root = folder('kinds', ['a.wav'], { 'b.m4a': 'x', 'c.OPUS': 'x', 'film.mp4': 'x', 'notes.docx': 'x' });
    expect(await scan(root)).toMatchObject({ problems: [['b.m4a', 'format-unsupported'], ['c.OPUS', 'format-unsupported']] });
    expect((await scanCorpus(root)).problems[1]?.message).toBe('Files of the kind .opus are not read; WAV, FLAC, MP3 and Ogg are.');
  });

  it('a folder of clips that nobody knows is no corpus, and no list of problems', async () => {
    expect(await scan(folder('plain', ['a.wav', 'b.wav'], { 'readings.csv': 'time,value\n1,2\n' }))).toMatchObject({ corpus: 'unknown', problems: [], labelProblems: [] });
  });
});

describe('hostile label files', () => {
  it('end in one sentence each, and the clips stay', async () => {
    const root = folder('hostile', ['03a01Fa.wav', 'x/y.wav'], {
      'manifest.csv': 'a\0b',
      'labels.jsonl': '['.repeat(100_000),
      'db/db.yaml': 'a: &a [x, x]\nb: &b [*a, *a]\n',
      'db/db.emotion.csv': 'file,emotion\n../../../../etc/passwd,sad\n',
      'train_sent_emo.csv': 'Utterance\nx\n',
      'labels_consensus.json': '{"a":'.repeat(100_000),
      'VideoDemographics.csv': '',
    });
    writeFileSync(join(root, 'huge.csv'), 'file,emotion\n03a01Fa.wav,sad\n');
    // A file with a hole: larger than any memory, and nearly nothing on the disk.
    truncateSync(join(root, 'huge.csv'), 2 ** 40);
    mkdirSync(join(root, 'list.csv'));
    symlinkSync('/dev/zero', join(root, 'annotations.csv'));
    symlinkSync(join(root, 'nowhere'), join(root, 'metadata.csv'));
    const { corpus, labels, labelProblems } = await scan(root);
    expect([corpus, labels['03a01Fa.wav']?.emotion]).toEqual(['emodb', 'happiness']);
    expect(labelProblems.map(([path, code]) => [path, code])).toEqual([
      ['VideoDemographics.csv', 'table-invalid'],
      ['annotations.csv', 'file-unreadable'],
      ['db/db.emotion.csv', 'table-invalid'],
      ['db/db.yaml', 'table-invalid'],
      ['huge.csv', 'table-invalid'],
      ['labels.jsonl', 'table-invalid'],
      ['labels_consensus.json', 'table-invalid'],
      ['manifest.csv', 'table-invalid'],
      ['metadata.csv', 'file-unreadable'],
      ['train_sent_emo.csv', 'table-invalid'],
      ['x/y.wav', 'no-labels'],
    ]);
  });

  it('are left when the scan is cancelled', async () => {
    const root = folder('cancelled', ['a.wav'], { 'manifest.csv': 'file,emotion\na.wav,sad\n' });
    await expect(scanCorpus(root, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  });
});
