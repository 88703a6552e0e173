import { resolve } from 'node:path';
import { makeSampleCorpus } from '../../node/makeSampleCorpus.ts';
import { checkOutFolder } from '../checkOut.ts';
import { print, withLab } from '../session.ts';

export async function sample(dir: string, { jobs }: { jobs?: number }): Promise<void> {
  await checkOutFolder(dir);
  const nClips = await withLab({ store: ':memory:', ...(jobs && { jobs }) }, (lab, task) => makeSampleCorpus(lab, resolve(dir), task));
  print(`Wrote ${nClips} synthetic clips under ${dir}. They are made by rules, not recorded: nothing measured on them says anything about human speech.`);
}
