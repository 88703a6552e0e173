import { basename } from 'node:path';
import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { clipsOfCell, clipsOfRun, clipsOfTest, pathOfClip, type JudgedClips } from '../../node/runClips.ts';
import type { ClipKey, FromClipLists, ResultOfClips, ToClipLists } from '../../protocol/runClips.ts';
import { commands } from '../contributions.ts';
import { describeError } from '../describeError.ts';
import type { LazyLab } from '../lazyLab.ts';
import { clipSound } from './clipSound.ts';

/** Answers what lists of judged clips ask for. */
export interface ClipDesk {
  receive(message: FromClipLists, reply: (message: ToClipLists) => void): void;
}

/** Lists, plays and opens the clips of stored results; files are those of the store, never of a message. */
export function createClipDesk(lab: LazyLab): ClipDesk {
  // Of one result many clips are asked for, and what is stored does not change.
  let last: { readonly key: string; readonly judged: JudgedClips } | undefined;
  const judgedBy = ({ kind, id }: ResultOfClips): JudgedClips | undefined => {
    const key = `${kind} ${id}`;
    if (last?.key === key) return last.judged;
    const judged = readJudged({ kind, id });
    last = judged && { key, judged };
    return judged;
  };

  const readJudged = ({ kind, id }: ResultOfClips): JudgedClips | undefined => {
    const { store } = lab.get();
    const run = kind === 'run' ? store.run(id) : undefined;
    const test = kind === 'external' ? store.study(kind, id) : undefined;
    return run ? clipsOfRun(run) : test && clipsOfTest(test);
  };

  const pathOf = (key: ClipKey): string | undefined => {
    const judged = judgedBy(key);
    return judged && pathOfClip(judged, key.place);
  };

  const play = async (clip: ClipKey, reply: (message: ToClipLists) => void): Promise<void> => {
    const path = pathOf(clip);
    const sound = path === undefined ? { message: notThere() } : await clipSound(path);
    reply('message' in sound ? { type: 'noSound', clip, reason: sound.message } : { type: 'sound', clip, ...sound });
  };

  const open = async (clip: ClipKey, reply: (message: ToClipLists) => void): Promise<void> => {
    const path = pathOf(clip);
    const found = path !== undefined && (await stat(path).catch(() => undefined));
    if (path === undefined || !found) return reply({ type: 'noSound', clip, reason: path === undefined ? notThere() : gone(path) });
    await vscode.commands.executeCommand(commands.openClip, vscode.Uri.file(path));
  };

  return {
    receive(message, reply) {
      if (message.type !== 'clips') {
        const { clip } = message;
        const answered = message.type === 'play' ? play(clip, reply) : open(clip, reply);
        return void answered.catch((error: unknown) => reply({ type: 'noSound', clip, reason: describeError(error) }));
      }
      const judged = judgedBy(message.result);
      if (judged) reply({ type: 'clips', result: message.result, cell: message.cell, clips: clipsOfCell(judged, message.cell) });
    },
  };
}

const notThere = (): string => vscode.l10n.t('The clip does not lie in the folder that was judged.');
const gone = (path: string): string => vscode.l10n.t('{0} is no longer where it was.', basename(path));
