import { markup, type Markup } from '../markup.ts';
import type { Report, ReportBlock, ReportPart, ReportSection, ReportTable } from '../reportBlocks.ts';
import { reportStyle, shadeRules } from './style.ts';

/** Rows that stand beside a picture at once; a longer table opens on demand. */
const ROWS_IN_SIGHT = 16;

/** Nothing is loaded and nothing runs: a report is read as it is, from any place, also in twenty years. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** A report as one file of HTML that needs no other. */
export function formatHtml({ title, notes, parts }: Report): string {
  const isSingle = parts.length === 1;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Speech Emotion Lab">
<title>${title}</title>
<style>
${styleSheet()}
</style>
</head>
<body>
<header>
<h1><bdi>${title}</bdi></h1>
${notes.map(block)}
${contents(parts)}
</header>
<main>
${parts.map((part) => (isSingle ? markup`${part.sections.map((section, i) => sectionOf(section, `${part.id}-${i + 1}`, 'h2'))}` : articleOf(part)))}
</main>
</body>
</html>
`;
  return page.markup;
}

const styleSheet = (): Markup => ({ markup: `${reportStyle()}${shadeRules()}` });

function contents(parts: readonly ReportPart[]): Markup {
  const entries = parts.length === 1 ? parts[0].sections.map(({ heading }, i) => ({ heading, id: `${parts[0].id}-${i + 1}` })) : parts;
  return markup`<nav aria-label="Contents"><ul>${entries.map(({ heading, id }) => markup`<li><a href="#${id}"><bdi>${heading}</bdi></a></li>`)}</ul></nav>`;
}

const articleOf = ({ id, heading, sections }: ReportPart): Markup => markup`<article id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading"><bdi>${heading}</bdi></h2>
${sections.map((section, i) => sectionOf(section, `${id}-${i + 1}`, 'h3', `${id}-heading `))}
</article>`;

/** @param within ids of the headings above, each followed by a space, without which sections of two runs have the same name */
function sectionOf({ heading, blocks }: ReportSection, id: string, level: 'h2' | 'h3', within = ''): Markup {
  const head = level === 'h2' ? markup`<h2 id="${id}-heading">${heading}</h2>` : markup`<h3 id="${id}-heading">${heading}</h3>`;
  return markup`<section id="${id}" aria-labelledby="${within}${id}-heading">
${head}
${blocks.map(block)}
</section>`;
}

function block(found: ReportBlock): Markup {
  switch (found.kind) {
    case 'text':
      return markup`<p>${found.text}</p>`;
    case 'warning':
      return markup`<p class="warning">${found.text}</p>`;
    case 'command':
      return markup`<pre><code>${found.text}</code></pre>`;
    case 'facts':
      return markup`<dl class="facts">${found.facts.map(([name, value]) => markup`<dt>${name}</dt><dd><bdi>${value}</bdi></dd>`)}</dl>`;
    case 'list':
      return markup`<ul>${found.items.map((item) => markup`<li>${item}</li>`)}</ul>`;
    case 'table':
      return wide(found.drawn ?? tableOf(found.table));
    case 'picture':
      return markup`<div class="beside"><figure>${wide(found.picture)}<figcaption>${found.legend}</figcaption></figure>${besides(found.table)}</div>`;
  }
}

/** What is wider than the page scrolls by itself. */
const wide = (content: Markup): Markup => markup`<div class="wide">${content}</div>`;

function besides(table: ReportTable): Markup {
  const shown = wide(tableOf(table));
  return table.rows.length <= ROWS_IN_SIGHT ? shown : markup`<details><summary>All ${table.rows.length} rows as a table</summary>${shown}</details>`;
}

function tableOf({ caption, columns, rows }: ReportTable): Markup {
  const kind = (column: number): string => (columns[column].align === 'right' ? 'number' : 'name');
  const cells = (row: readonly string[]): Markup[] => row.map((cell, i) => (i === 0 ? markup`<th scope="row" class="${kind(i)}"><bdi>${cell}</bdi></th>` : markup`<td class="${kind(i)}"><bdi>${cell}</bdi></td>`));
  return markup`<table class="plain">
<caption>${caption}</caption>
<thead><tr>${columns.map(({ head }, i) => markup`<th scope="col" class="${kind(i)}"><bdi>${head}</bdi></th>`)}</tr></thead>
<tbody>${rows.map((row) => markup`<tr>${cells(row)}</tr>`)}</tbody>
</table>`;
}
