import { describe, expect, it } from 'vitest';
import { recogniseClip } from '../../../src/core/corpus/corpora.ts';
import { canonicalEmotion, canonicalEmotions } from '../../../src/core/corpus/emotion.ts';
import { aesddNames, esdNames, ravdessNames, saveeNames, tessNames } from './generatedNames.ts';

const read = (path: string) => {
  const found = recogniseClip(path);
  return found && { corpus: found.convention.id, ...found.labels };
};

function tally(all: readonly (Readonly<Record<string, string>> | undefined)[], field: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const labels of all) counts[labels?.[field] ?? 'none'] = (counts[labels?.[field] ?? 'none'] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort());
}

describe('recogniseClip', () => {
  it('reads RAVDESS names: emotion, intensity, statement, actor and sex', () => {
    expect(read('Actor_12/03-01-06-02-01-02-12.wav')).toEqual({ corpus: 'ravdess', emotion: 'fearful', speaker: '12', sex: 'female', sentence: '01', intensity: 'strong' });
    expect(read('03-01-01-01-02-01-07.WAV')).toEqual({ corpus: 'ravdess', emotion: 'neutral', speaker: '07', sex: 'male', sentence: '02', intensity: 'normal' });
    const emotions = ['neutral', 'calm', 'happy', 'sad', 'angry', 'fearful', 'disgust', 'surprised'];
    expect(emotions.map((_, i) => read(`03-01-0${i + 1}-01-01-01-01.wav`)?.emotion)).toEqual(emotions);
  });

  it('reads EMO-DB names', () => {
    expect(read('wav/16b10Wb.wav')).toEqual({ corpus: 'emodb', emotion: 'anger', speaker: '16', sex: 'female', sentence: 'b10' });
    expect([...'WLEAFTN'].map((letter) => read(`03a01${letter}a.wav`)?.emotion)).toEqual(['anger', 'boredom', 'disgust', 'fear', 'happiness', 'sadness', 'neutral']);
  });

  it('reads CREMA-D names, with and without a level', () => {
    expect(read('1001_IEO_ANG_HI.wav')).toEqual({ corpus: 'cremad', emotion: 'anger', speaker: '1001', sentence: 'IEO', intensity: 'high' });
    expect(read('1076_MTI_SAD_XX.wav')).toEqual({ corpus: 'cremad', emotion: 'sad', speaker: '1076', sentence: 'MTI' });
  });

  it('reads TESS names by the file, whatever its folder is called', () => {
    expect(read('TESS/OAF_Pleasant_surprise/OAF_back_ps.wav')).toEqual({ corpus: 'tess', emotion: 'pleasant_surprise', speaker: 'OAF', sex: 'female', sentence: 'back' });
    expect(read('YAF_happy/yaf_DOG_Sad.WAV')).toEqual({ corpus: 'tess', emotion: 'sad', speaker: 'YAF', sex: 'female', sentence: 'dog' });
    expect(read('OA_bite_neutral.wav')).toMatchObject({ speaker: 'OAF' });
    const all = tessNames().map(read);
    expect(all).toHaveLength(2800);
    expect(tally(all, 'emotion')).toEqual({ angry: 400, disgust: 400, fear: 400, happy: 400, neutral: 400, pleasant_surprise: 400, sad: 400 });
    expect([tally(all, 'corpus'), tally(all, 'speaker')]).toEqual([{ tess: 2800 }, { OAF: 1400, YAF: 1400 }]);
  });

  it('reads SAVEE names in both layouts, "sa" and "su" before the single letters', () => {
    expect(read('AudioData/KL/su07.wav')).toEqual({ corpus: 'savee', emotion: 'surprise', speaker: 'KL', sex: 'male' });
    expect(read('ALL/dc_SA12.wav')).toEqual({ corpus: 'savee', emotion: 'sadness', speaker: 'DC', sex: 'male' });
    for (const flat of [true, false]) {
      const all = saveeNames(flat).map(read);
      expect(tally(all, 'emotion')).toEqual({ anger: 60, disgust: 60, fear: 60, happiness: 60, neutral: 120, sadness: 60, surprise: 60 });
      expect(tally(all, 'speaker')).toEqual({ DC: 120, JE: 120, JK: 120, KL: 120 });
    }
  });

  it('reads the speaker of IEMOCAP from the letter after the dialogue, and no emotion', () => {
    expect(read('Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_M003.wav')).toEqual({ corpus: 'iemocap', speaker: 'Ses01M', sex: 'male', session: 'Ses01' });
    expect(read('Ses05M_script01_1b_F012.wav')).toEqual({ corpus: 'iemocap', speaker: 'Ses05F', sex: 'female', session: 'Ses05' });
    expect(read('ses03f_IMPRO05a_f000.wav')).toMatchObject({ speaker: 'Ses03F' });
  });

  it('reads the dialogue of MELD by its split, which only the folder tells', () => {
    expect(read('MELD.Raw/train/train_splits/dia12_utt3.wav')).toEqual({ corpus: 'meld', session: 'train dialogue 12', split: 'train' });
    expect(read('output_repeated_splits_test/dia0_utt0.flac')).toEqual({ corpus: 'meld', session: 'test dialogue 0', split: 'test' });
    expect(read('train/dev_splits_complete/DIA0_UTT0.wav')).toMatchObject({ split: 'dev' });
    expect(read('audio/dia0_utt0.wav')).toEqual({ corpus: 'meld' });
  });

  it('reads ESD: the emotion of the folder, the sentence of the number, the split where there is one', () => {
    expect(read('ESD/0011/Angry/0011_000351.wav')).toEqual({ corpus: 'esd', emotion: 'angry', speaker: '0011', sex: 'male', sentence: 'en-001' });
    expect(read('0001/surprise/evaluation/0001_001401.wav')).toEqual({ corpus: 'esd', emotion: 'surprise', speaker: '0001', sex: 'female', sentence: 'zh-001', split: 'evaluation' });
    expect(read('0002/0002_000001.wav')).toEqual({ corpus: 'esd', speaker: '0002', sex: 'female', sentence: 'zh-001' });
    const all = esdNames().map(read);
    expect(tally(all, 'emotion')).toEqual({ angry: 7000, happy: 7000, neutral: 7000, sad: 7000, surprise: 7000 });
    expect(tally(all, 'sex')).toEqual({ female: 17500, male: 17500 });
    // Each of 350 sentences of a language by ten speakers in five emotions.
    expect(new Set(Object.values(tally(all, 'sentence')))).toEqual(new Set([50]));
    expect(Object.keys(tally(all, 'sentence'))).toHaveLength(700);
  });

  it('reads EmoV-DB names, whose words differ from those of their folders', () => {
    expect(read('sam_Sleepy/sleepiness_1-28_0007.wav')).toEqual({ corpus: 'emovdb', emotion: 'sleepy', speaker: 'sam', sex: 'male', sentence: '0007' });
    expect(read('bea_Disgusted/Disgust_57_84_0060.wav')).toEqual({ corpus: 'emovdb', emotion: 'disgusted', speaker: 'bea', sex: 'female', sentence: '0060' });
    expect(read('JENIE_angry/anger_1-28_0001.wav')).toMatchObject({ emotion: 'angry', speaker: 'jenie' });
    expect(read('bea_Amused/anger_1-28_0001.wav')).toBeUndefined();
  });

  it('reads AESDD names in the folder of their emotion, with the outliers that exist', () => {
    expect(read('AESDD/anger/a06 (5)b.wav')).toEqual({ corpus: 'aesdd', emotion: 'anger', speaker: '5', sentence: '06' });
    expect(read('fear/f10 (01).wav')).toEqual({ corpus: 'aesdd', emotion: 'fear', speaker: '1', sentence: '10' });
    expect(read('Sadness/S01 (5)a.wav')).toMatchObject({ corpus: 'aesdd', emotion: 'sadness', speaker: '5' });
    // What a copied file of SAVEE is called, and a file in the folder of another emotion.
    for (const path of ['DC/a01 (1).wav', 'a01 (1).wav', 'happiness/a01 (1).wav']) expect(read(path)?.corpus, path).not.toBe('aesdd');
    const all = aesddNames().map(read);
    expect(tally(all, 'emotion')).toEqual({ anger: 100, disgust: 100, fear: 100, happiness: 100, sadness: 100 });
    expect(tally(all, 'corpus')).toEqual({ aesdd: 500 });
  });

  it('counts the whole of RAVDESS speech as published', () => {
    const all = ravdessNames().map(read);
    expect(all).toHaveLength(1440);
    expect(tally(all, 'emotion')).toEqual({ angry: 192, calm: 192, disgust: 192, fearful: 192, happy: 192, neutral: 96, sad: 192, surprised: 192 });
    expect(tally(all, 'sex')).toEqual({ female: 720, male: 720 });
  });

  it('gives every clip of a mixed folder to its own corpus', () => {
    const mixed = [ravdessNames(), tessNames(), saveeNames(true), saveeNames(false), esdNames(), aesddNames()].flat().map((path) => `everything/${path}`);
    expect(tally(mixed.map(read), 'corpus')).toEqual({ aesdd: 500, esd: 35000, ravdess: 1440, savee: 960, tess: 2800 });
  });

  it('is not led astray by names that are almost right', () => {
    for (const path of [
      'OAF_back_surprise.wav', 'OAF_back.wav', 'OAF__sad.wav', 'XAF_back_sad.wav', 'OAF_back_sad_2.wav',
      'AudioData/XX/a01.wav', 'a01.wav', 'DC_x01.wav', 'DC_sa1.wav', 'DC_a41.wav', 'DC_a001.wav', 'DC-a01.wav',
      'Ses06F_impro01_F000.wav', 'Ses01F_impro01.wav', 'Ses01X_impro01_F000.wav', 'Ses01F_impro01_F00.wav', 'Ses01F_talk01_F000.wav',
      'final_videos_testdia0_utt0.wav', 'dia_utt0.wav', 'dia0_utt0_1.wav', 'dia99999_utt0.wav',
      '0021/0021_000001.wav', '0001_000001.wav', '0001/0001_001751.wav', '0001/0001_000000.wav', '0001/0001_00001.wav',
      'bea/amused_1-28_0001.wav', 'bea_Happy/amused_1-28_0001.wav', 'sam_Amused/amused_0001.wav',
      'anger2/a01 (3).wav', 'anger-x/a01(3).wav',
    ]) expect(read(path), path).toBeUndefined();
  });

  it('reads folders named by emotion, with the speaker above, below, in the name, or unknown', () => {
    expect(read('calls/anna/Angry/1.wav')).toEqual({ corpus: 'folders', emotion: 'angry', speaker: 'anna' });
    expect(read('calls/angry/anna/1.wav')).toMatchObject({ speaker: 'anna' });
    expect(read('sad/anna_1.wav')).toMatchObject({ emotion: 'sad', speaker: 'anna' });
    expect(read('sad/1.wav')).toMatchObject({ emotion: 'sad', speaker: '' });
  });

  it('takes folders of a partition for the split, not for a speaker', () => {
    expect(read('calls/Train/angry/1.wav')).toEqual({ corpus: 'folders', emotion: 'angry', speaker: 'calls', split: 'train' });
    expect(read('angry/test/anna/1.wav')).toEqual({ corpus: 'folders', emotion: 'angry', speaker: 'anna', split: 'test' });
  });

  it('takes every ending of an audio file for the same name', () => {
    for (const ending of ['wav', 'WAV', 'w64', 'flac', 'mp3', 'ogg', 'Oga']) {
      expect(read(`03-01-05-01-01-01-01.${ending}`), ending).toMatchObject({ corpus: 'ravdess', emotion: 'angry', speaker: '01' });
      expect(read(`16b10Wb.${ending}`), ending).toMatchObject({ corpus: 'emodb', emotion: 'anger' });
      expect(read(`1001_IEO_ANG_HI.${ending}`), ending).toMatchObject({ corpus: 'cremad', speaker: '1001' });
    }
  });

  it('leaves other names alone', () => {
    for (const path of ['clip.wav', '03-01-09-01-01-01-01.wav', '03-01-05-01-01-01-01.txt', '03-01-05-01-01-01-01.wav.mp3', '03a01Wa.flac.bak', '03-01-05-03-01-01-01.wav', '07a01Wa.wav', 'constructor/1.wav']) expect(read(path), path).toBeUndefined();
  });

  it('knows the shared emotion behind each of the words', () => {
    for (const path of ['03-01-08-01-01-01-01.wav', '03a01Fa.wav', '1001_IEO_HAP_XX.wav']) expect(canonicalEmotions).toContain(canonicalEmotion(read(path)?.emotion ?? ''));
    // Words of corpora that are no other emotion stay what they are.
    for (const word of ['excitement', 'frustration', 'amused', 'sleepy']) expect(canonicalEmotion(word), word).toBeUndefined();
    expect([canonicalEmotion('Angry'), canonicalEmotion('anger'), canonicalEmotion('toString'), canonicalEmotion('loud')]).toEqual(['anger', 'anger', undefined, undefined]);
  });
});
