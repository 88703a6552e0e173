import type { SavedFigure } from '../../../protocol/savedFigure.ts';
import { element } from '../../shared/element.ts';
import { menuButton, type MenuGroup, type MenuItem } from '../../shared/menuButton.ts';
import { fileNameOf } from './fileName.ts';
import { csvOf, isRead, markdownOf, pngOf, savedFigure, svgOf, type Figure } from './figureFormats.ts';
import { words } from './words.ts';

/** How long a menu tells what it has done. */
const toldMs = 5000;

/** What a section's figures are called by. */
const headings = ':scope > h2, :scope > h3, :scope > .section-head h2, :scope > .section-head h3, :scope > .title h1';

/**
 * Gives each section of the page that shows tables or charts a menu that copies and saves them, beside its heading; sections that
 * have theirs keep it.
 *
 * @param subject what all figures are of, for names of files
 */
export function addCopyMenus(page: HTMLElement, subject: string, save: (figure: SavedFigure) => void): void {
  for (const section of page.querySelectorAll('section')) {
    if (section.querySelector(':scope > .section-head .copy, :scope > .title .copy') || figuresOf(section).length === 0) continue;
    const heading = section.querySelector<HTMLElement>(headings);
    const title = heading?.textContent ?? section.getAttribute('aria-label') ?? subject;
    const status = element('span', { class: 'muted', role: 'status' });
    const tell = tellIn(status);
    const menu = menuButton(words.copy, words.menuOf(title), () => groupsOf(section, title, subject, tell, save));
    const copy = element('span', { class: 'copy' }, menu, status);
    const head = heading?.closest('.section-head, .title');
    if (head) head.firstElementChild?.after(copy);
    else section.prepend(element('div', { class: 'section-head beside' }, ...(heading ? [heading] : []), copy));
  }
}

type Tell = (text: string) => void;

/** Tells something for a while. */
function tellIn(status: HTMLElement): Tell {
  let timer: number | undefined;
  return (text) => {
    clearTimeout(timer);
    status.textContent = text;
    timer = setTimeout(() => (status.textContent = ''), toldMs);
  };
}

/** Those of the section itself, not of a section within it. */
function figuresOf(section: Element): Figure[] {
  return [...section.querySelectorAll<Figure>('.wide > table, .headline, .panels, svg.chart:not(.panels *)')].filter((figure) => figure.closest('section') === section);
}

function groupsOf(section: Element, title: string, subject: string, tell: Tell, save: (figure: SavedFigure) => void): MenuGroup[] {
  const figures = figuresOf(section);
  return figures.map((figure) => {
    const name = figure instanceof HTMLTableElement ? (figure.parentElement?.getAttribute('aria-label') ?? words.table) : words.chart;
    const heading = figures.length === 1 ? undefined : figure instanceof HTMLTableElement && name !== title ? name : figure instanceof HTMLTableElement ? words.table : words.chart;
    return { heading, items: itemsOf(figure, title, fileNameOf(subject, title, heading ?? ''), tell, save) };
  });
}

function itemsOf(figure: Figure, title: string, fileName: string, tell: Tell, save: (figure: SavedFigure) => void): MenuItem[] {
  const item = (text: string, act: () => Promise<string>): MenuItem => ({
    text,
    choose() {
      // Emptied first, so that the same words are told again.
      tell('');
      act()
        .catch(() => words.refused)
        .then(tell);
    },
  });
  const copyText = (text: string): Promise<string> => navigator.clipboard.writeText(text).then(() => words.copied);
  return [
    ...(isRead(figure) ? [item(words.markdown, () => copyText(markdownOf(figure))), item(words.csv, () => copyText(csvOf(figure)))] : []),
    // The picture is promised, since the right to write the clipboard does not outlast its making.
    item(words.png, () => navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(svgOf(figure, title)) })]).then(() => words.copied)),
    item(words.svg, () => copyText(svgOf(figure, title))),
    item(words.save, () => savedFigure(figure, title, fileName).then((made) => (save(made), ''))),
  ];
}
