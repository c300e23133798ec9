// The few helpers the pages need instead of a framework.

export type Child = Node | string | number | null | undefined | false | readonly Child[];

type Handlers = { [E in keyof HTMLElementEventMap as `on${E}`]?: (event: HTMLElementEventMap[E]) => void };

/** What `el` takes: attributes, and listeners under `onclick` and the like. */
export interface Attributes extends Handlers {
  [name: string]: string | number | boolean | null | undefined | ((event: never) => void);
}

/**
 * An HTML element. Attributes that are null or false are left out; `onclick` and the like become listeners;
 * children that are null or false are skipped.
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    const aria = key.startsWith('aria-'); // "false" is a value there, not an absence
    if (value == null || (value === false && !aria)) continue;
    if (typeof value === 'function') node.addEventListener(key.slice(2), value as EventListener);
    else node.setAttribute(key, value === true && !aria ? '' : String(value));
  }
  node.append(...present(children));
  return node;
}

const SVG = 'http://www.w3.org/2000/svg';

/** The same for SVG. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | number | null | undefined> = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) if (value != null) node.setAttribute(key, String(value));
  node.append(...present(children));
  return node;
}

function present(children: readonly Child[]): (Node | string)[] {
  return children.flatMap((child) => {
    if (child == null || child === false) return [];
    if (typeof child === 'number') return [String(child)];
    return typeof child === 'string' || child instanceof Node ? [child] : present(child);
  });
}

export const $ = (query: string, from: ParentNode = document) => from.querySelector<HTMLElement>(query);

export const button = (label: Child, onclick: (event: MouseEvent) => void, attributes: Attributes = {}) =>
  el('button', { type: 'button', onclick, ...attributes }, label);

/** A checkbox that is on; `change(on)` is told what the reader makes of it. */
export const checkbox = (change: (on: boolean) => void) => {
  const box = el('input', { type: 'checkbox', checked: true, onchange: () => change(box.checked) });
  return box;
};

/** A small coloured mark for legends; its look is in figures.css. */
export const key = (kind: string) => el('i', { class: 'key ' + kind });

export type LegendEntry = [mark: Child, text: string] | false | null | undefined;

/** A legend; entries that are null or false are skipped. */
export const legend = (entries: LegendEntry[], tag: 'p' | 'div' | 'figcaption' = 'p') =>
  el(
    tag,
    { class: 'legend' },
    entries.map((entry) => entry && el('span', {}, entry)),
  );

export function section(id: string, title: string, lead: Child, ...children: Child[]) {
  const head = [el('h2', { id: id + '-h' }, title), lead && el('p', { class: 'lead' }, lead)];
  return el('section', { id, 'aria-labelledby': id + '-h' }, el('div', { class: 'section-head' }, head), children);
}

/** Hands a text to the reader's browser as a file. */
export function download(name: string, type: string, text: string) {
  const link = el('a', { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Calls `draw(width)` when the box is first laid out and whenever its width changes (resize, rotation). */
export function fitted<E extends HTMLElement>(box: E, draw: (width: number) => void): E {
  let drawn = 0;
  new ResizeObserver(() => {
    const width = box.clientWidth;
    if (width && Math.abs(width - drawn) > 1) draw((drawn = width));
  }).observe(box);
  return box;
}
