/** As much of a browser's elements as the views' own code asks for, so that it runs without a browser. */
export class StandInElement {
  readonly attributes = new Map<string, string>();
  readonly listeners = new Map<string, (() => void)[]>();
  readonly classList = { toggle: (): void => undefined };
  children: (StandInElement | string)[] = [];
  parent: StandInElement | undefined;
  hidden = false;
  isConnected = true;

  readonly tag: string;

  constructor(tag: string) {
    this.tag = tag;
  }

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
    if (name === 'hidden') this.hidden = true;
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  toggleAttribute(name: string, isThere: boolean): void {
    if (isThere) this.setAttribute(name, '');
    else this.removeAttribute(name);
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  append(...nodes: (StandInElement | string)[]): void {
    for (const node of nodes) if (node instanceof StandInElement) node.parent = this;
    this.children.push(...nodes);
  }

  replaceChildren(...nodes: (StandInElement | string)[]): void {
    this.children = [];
    this.append(...nodes);
  }

  remove(): void {
    if (this.parent) this.parent.children = this.parent.children.filter((child) => child !== this);
  }

  get firstChild(): StandInElement | undefined {
    return this.elements[0];
  }

  after(node: StandInElement): void {
    const { parent } = this;
    if (!parent) return;
    node.remove();
    parent.children.splice(parent.children.indexOf(this) + 1, 0, node);
    node.parent = parent;
  }

  replaceWith(node: StandInElement): void {
    const { parent } = this;
    if (!parent) return;
    parent.children = parent.children.map((child) => (child === this ? node : child));
    node.parent = parent;
  }

  get textContent(): string {
    return this.children.map((child) => (typeof child === 'string' ? child : child.textContent)).join('');
  }

  set textContent(text: string) {
    this.children = text === '' ? [] : [text];
  }

  contains(node: StandInElement | undefined): boolean {
    return node === this || this.elements.some((child) => child.contains(node));
  }

  get lastElementChild(): StandInElement | undefined {
    return this.elements.at(-1);
  }

  get elements(): StandInElement[] {
    return this.children.filter((child) => child instanceof StandInElement);
  }

  /** Those of a kind within it, in order. */
  all(tag: string): StandInElement[] {
    return this.elements.flatMap((child) => [...(child.tag === tag ? [child] : []), ...child.all(tag)]);
  }

  querySelector(tag: string): StandInElement | null {
    return this.all(tag)[0] ?? null;
  }

  isEqualNode(other: StandInElement | null): boolean {
    return this.tag === other?.tag && this.textContent === other.textContent;
  }

  addEventListener(type: string, listener: () => void): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }

  click(): void {
    for (const listener of this.listeners.get('click') ?? []) listener();
  }

  focus(): void {
    standInDocument.activeElement = this;
  }
}

class Text extends StandInElement {
  data: string;

  constructor(data: string) {
    super('#text');
    this.data = data;
  }

  override get textContent(): string {
    return this.data;
  }
}

/** Put in place of a browser's `document`. */
export const standInDocument = {
  activeElement: undefined as StandInElement | undefined,
  documentElement: { dataset: {} },
  createElement: (tag: string): StandInElement => new StandInElement(tag),
  createElementNS: (_: string, tag: string): StandInElement => new StandInElement(tag),
  createTextNode: (text: string): StandInElement => new Text(text),
};
