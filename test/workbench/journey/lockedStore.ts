import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { looseClips } from '../workspace.ts';
import { eventually, type JourneyAt } from './journey.ts';

/** A store that somebody else holds. */
export function describeLockedStore(at: JourneyAt): void {
  describe('a locked store', () => {
    it('is told of in one sentence, and used once it is free', async () => {
      const { workbench, logsDir } = at();
      const storages = join(logsDir, '../User/workspaceStorage');
      // A second window's folder has the name of the first one's and a number.
      const [path = ''] = (await readdir(storages, { recursive: true })).filter((name) => name.endsWith('store.db')).toSorted((a, b) => a.length - b.length);
      const holder = new DatabaseSync(join(storages, path));
      holder.exec('BEGIN IMMEDIATE');
      try {
        await workbench.contextMenu(await workbench.revealFile(looseClips[2]), 'Classify Emotion');
        const told = workbench.notification(/is locked by another window or program\. What was stored before is safe; try again once that one is done\./);
        await told.waitFor({ timeout: 30_000 });
        await told.getByRole('button', { name: 'Show Log' }).waitFor();
        await workbench.picture('35-store-locked');
      } finally {
        holder.exec('ROLLBACK');
        holder.close();
      }
      await workbench.clearNotifications();
      await workbench.contextMenu(await workbench.revealFile(looseClips[2]), 'Classify Emotion');
      await workbench.notification('An estimate').waitFor({ timeout: 30_000 });
      await eventually(() => workbench.notifications()).toHaveLength(1);
      await workbench.tidy();
      // The browser's console repeats what the message said.
      expect(workbench.complaints.splice(0)).toEqual([expect.stringMatching(/is locked by another window or program/)]);
    });
  });
}
