import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { whiteNoise } from '../../src/core/audio/degrade/noise.ts';
import { SAMPLE_RATE, synthesizeSampleClip } from '../../src/core/audio/synthesis/sampleCorpus.ts';
import { sampleCorpusPlan } from '../../src/core/audio/synthesis/samplePlan.ts';
import { encodeWav } from '../../src/core/audio/wav.ts';
import { createRandom } from '../../src/core/learn/random.ts';
import { checkColumns } from '../../src/node/classifyClips.ts';
import { openStarterModel, STARTER_CARD, STARTER_FILE } from '../../src/node/starterModel.ts';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';

const root = resolve(import.meta.dirname, '../..');
const cwd = temporaryFolder();
const { ser } = serIn(cwd);

describe('the starter model', () => {
  const model = openStarterModel(root);

  it('fits the product, is small, and may be uncertain', () => {
    expect(() => checkColumns(model)).not.toThrow();
    expect(statSync(join(root, STARTER_FILE)).size).toBeLessThan(3e6);
    const { title, classes, trainedOn, metrics, decision, augment } = model.description;
    expect(title).toBe('Starter model (acted English speech)');
    expect(classes).toHaveLength(8);
    expect(trainedOn).toMatchObject({ synthetic: false, convention: 'ravdess', nClips: 1200 });
    expect(metrics?.cv).toBe('speaker:6');
    expect(decision?.threshold).toBeGreaterThan(0.125);
    expect(augment).toHaveLength(2);
  });

  it('has a card with the licence of its data, figures by class and speaker, and its limits', () => {
    const card = readFileSync(join(root, STARTER_CARD), 'utf8');
    expect(card).toContain('# Starter model (acted English speech)');
    for (const text of ['CC BY-NC-SA 4.0', '| class | precision | recall |', '| speaker | accuracy |', '## Limits', 'uncertain']) expect(card).toContain(text);
    expect(card).toContain(`${model.description.metrics?.uar.toFixed(3)}`);
  });

  it('answers where no model was trained, under its name, and knows noise from speech', async () => {
    const [plan] = sampleCorpusPlan();
    writeFileSync(join(cwd, 'speech.wav'), encodeWav(synthesizeSampleClip(plan!, 1), SAMPLE_RATE));
    writeFileSync(join(cwd, 'noise.wav'), encodeWav(whiteNoise(3 * SAMPLE_RATE, createRandom(1)).map((sample) => 0.1 * sample), SAMPLE_RATE));
    const { code, stdout } = await ser(['classify', 'starter', 'speech.wav', 'noise.wav', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      { path: 'speech.wav', model: 'Starter model (acted English speech)', remark: null },
      { path: 'noise.wav', remark: 'no speech' },
    ]);
  });

  it('gives way to a file of its name', async () => {
    writeFileSync(join(cwd, 'starter'), 'no model');
    expect((await ser(['classify', 'starter', 'speech.wav'])).stderr).toMatch(/^ser: starter: Not a usable model file/);
  });
});
