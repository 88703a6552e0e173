import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { looseClips } from '../workspace.ts';
import { eventually, hostErrors, type JourneyAt } from './journey.ts';

/** Two windows on one folder, which share a store, and a store that somebody else holds. */
export function describeWindows(at: JourneyAt): void {
  describe('windows', () => {
    it('of the same folder share their corpora, models and estimates', async () => {
      const { workbench, logsDir } = at();
      await workbench.tidy();
      const second = await workbench.anotherWindow();
      try {
        await second.show('Speech Emotion');
        await second.row(/^sample-corpus/).waitFor();
        await second.page.getByRole('button', { name: /Starter model \(/ }).waitFor();
        for (const window of [second, workbench]) {
          await window.contextMenu(await window.revealFile(looseClips[2]), 'Classify Emotion');
          await window.notification('An estimate').waitFor({ timeout: 30_000 });
        }
        await second.picture('34-second-window');
        expect(second.complaints).toEqual([]);
      } finally {
        await second.page.close();
      }
      expect(await hostErrors(logsDir)).toEqual([]);
      await workbench.clearNotifications();
    });

    it('say that the store is locked, and go on once it is free', async () => {
      const { workbench, logsDir } = at();
      const storages = join(logsDir, '../User/workspaceStorage');
      const [path] = (await readdir(storages, { recursive: true })).filter((name) => name.endsWith('store.db'));
      const holder = new DatabaseSync(join(storages, path ?? ''));
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
    });
  });
}
