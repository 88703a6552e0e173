import { basename, relative } from 'node:path';
import * as vscode from 'vscode';
import { auditChecks } from '../../core/corpus/audit/checks.ts';
import type { Severity } from '../../core/corpus/audit/finding.ts';
import { hasAudioExtension } from '../../core/audio/audioFormat.ts';
import type { Prediction } from '../../node/store/store.ts';
import { commands } from '../contributions.ts';
import { inEditorLanguage } from '../inEditorLanguage.ts';
import { formatClips, formatDuration } from './amounts.ts';
import { formatEstimate } from './formatEstimate.ts';
import { isSameEmotion } from './grouping.ts';
import { groupingWords, groupLabel } from './groupingWords.ts';
import type { Knowledge } from './knowledge.ts';
import { pathsOf, type CheckRow, type ClipRow, type FileRow, type FindingRow, type GroupRow, type ProblemRow, type ProblemsRow, type SliceRow, type StretchRow } from './rows.ts';

const { Collapsed, None } = vscode.TreeItemCollapsibleState;
const { Checked, Unchecked } = vscode.TreeItemCheckboxState;

const severityIcons: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'info' };

const separated = (parts: readonly (string | undefined | false)[]): string => parts.filter(Boolean).join(' · ');

/** Until headers have been read, it is not known. */
const durationText = (sec: number): string | undefined => (sec > 0 ? formatDuration(sec) : undefined);

const excludedText = (nExcluded: number): string | undefined => (nExcluded > 0 ? vscode.l10n.t('{0} excluded', nExcluded) : undefined);

/** The box of a row: checked when none of its clips is excluded. */
function checkbox(label: string, isIncluded: boolean): NonNullable<vscode.TreeItem['checkboxState']> & object {
  return {
    state: isIncluded ? Checked : Unchecked,
    tooltip: isIncluded ? vscode.l10n.t('Included; clear the box to leave it out of extraction, training and cross-validation') : vscode.l10n.t('Excluded, or partly; check the box to include all of it'),
    accessibilityInformation: { label: vscode.l10n.t('Include {0}', label), role: 'checkbox' },
  };
}

export function groupItem({ key, clips, grouping, durationSec, nExcluded }: GroupRow): vscode.TreeItem {
  const label = groupLabel(grouping, key);
  const item = new vscode.TreeItem(label, Collapsed);
  item.iconPath = new vscode.ThemeIcon(groupingWords(grouping).icon);
  item.description = separated([String(clips.length), excludedText(nExcluded), durationText(durationSec)]);
  item.checkboxState = checkbox(label, nExcluded === 0);
  item.accessibilityInformation = { label: [label, formatClips(clips.length), excludedText(nExcluded), durationText(durationSec)].filter(Boolean).join(', ') };
  return item;
}

export function sliceItem({ from, clips }: SliceRow): vscode.TreeItem {
  const label = `${from + 1} – ${from + clips.length}`;
  const item = new vscode.TreeItem(label, Collapsed);
  const [first, last] = [clips.at(0), clips.at(-1)];
  item.description = first && last ? `${basename(first.path)} …` : '';
  item.accessibilityInformation = { label: vscode.l10n.t('Clips {0} to {1}, from {2}', from + 1, from + clips.length, basename(first?.path ?? '')) };
  return item;
}

export function stretchItem({ from, rows }: StretchRow): vscode.TreeItem {
  const item = new vscode.TreeItem(`${from + 1} – ${from + rows.length}`, Collapsed);
  const [path] = rows[0] ? pathsOf(rows[0]) : [];
  item.description = path === undefined ? '' : `${basename(path)} …`;
  const label = path === undefined ? vscode.l10n.t('Problems {0} to {1}', from + 1, from + rows.length) : vscode.l10n.t('Problems {0} to {1}, from {2}', from + 1, from + rows.length, basename(path));
  item.accessibilityInformation = { label };
  return item;
}

export function clipItem({ clip, grouping }: ClipRow, knowledge: Knowledge): vscode.TreeItem {
  const uri = vscode.Uri.file(clip.path);
  const name = basename(clip.path);
  const item = new vscode.TreeItem(name, None);
  item.resourceUri = uri;
  item.command = { command: commands.openClip, title: vscode.l10n.t('Open Spectrogram'), arguments: [uri] };
  const prediction = knowledge.predictionOf(clip);
  const isExcluded = knowledge.isExcluded(clip.path);
  item.iconPath = new vscode.ThemeIcon(prediction ? iconOf(prediction, clip.emotion) : 'unmute');
  // The estimate comes first, since a narrow view cuts the end; what the group says already is left out.
  item.description = separated([
    isExcluded && vscode.l10n.t('excluded'),
    prediction && `→ ${formatEstimate(prediction)}`,
    grouping !== 'emotion' && clip.emotion,
    grouping !== 'speaker' && clip.speaker && vscode.l10n.t('speaker {0}', clip.speaker),
    durationText(clip.durationSec),
  ]);
  item.checkboxState = checkbox(name, !isExcluded);
  item.accessibilityInformation = { label: `${name}, ${item.description}` };
  return item;
}

/** A narrow view hides the estimate behind a long name, so the icon tells whether it agrees with the label, where both are there. */
function iconOf({ emotion, uncertain, remark }: Prediction, label: string | undefined): string {
  if (remark !== undefined) return 'circle-slash';
  if (uncertain) return 'question';
  if (!label) return 'lightbulb';
  return isSameEmotion(emotion, label) ? 'check' : 'close';
}

/** All that is known of a clip, a line each. Names of files are hostile, so nothing in them is taken for Markdown. */
export function clipTooltip({ root, clip }: ClipRow, knowledge: Knowledge): vscode.MarkdownString {
  const prediction = knowledge.predictionOf(clip);
  const fold = knowledge.foldOf(root, clip.path);
  const facts: readonly (readonly [string, string | undefined])[] = [
    [vscode.l10n.t('Label'), clip.emotion],
    [vscode.l10n.t('Estimate'), prediction && vscode.l10n.t('{0} by {1}: an estimate, not a fact about the person', formatEstimate(prediction), prediction.model)],
    [vscode.l10n.t('Speaker'), separated([clip.speaker, clip.sex])],
    [vscode.l10n.t('Intensity'), clip.intensity],
    [vscode.l10n.t('Sentence'), clip.sentence],
    [vscode.l10n.t('Corpus'), clip.corpus],
    [vscode.l10n.t('Fold'), fold],
    [vscode.l10n.t('Sound'), clip.sampleRate > 0 ? soundText(clip) : undefined],
  ];
  const text = new vscode.MarkdownString().appendText(clip.path);
  for (const [name, value] of facts) if (value) text.appendMarkdown('\n\n').appendText(`${name}: ${value}`);
  if (knowledge.isExcluded(clip.path)) text.appendMarkdown('\n\n').appendText(vscode.l10n.t('Excluded from extraction, training and cross-validation'));
  return text;
}

const soundText = ({ durationSec, sampleRate, channels }: ClipRow['clip']): string =>
  channels === 1 ? vscode.l10n.t('{0}, {1} Hz, 1 channel', formatDuration(durationSec), sampleRate) : vscode.l10n.t('{0}, {1} Hz, {2} channels', formatDuration(durationSec), sampleRate, channels);

export function problemsItem({ problems, findings, isOutdated }: ProblemsRow): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Problems'), Collapsed);
  item.iconPath = new vscode.ThemeIcon('warning');
  const found = findings && vscode.l10n.t('{0} found by the audit', findings.length);
  item.description = found ? [found, isOutdated && vscode.l10n.t('files have changed since')].filter(Boolean).join(', ') : String(problems.length);
  item.accessibilityInformation = { label: vscode.l10n.t('Problems, {0}', item.description) };
  return item;
}

export function problemItem({ problem: { path, message } }: ProblemRow): vscode.TreeItem {
  const item = new vscode.TreeItem(basename(path), None);
  const told = inEditorLanguage(message);
  item.description = told;
  item.tooltip = `${path}\n${told}`;
  item.accessibilityInformation = { label: `${basename(path)}: ${told}` };
  return item;
}

export function checkItem({ check, findings }: CheckRow): vscode.TreeItem {
  const title = inEditorLanguage(auditChecks.find(({ id }) => id === check)?.title ?? check);
  const item = new vscode.TreeItem(title, Collapsed);
  // The gravest come first.
  item.iconPath = new vscode.ThemeIcon(severityIcons[findings[0]?.severity ?? 'note']);
  item.description = String(findings.length);
  item.tooltip = check;
  item.accessibilityInformation = { label: findings.length === 1 ? vscode.l10n.t('{0}, 1 finding', title) : vscode.l10n.t('{0}, {1} findings', title, findings.length) };
  return item;
}

export function findingItem({ root, finding: { severity, paths, ...finding } }: FindingRow, knowledge: Knowledge): vscode.TreeItem {
  const message = inEditorLanguage(finding.message);
  const [path] = paths;
  if (path !== undefined && paths.length === 1) {
    const item = fileOf(path, knowledge, message);
    item.iconPath = new vscode.ThemeIcon(severityIcons[severity]);
    item.accessibilityInformation = { label: `${basename(path)}, ${inEditorLanguage(severity)}: ${message}` };
    return item;
  }
  const item = new vscode.TreeItem(message, paths.length > 0 ? Collapsed : None);
  item.iconPath = new vscode.ThemeIcon(severityIcons[severity]);
  const left = paths.filter((file) => !knowledge.isExcluded(file)).length;
  if (left < paths.length) item.description = excludedText(paths.length - left) ?? '';
  item.tooltip = [message, ...paths.slice(0, 10).map((file) => relative(root, file))].join('\n');
  item.accessibilityInformation = { label: [inEditorLanguage(severity), message, item.description].filter(Boolean).join(', ') };
  return item;
}

export const fileItem = ({ path }: FileRow, knowledge: Knowledge): vscode.TreeItem => fileOf(path, knowledge, undefined);

function fileOf(path: string, knowledge: Knowledge, message: string | undefined): vscode.TreeItem {
  const uri = vscode.Uri.file(path);
  const item = new vscode.TreeItem(basename(path), None);
  item.description = separated([knowledge.isExcluded(path) && vscode.l10n.t('excluded'), message]);
  item.tooltip = [path, message].filter(Boolean).join('\n');
  item.accessibilityInformation = { label: separated([basename(path), item.description]) };
  if (hasAudioExtension(path)) {
    item.resourceUri = uri;
    item.command = { command: commands.openClip, title: vscode.l10n.t('Open Spectrogram'), arguments: [uri] };
  }
  return item;
}
