import { describe, expect, it } from 'vitest';
import { recogniseClip } from '../../../src/core/corpus/corpora.ts';
import { canonicalEmotion, canonicalEmotions } from '../../../src/core/corpus/emotion.ts';

const read = (path: string) => {
  const found = recogniseClip(path);
  return found && { corpus: found.convention.id, ...found.labels };
};

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

  it('reads folders named by emotion, with the speaker above, below, in the name, or unknown', () => {
    expect(read('calls/anna/Angry/1.wav')).toEqual({ corpus: 'folders', emotion: 'angry', speaker: 'anna' });
    expect(read('calls/angry/anna/1.wav')).toMatchObject({ speaker: 'anna' });
    expect(read('sad/anna_1.wav')).toMatchObject({ emotion: 'sad', speaker: 'anna' });
    expect(read('sad/1.wav')).toMatchObject({ emotion: 'sad', speaker: '' });
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
    expect([canonicalEmotion('Angry'), canonicalEmotion('anger'), canonicalEmotion('toString'), canonicalEmotion('loud')]).toEqual(['anger', 'anger', undefined, undefined]);
  });
});
