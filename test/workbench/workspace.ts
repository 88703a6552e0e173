import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const commandLine = resolve(import.meta.dirname, '../../dist/ser.cjs');

/** The pure tone in the workspace: where the drawing must be brightest is known without any other tool. */
export const tone = { path: 'tones/tone-1-kHz.wav', hertz: 1000, sampleRate: 16_000, seconds: 4 } as const;

export const brokenClip = 'tones/broken.wav';

export const truncatedClip = 'tones/truncated.wav';

/** A few clips outside any corpus, as a user drops them into a folder. */
export const looseClips = ['loose/first.wav', 'loose/second.wav', 'loose/third.wav'] as const;

/** Clips of the sample one after the other, with a pause of silence in the middle, as of a meeting. */
export const longClip = { path: 'long/meeting.wav', pauseSec: 5 } as const;

/**
 * A corpus beside the sample: the sample's own clips played faster, so that its voices are others, with words of its own for emotions, one
 * of which the sample does not have.
 */
export const otherCorpus = { folder: 'elsewhere', nSpeakers: 4, nTakes: 4, speed: 1.6, emotions: { anger: '05', happiness: '03', sadness: '04', boredom: '02' } } as const;

/** 16-bit mono PCM, the form that every reader knows. */
function wavOf(samples: Float64Array, sampleRate: number): Buffer {
  const bytes = Buffer.alloc(44 + 2 * samples.length);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(2 * sampleRate, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((sample, i) => bytes.writeInt16LE(Math.round(32_767 * sample), 44 + 2 * i));
  return bytes;
}

/** Fills a folder with the sample corpus, as the command line writes it, another corpus, a tone, damaged files and loose clips. */
export async function writeWorkspace(folder: string): Promise<void> {
  const corpus = join(folder, 'sample-corpus');
  await promisify(execFile)(process.execPath, [commandLine, 'sample', corpus]);
  await Promise.all(['tones', 'loose', 'long'].map((name) => mkdir(join(folder, name))));
  const { hertz, sampleRate, seconds } = tone;
  const sine = Float64Array.from({ length: sampleRate * seconds }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hertz * i) / sampleRate));
  await writeFile(join(folder, tone.path), wavOf(sine, sampleRate));
  await writeFile(join(folder, brokenClip), 'This is a note that somebody named like a recording.\n');
  const whole = await readFile(join(corpus, 'Actor_01/03-01-01-01-01-01-01.wav'));
  await writeFile(join(folder, truncatedClip), whole.subarray(0, 30));
  const sources = ['03-01-01-01-01-01-01', '03-01-05-02-01-01-01', '03-01-04-01-02-01-01'];
  await writeOtherCorpus(join(folder, otherCorpus.folder), corpus);
  await writeFile(join(folder, longClip.path), await meetingOf(join(corpus, 'Actor_02')));
  await Promise.all(looseClips.map((path, i) => copyFile(join(corpus, `Actor_01/${sources[i]}.wav`), join(folder, path))));
}

async function meetingOf(folder: string): Promise<Buffer> {
  const names = (await readdir(folder)).sort().slice(0, 8);
  const clips = await Promise.all(names.map((name) => readFile(join(folder, name))));
  const rate = clips[0]?.readUInt32LE(24) ?? 0;
  const spoken = clips.map((clip) => {
    const samples = clip.subarray(clip.indexOf('data') + 8);
    return Float64Array.from({ length: samples.length >> 1 }, (_, i) => samples.readInt16LE(2 * i) / 32_768);
  });
  const parts = [...spoken.slice(0, 4), new Float64Array(longClip.pauseSec * rate), ...spoken.slice(4)];
  return wavOf(Float64Array.from(parts.flatMap((part) => [...part])), rate);
}

/** Plays the samples of a clip of 16 bits faster, which makes another voice of its voice; the silence at the end keeps its length. */
function playFaster(clip: Buffer, speed: number): void {
  const samples = clip.subarray(clip.indexOf('data') + 8);
  const source = Buffer.from(samples);
  const sampleAt = (i: number): number => (2 * i < source.length ? source.readInt16LE(2 * i) : 0);
  for (let i = 0; 2 * i < samples.length; i++) {
    const at = i * speed;
    const whole = Math.floor(at);
    samples.writeInt16LE(Math.round(sampleAt(whole) + (at - whole) * (sampleAt(whole + 1) - sampleAt(whole))), 2 * i);
  }
}

async function writeOtherCorpus(folder: string, source: string): Promise<void> {
  await mkdir(folder);
  const lines = ['file,speaker,emotion'];
  for (let speaker = 1; speaker <= otherCorpus.nSpeakers; speaker++) {
    const actor = `Actor_0${speaker}`;
    const names = await readdir(join(source, actor));
    for (const [emotion, code] of Object.entries(otherCorpus.emotions)) {
      for (const [take, name] of names.filter((found) => found.split('-')[2] === code).entries()) {
        const clip = await readFile(join(source, actor, name));
        playFaster(clip, otherCorpus.speed);
        const file = `take-${speaker}-${emotion}-${take}.wav`;
        await writeFile(join(folder, file), clip);
        lines.push(`${file},v${speaker},${emotion}`);
      }
    }
  }
  await writeFile(join(folder, 'labels.csv'), `${lines.join('\n')}\n`);
}
