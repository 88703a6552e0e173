import { basename } from 'node:path';
import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { clipsOfCell, pathOfClip } from '../../node/runClips.ts';
import { readBytes } from '../../node/readClip.ts';
import type { ClipKey, FromClipLists, ToClipLists } from '../../protocol/runClips.ts';
import { commands } from '../contributions.ts';
import type { LazyLab } from '../lazyLab.ts';

/** Longer recordings are heard in the clip editor, which streams them. */
const MAX_PLAYED_MB = 20;

/** Answers what lists of held-out clips ask for. */
export interface ClipDesk {
  receive(message: FromClipLists, reply: (message: ToClipLists) => void): void;
}

/** Lists, plays and opens the clips of stored runs; files are those of the store, never of a message. */
export function createClipDesk(lab: LazyLab): ClipDesk {
  const pathOf = ({ run, place }: ClipKey): string | undefined => {
    const stored = lab.get().store.run(run);
    return stored && pathOfClip(stored.run, place);
  };

  const play = async (clip: ClipKey, reply: (message: ToClipLists) => void): Promise<void> => {
    const path = pathOf(clip);
    const read = path === undefined ? { reason: notThere() } : await readToPlay(path);
    reply('reason' in read ? { type: 'noSound', clip, reason: read.reason } : { type: 'sound', clip, bytes: read.bytes });
  };

  const open = async (clip: ClipKey, reply: (message: ToClipLists) => void): Promise<void> => {
    const path = pathOf(clip);
    const found = path !== undefined && (await stat(path).catch(() => undefined));
    if (path === undefined || !found) return reply({ type: 'noSound', clip, reason: path === undefined ? notThere() : gone(path) });
    await vscode.commands.executeCommand(commands.openClip, vscode.Uri.file(path));
  };

  return {
    receive(message, reply) {
      if (message.type === 'play') return void play(message.clip, reply);
      if (message.type === 'open') return void open(message.clip, reply);
      const stored = lab.get().store.run(message.run);
      if (stored) reply({ type: 'clips', run: message.run, cell: message.cell, clips: clipsOfCell(stored, message.cell) });
    },
  };
}

async function readToPlay(path: string): Promise<{ readonly bytes: Uint8Array<ArrayBuffer> } | { readonly reason: string }> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return { reason: gone(path) };
  if (found.size > MAX_PLAYED_MB * 1e6) return { reason: vscode.l10n.t('{0} has {1} MB; files of more than {2} MB play in the clip editor.', basename(path), Math.round(found.size / 1e6), MAX_PLAYED_MB) };
  try {
    // A copy of its own: what is posted takes its whole buffer with it.
    return { bytes: new Uint8Array(await readBytes(path)) };
  } catch {
    return { reason: vscode.l10n.t('{0} cannot be read.', basename(path)) };
  }
}

const notThere = (): string => vscode.l10n.t('The clip does not lie in the folder that this run was made on.');
const gone = (path: string): string => vscode.l10n.t('{0} is no longer where it was when this run was made.', basename(path));
