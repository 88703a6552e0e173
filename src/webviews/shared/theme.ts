/** The colours and the font that canvases need, as CSS values of the editor's current theme. */
export interface Theme {
  readonly foreground: string;
  readonly background: string;
  readonly muted: string;
  readonly grid: string;
  readonly border: string;
  readonly accent: string;
  readonly font: string;
}

/** Reads the theme. A theme may leave a colour out (high contrast often does), so each has a next best. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const first = (fallback: string, ...names: readonly string[]): string => {
    for (const name of names) {
      const value = style.getPropertyValue(`--vscode-${name}`).trim();
      if (value !== '') return value;
    }
    return fallback;
  };
  const foreground = first('CanvasText', 'editor-foreground', 'foreground');
  const border = first(foreground, 'contrastBorder', 'charts-lines', 'widget-border');
  return {
    foreground,
    background: first('Canvas', 'editor-background'),
    muted: first(foreground, 'descriptionForeground', 'foreground'),
    grid: first(border, 'contrastBorder', 'editorIndentGuide-background1', 'widget-border'),
    border,
    accent: first(foreground, 'charts-blue', 'textLink-foreground'),
    font: `11px ${first('sans-serif', 'font-family')}`,
  };
}

/** Calls back, at most once a drawn frame, after the editor changed the theme: it rewrites its variables on the root and classes on the body. */
export function onThemeChange(changed: () => void): void {
  let scheduled = false;
  const observer = new MutationObserver(() => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      changed();
    });
  });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-kind', 'data-vscode-theme-id'] });
}
