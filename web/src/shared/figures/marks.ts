// Marks that carry meaning without colour.
import { svg } from '../dom.ts';

/** Severity as bars of growing height. */
export const pips = (level: number) =>
  svg(
    'svg',
    { viewBox: '0 0 18 14', class: `pips s${level}`, 'aria-hidden': 'true' },
    [0, 1, 2, 3].map((i) =>
      svg('rect', { x: i * 4.6, y: 10 - i * 3, width: 3.4, height: 4 + i * 3, class: i <= level ? 'on' : 'off' }),
    ),
  );

const SHAPES = {
  ok: 'M3 8.5 6.5 12 13 4.5',
  caution: 'M8 3v6.5M8 12.2v.6',
  fail: 'M4 4l8 8M12 4l-8 8',
  info: 'M8 7v5.5M8 3.2v.6',
};

/** ok, caution, fail, info: a tick, an exclamation mark, a cross, an i. */
export const mark = (status: keyof typeof SHAPES) =>
  svg(
    'svg',
    { viewBox: '0 0 16 16', class: 'mark ' + status, 'aria-hidden': 'true' },
    svg('path', { d: SHAPES[status] }),
  );
