// Still figures in SVG: they follow the theme by themselves and print sharply.
import { svg, el, fitted } from '../dom.js';

/** A place for a figure that is drawn at the width it has, so that its letters keep their size. */
export const figure = draw => {
  const box = el('div', { class: 'fig-box' });
  return fitted(box, width => box.replaceChildren(draw(width)));
};

export const frame = (width, height, title, ...children) =>
  svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'fig', role: 'img', 'aria-label': title }, ...children);

export const text = (x, y, words, attributes = {}) => svg('text', { x, y, ...attributes }, words);
export const rule = (x1, x2, y1, y2, kind) => svg('line', { x1, x2, y1, y2, class: kind });
export const rect = (x, y, width, height, kind) => svg('rect', { x, y, width: Math.max(0, width), height: Math.max(0, height), class: kind });
export const line = (points, kind) => svg('path', { d: pathOf(points), class: kind });

/** Path through points; broken where one is null or not a number. */
export function pathOf(points) {
  let d = '', pen = false;
  for (const p of points) {
    if (!p || !Number.isFinite(p[1])) { pen = false; continue; }
    d += `${pen ? 'L' : 'M'}${p[0].toFixed(1)} ${p[1].toFixed(1)}`;
    pen = true;
  }
  return d;
}
