import { describe, expect, it } from 'vitest';
import { cremadFiles } from '../../../../src/core/corpus/labels/cremadFiles.ts';
import { esdFiles } from '../../../../src/core/corpus/labels/esdFiles.ts';
import { iemocapFiles } from '../../../../src/core/corpus/labels/iemocapFiles.ts';
import type { LabelFormat } from '../../../../src/core/corpus/labels/labelTable.ts';
import { meldFiles } from '../../../../src/core/corpus/labels/meldFiles.ts';
import { mspPodcastFiles } from '../../../../src/core/corpus/labels/mspPodcastFiles.ts';
import { textFile } from './textFile.ts';

const parse = (format: LabelFormat, path: string, text: string) => {
  const [table] = format.parse([textFile(path, text)]);
  if (!table) throw new Error('no table');
  return { rows: table.rows.map(({ row, clip, labels, noEmotion }) => ({ row, clip, ...labels, ...(noEmotion && { noEmotion }) })), problems: table.problems };
};

describe('IEMOCAP', () => {
  const evaluation = (code: string, turn = 'Ses01F_impro01_F000'): string => `[6.2901 - 8.2357]\t${turn}\t${code}\t[2.5000, 2.5000, 2.5000]\nC-E2:\tNeutral;\t()\nA-E3:\tval 3; act 2; dom  2;\t()\n\n`;

  it('reads the turns of an evaluation and passes over what each listener said', () => {
    const text = `% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]\r\n\r\n${evaluation('neu')}${evaluation('exc', 'Ses01F_impro01_M001')}`;
    expect(parse(iemocapFiles, 'Session1/dialog/EmoEvaluation/Ses01F_impro01.txt', text)).toEqual({
      rows: [
        { row: 3, clip: 'ses01f_impro01_f000', emotion: 'neutral' },
        { row: 7, clip: 'ses01f_impro01_m001', emotion: 'excitement' },
      ],
      problems: [],
    });
    expect(iemocapFiles.idsOf?.('Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_F000.wav')).toEqual(['ses01f_impro01_f000']);
  });

  it('has a word for each code, none where nobody agreed, and a problem for any other', () => {
    const codes = ['ang', 'dis', 'exc', 'fea', 'fru', 'hap', 'neu', 'oth', 'sad', 'sur', 'xxx', 'zzz', 'yyy'];
    const { rows, problems } = parse(iemocapFiles, 'EmoEvaluation/x.txt', codes.map((code) => evaluation(code)).join(''));
    expect(rows.map((row) => row.emotion)).toEqual(['anger', 'disgust', 'excitement', 'fear', 'frustration', 'happiness', 'neutral', 'other', 'sadness', 'surprise', undefined]);
    expect(rows.at(-1)?.noEmotion).toBe(true);
    expect(problems).toEqual(['2 rows are left out: an emotion that is none of IEMOCAP\'s; the first is row 45 ("zzz").']);
  });

  it('reads the words of a transcription', () => {
    const text = 'Ses01F_impro01_F000 [006.2901-008.2357]: Excuse me.\nM: [BREATHING]\nSes01F_impro01_MXX0 [1.0-2.0]: Uh.\n';
    expect(parse(iemocapFiles, 'Session1/dialog/transcriptions/Ses01F_impro01.txt', text).rows).toEqual([
      { row: 1, clip: 'ses01f_impro01_f000', sentence: 'Excuse me.' },
      { row: 3, clip: 'ses01f_impro01_mxx0', sentence: 'Uh.' },
    ]);
  });
});

describe('MELD', () => {
  const header = 'Sr No.,Utterance,Speaker,Emotion,Sentiment,Dialogue_ID,Utterance_ID,Season,Episode,StartTime,EndTime\n';

  it('reads a table of utterances by its split', () => {
    const text = `${header}1,"also I was the point person, on it",Chandler,neutral,neutral,0,0,8,21,"00:16:16,059","00:16:21,731"\n2,You must’ve had your hands full.,The Interviewer,Joy,neutral,0,1,8,21,x,y\n3,,Ross,awe,neutral,0,2,8,21,x,y\n4,,Ross,joy,neutral,zero,2,8,21,x,y\n`;
    expect(parse(meldFiles, 'MELD.Raw/dev_sent_emo.csv', text)).toEqual({
      rows: [
        { row: 2, clip: 'dev/0/0', emotion: 'neutral', speaker: 'Chandler', sentence: 'also I was the point person, on it', session: 'dev dialogue 0', split: 'dev' },
        { row: 3, clip: 'dev/0/1', emotion: 'joy', speaker: 'The Interviewer', sentence: 'You must’ve had your hands full.', session: 'dev dialogue 0', split: 'dev' },
      ],
      problems: ['Row 4 is left out: an emotion that is none of MELD\'s ("awe").', 'Row 5 is left out: no numbers of a dialogue and an utterance ("zero,2").'],
    });
    expect(meldFiles.idsOf?.('dev_splits_complete/dia0_utt1.wav')).toEqual(['dev/0/1']);
    expect(meldFiles.idsOf?.('wav/dia0_utt1.wav')).toEqual(['train/0/1', 'dev/0/1', 'test/0/1']);
    expect(meldFiles.idsOf?.('wav/other.wav')).toEqual([]);
  });

  it('refuses a table without its columns', () => {
    expect(() => parse(meldFiles, 'train_sent_emo.csv', 'Utterance,Emotion\nHi,joy\n')).toThrowError(expect.objectContaining({ code: 'table-invalid', message: 'There is no column "dialogue_id"; the label file begins with "utterance,emotion".' }) as Error);
  });
});

describe('MSP-Podcast', () => {
  const csv = 'FileName,EmoClass,EmoAct,EmoVal,EmoDom,SpkrID,Gender,Split_Set\nMSP-PODCAST_0001_0008.wav,N,4.8,4.2,5,127,Female,Test1\nMSP-PODCAST_0001_0019.wav,X,4.2,3.6,4.2,Unknown,Unknown,Development\nMSP-PODCAST_0002_0033.wav,Q,1,1,1,1,Male,Train\n,A,1,1,1,1,Male,Train\n';
  const rows = [
    { clip: 'msp-podcast_0001_0008.wav', emotion: 'neutral', speaker: '127', sex: 'female', split: 'Test1' },
    { clip: 'msp-podcast_0001_0019.wav', split: 'Development', noEmotion: true },
  ];

  it('reads the consensus as CSV and as JSON alike', () => {
    const fromCsv = parse(mspPodcastFiles, 'Labels/labels_consensus.csv', csv);
    expect(fromCsv.rows.map(({ row: _, ...rest }) => rest)).toEqual(rows);
    expect(fromCsv.problems).toEqual(['Row 4 is left out: an emotion that is none of MSP-Podcast\'s ("Q").', 'Row 5 is left out: no file.']);
    const json = JSON.stringify({ 'MSP-PODCAST_0001_0008.wav': { EmoClass: 'N', SpkrID: 127, Gender: 'Female', Split_Set: 'Test1' }, 'MSP-PODCAST_0001_0019.wav': { EmoClass: 'X', SpkrID: 'Unknown', Gender: 'Unknown', Split_Set: 'Development' }, 'x.wav': [1] });
    const fromJson = parse(mspPodcastFiles, 'Labels/labels_consensus.json', json);
    expect(fromJson.rows.map(({ row: _, ...rest }) => rest)).toEqual(rows);
    expect(fromJson.problems).toHaveLength(1);
    expect(mspPodcastFiles.idsOf?.('Audios/MSP-PODCAST_0001_0008.wav')).toEqual(['msp-podcast_0001_0008.wav']);
  });

  it('has a word for each code', () => {
    const text = `FileName,EmoClass\n${[...'ASHUFDCNO'].map((code) => `${code}.wav,${code}\n`).join('')}`;
    expect(parse(mspPodcastFiles, 'labels_consensus.csv', text).rows.map((row) => row.emotion)).toEqual(['anger', 'sadness', 'happiness', 'surprise', 'fear', 'disgust', 'contempt', 'neutral', 'other']);
  });
});

describe('ESD', () => {
  const lines = ['0001_000001\t打远一看\t中立', '0001_000351\t打远一看\t生气', '0001_000701\tx\t快乐', '0001_001051\tx\t伤心', '0001_001401\tx\t惊喜', '0001_000002\tx\tAngry', '', '0001_000003 no tabs'];
  const emotions = ['neutral', 'angry', 'happy', 'sad', 'surprise', 'angry'];

  it('reads the text file of a speaker in the encodings that occur', () => {
    const text = lines.join('\r\n');
    const { rows, problems } = parse(esdFiles, '0001/0001.txt', text);
    expect(rows.map(({ emotion }) => emotion)).toEqual(emotions);
    expect(rows[0]?.clip).toBe('0001_000001');
    expect(problems).toEqual(['Row 8 is left out: no name of a clip ("0001_000003 no tabs").']);
    const utf16 = Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((character) => [character.charCodeAt(0) & 255, character.charCodeAt(0) >> 8])]);
    // 中立 and 生气 in GB 18030.
    const gb = Uint8Array.from([...Buffer.from('0001_000001\tx\t'), 0xd6, 0xd0, 0xc1, 0xa2, 10, ...Buffer.from('0001_000351\tx\t'), 0xc9, 0xfa, 0xc6, 0xf8, 10]);
    expect(esdFiles.parse([{ path: '0001.txt', bytes: utf16 }])[0]?.rows.map(({ labels }) => labels.emotion)).toEqual(emotions);
    expect(esdFiles.parse([{ path: '0001.txt', bytes: gb }])[0]?.rows.map(({ labels }) => labels.emotion)).toEqual(['neutral', 'angry']);
  });

  it('counts lines of other emotions', () => {
    expect(parse(esdFiles, '0001.txt', '0001_000001\tx\tbored\n0001_000002\tx\t__proto__\n').problems).toEqual(['2 rows are left out: an emotion that is none of ESD\'s; the first is row 1 ("bored").']);
  });
});

describe('CREMA-D', () => {
  it('reads the sex of each actor', () => {
    const { rows, problems } = parse(cremadFiles, 'VideoDemographics.csv', 'ActorID,Age,Sex,Race,Ethnicity\n1001,51,Male,Caucasian,Not Hispanic\n1002,21,Female,Caucasian,Not Hispanic\n1003,x,?,,\n');
    expect(rows).toEqual([{ row: 2, clip: '1001', sex: 'male' }, { row: 3, clip: '1002', sex: 'female' }]);
    expect(problems).toEqual(['Row 4 is left out: no actor or no sex ("1003,?").']);
    expect(cremadFiles.idsOf?.('AudioWAV/1002_IEO_ANG_HI.wav')).toEqual(['1002']);
    expect(cremadFiles.idsOf?.('AudioWAV/other.wav')).toEqual([]);
  });
});
