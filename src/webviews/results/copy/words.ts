import { t } from '../../shared/l10n.ts';

/** What the menus say that copy and save figures. */
export const words = {
  copy: t('Copy'),
  menuOf: (section: string): string => t('Copy or save: {0}', section),
  table: t('Table'),
  chart: t('Chart'),
  markdown: t('Copy as Markdown'),
  csv: t('Copy as CSV'),
  png: t('Copy as PNG'),
  svg: t('Copy as SVG'),
  save: t('Save as…'),
  copied: t('Copied'),
  refused: t('The clipboard could not be written. Save the figure instead.'),
  notDrawn: t('The picture could not be made.'),
  details: (column: string): string => t('{0}: details', column),
  interval: (column: string): string => t('{0}: interval', column),
} as const;
