// The few helpers the page needs instead of a framework.

/**
 * An HTML element. Attributes that are null or false are left out; `onclick` and the like become listeners;
 * children that are null or false are skipped.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    const aria = key.startsWith('aria-');  // "false" is a value there, not an absence
    if (value == null || (value === false && !aria)) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true && !aria ? '' : value);
  }
  node.append(...present(children));
  return node;
}

const SVG = 'http://www.w3.org/2000/svg';

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) if (value != null) node.setAttribute(key, value);
  node.append(...present(children));
  return node;
}

const present = children => children.flat(Infinity).filter(c => c != null && c !== false);

export const $ = (query, from = document) => from.querySelector(query);

export const button = (label, onclick, attributes = {}) => el('button', { type: 'button', onclick, ...attributes }, label);

/** A small coloured mark for legends; its look is in figures.css. */
export const key = kind => el('i', { class: 'key ' + kind });

/** A legend: [[mark, text], …]; entries that are null are skipped. */
export const legend = (entries, tag = 'p') =>
  el(tag, { class: 'legend' }, entries.filter(Boolean).map(([mark, text]) => el('span', {}, mark, text)));

export function section(id, title, lead, ...children) {
  return el('section', { id, 'aria-labelledby': id + '-h' },
    el('div', { class: 'section-head' }, el('h2', { id: id + '-h' }, title), lead && el('p', { class: 'lead' }, lead)),
    ...children);
}

/** Hands a text to the reader's browser as a file. */
export function download(name, type, text) {
  const link = el('a', { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Calls `draw(width)` when the box is first laid out and whenever its width changes (resize, rotation). */
export function fitted(box, draw) {
  let drawn = 0;
  new ResizeObserver(() => {
    const width = box.clientWidth;
    if (width && Math.abs(width - drawn) > 1) draw(drawn = width);
  }).observe(box);
  return box;
}
