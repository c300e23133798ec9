// An event close up: observed, expected, band, the most similar normal stretch laid over it, the influential rows.
import { svg } from '../../shared/dom.ts';
import { frame, text, rule, rect, line, pathOf } from '../../shared/figures/figure.ts';
import type { Points } from '../../shared/figures/figure.ts';
import type { Range } from '../../shared/pyramid.ts';
import { fixed, number, roundSteps, tickDecimals } from '../../shared/words.ts';
import type { Channel, PageEvent, State } from '../state.ts';
import type { MatteringRow } from '../wire.ts';

const H = 215;
const L = 52;
const R = 10;
const T = 8;
const B = 22;
const POINTS = 280;

type Scale = (v: number) => number;

/** Rows that are drawn, the places of the frame they lie at, and how many places make a block. */
interface Rows {
  first: number;
  last: number;
  from: number;
  to: number;
  every: number;
}

export function closeUp(state: State, event: PageEvent, channel: number, W: number) {
  const rows = rowsAround(state, event);
  const curves = readCurves(state, state.channels[channel], event, rows);
  const [low, high] = valueRange(Object.values(curves).flat());
  const x0 = state.frame.x[rows.from];
  const x1 = state.frame.x[rows.to];
  const X = (x: number) => L + ((x - x0) / (x1 - x0 || 1)) * (W - L - R);
  const Y = (v: number) => T + ((high - v) / (high - low)) * (H - T - B);
  const map = (points: Points): Points => points.map((p) => p && [X(p[0]), Y(p[1])]);
  const from = Math.max(L, X(event.t0));
  const to = Math.min(W - R, Math.max(from + 2, X(event.t1)));
  return frame(
    W,
    H,
    `${state.channels[channel].name} around event ${event.id}`,
    rect(from, T, to - from, H - T - B, `ev s${event.level}`),
    valueTicks(low, high, Y, W),
    timeTicks(state, x0, x1, X, W),
    bandShape(map(curves.low), map(curves.high)),
    line(map(curves.ghost), 'ghost'),
    line(map(curves.expected), 'expected'),
    line(map(curves.observed), 'observed'),
    event.mattered.map((m) => matteringMark(X(state.rowX[m.index]), m)),
  );
}

/** The event with 0.8 of its length before (at least the rows compared and the influential ones) and half after. */
function rowsAround(state: State, event: PageEvent): Rows {
  const length = event.end_index - event.start_index + 1;
  const earliest = Math.min(event.start_index, ...event.mattered.map((m) => m.index));
  const compared = event.similar?.context_before ?? 0;
  const before = Math.max(12, Math.round(length * 0.8), compared, event.start_index - earliest + 2);
  const after = Math.max(8, Math.round(length * 0.5));
  const { at } = state.frame;
  const first = Math.max(0, event.start_index - before);
  const last = Math.min(state.rowX.length - 1, event.end_index + after);
  const every = Math.max(1, Math.floor((at[last] - at[first] + 1) / POINTS));
  return { first, last, from: at[first], to: at[last], every };
}

function readCurves(state: State, { value, expected, band }: Channel, event: PageEvent, rows: Rows) {
  return {
    observed: blocks(state, rows, (i) => value.values[i]),
    expected: blocks(state, rows, (i) => expected?.values[i] ?? NaN),
    low: blocks(state, rows, (i) => band?.lower.values[i] ?? NaN, 'low'),
    high: blocks(state, rows, (i) => band?.upper.values[i] ?? NaN, 'high'),
    ghost: similarStretch(state, value.values, event, rows),
  };
}

/** Minimum and maximum of each small block; one edge if `pick` says which. */
function blocks(state: State, { from, to, every }: Rows, valueAt: (place: number) => number, pick?: 'low' | 'high') {
  const out: Points = [];
  for (let i = from; i <= to; i += every) {
    let low = Infinity;
    let high = -Infinity;
    for (let k = i; k < Math.min(i + every, to + 1); k++) {
      const v = valueAt(k);
      if (v < low) low = v;
      if (v > high) high = v;
    }
    const x = state.frame.x[i];
    if (!(high >= low)) out.push(null);
    else if (every === 1 || pick) out.push([x, pick === 'high' ? high : low]);
    else out.push([x, low], [x, high]);
  }
  return out;
}

/** The most similar normal stretch, moved so that it lies on the rows it was compared with. */
function similarStretch(state: State, values: ArrayLike<number>, event: PageEvent, { first, last, every }: Rows) {
  const { similar } = event;
  const out: Points = [];
  if (!similar) return out;
  const shift = similar.start_index + similar.context_before - event.start_index;
  const end = Math.min(last, similar.end_index - shift);
  for (let row = Math.max(first, similar.start_index - shift); row <= end; row += every)
    out.push([state.rowX[row], values[state.frame.at[row + shift]]]);
  return out;
}

/** An influential row: a wedge on the axis, the higher the larger its share. */
function matteringMark(x: number, { share }: MatteringRow) {
  const foot = H - B;
  const top = foot - 6 - 10 * share;
  const wedge: Points = [
    [x, top],
    [x - 4, foot],
    [x + 4, foot],
  ];
  return svg('path', { d: pathOf(wedge) + 'Z', class: 'mattered' });
}

function valueRange(points: Points): Range {
  let low = Infinity;
  let high = -Infinity;
  for (const p of points) {
    if (!p) continue;
    if (p[1] < low) low = p[1];
    if (p[1] > high) high = p[1];
  }
  if (!(high > low)) return Number.isFinite(low) ? [low - 1, low + 1] : [0, 1];
  const room = (high - low) * 0.06;
  return [low - room, high + room];
}

function bandShape(low: Points, high: Points) {
  const outline = [...high, ...[...low].reverse()].filter((p) => p && Number.isFinite(p[1]));
  return outline.length > 2 && svg('path', { d: pathOf(outline) + 'Z', class: 'band' });
}

function valueTicks(low: number, high: number, Y: Scale, W: number) {
  const ticks = roundSteps(low, high, 5);
  const places = tickDecimals(ticks);
  const words = (v: number) => (Math.abs(high) >= 1e6 ? number(v, 4) : fixed(v, places));
  return ticks.map((v) => [
    rule(L, W - R, Y(v), Y(v), 'grid'),
    text(L - 6, Y(v) + 4, words(v), { 'text-anchor': 'end' }),
  ]);
}

function timeTicks(state: State, x0: number, x1: number, X: Scale, W: number) {
  const { out, step } = state.clock.ticks(x0, x1, (x1 - x0) / (W < 500 ? 4 : 6));
  const anchor = (x: number) => (x > W - 24 ? 'end' : x < L + 18 ? 'start' : 'middle');
  return out.map((t) => text(X(t), H - 6, state.clock.tick(t, step), { 'text-anchor': anchor(X(t)) }));
}
