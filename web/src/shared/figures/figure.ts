// Still figures in SVG: they follow the theme by themselves and print sharply.
import { svg, el, fitted } from '../dom.ts';
import type { Child } from '../dom.ts';

/** A line is broken where a point is null or not a number. */
export type Points = ([x: number, y: number] | null)[];

/** A place for a figure that is drawn at the width it has, so that its letters keep their size. */
export const figure = (draw: (width: number) => Node) => {
  const box = el('div', { class: 'fig-box' });
  return fitted(box, (width) => box.replaceChildren(draw(width)));
};

export const frame = (width: number, height: number, title: string, ...children: Child[]) =>
  svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'fig', role: 'img', 'aria-label': title }, ...children);

export const text = (x: number, y: number, words: string, attributes: Record<string, string> = {}) =>
  svg('text', { x, y, ...attributes }, words);
export const rule = (x1: number, x2: number, y1: number, y2: number, kind: string) =>
  svg('line', { x1, x2, y1, y2, class: kind });
export const rect = (x: number, y: number, width: number, height: number, kind: string) =>
  svg('rect', { x, y, width: Math.max(0, width), height: Math.max(0, height), class: kind });
export const line = (points: Points, kind: string) => svg('path', { d: pathOf(points), class: kind });

/** Path through points; broken where one is null or not a number. */
export function pathOf(points: Points) {
  let d = '';
  let pen = false;
  for (const p of points) {
    if (!p || !Number.isFinite(p[1])) {
      pen = false;
      continue;
    }
    d += `${pen ? 'L' : 'M'}${p[0].toFixed(1)} ${p[1].toFixed(1)}`;
    pen = true;
  }
  return d;
}
