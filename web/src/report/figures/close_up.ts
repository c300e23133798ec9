// An event close up: observed, expected, band, the most similar normal stretch laid over it, the rows that mattered.
import { frame, text, rule, rect, line, pathOf } from '../../shared/figures/figure.js';
import { svg } from '../../shared/dom.js';
import { fixed, number, roundSteps, tickDecimals } from '../../shared/words.js';

const H = 215, L = 52, R = 10, T = 8, B = 22, POINTS = 280;

export function closeUp(state, event, channel, W) {
  const rows = rowsAround(state, event), curves = readCurves(state, state.channels[channel], event, rows);
  const [low, high] = valueRange(Object.values(curves).flat());
  const x0 = state.frame.x[rows.from], x1 = state.frame.x[rows.to];
  const X = x => L + (x - x0) / (x1 - x0 || 1) * (W - L - R), Y = v => T + (high - v) / (high - low) * (H - T - B);
  const map = points => points.map(p => p && [X(p[0]), Y(p[1])]);
  const from = Math.max(L, X(event.t0)), to = Math.min(W - R, Math.max(from + 2, X(event.t1)));
  return frame(W, H, `${state.channels[channel].name} around event ${event.id}`,
    rect(from, T, to - from, H - T - B, `ev s${event.level}`), valueTicks(low, high, Y, W), timeTicks(state, x0, x1, X, W),
    bandShape(map(curves.low), map(curves.high)), line(map(curves.ghost), 'ghost'),
    line(map(curves.expected), 'expected'), line(map(curves.observed), 'observed'),
    event.mattered.map(m => matteringMark(X(state.rowX[m.index]), m)));
}

/** The event with 0.8 of its length before (at least the rows compared and those that mattered) and half of it after. */
function rowsAround(state, event) {
  const length = event.end_index - event.start_index + 1, earliest = Math.min(event.start_index, ...event.mattered.map(m => m.index));
  const before = Math.max(12, Math.round(length * 0.8), event.similar?.context_before ?? 0, event.start_index - earliest + 2);
  const after = Math.max(8, Math.round(length * 0.5));
  const { at } = state.frame, first = Math.max(0, event.start_index - before), last = Math.min(state.rowX.length - 1, event.end_index + after);
  return { first, last, from: at[first], to: at[last], every: Math.max(1, Math.floor((at[last] - at[first] + 1) / POINTS)) };
}

function readCurves(state, c, event, rows) {
  const expected = c.expected?.values ?? [], edge = (p, sign) => p ? i => p.values[i] : i => expected[i] + sign * c.half;
  return {
    observed: blocks(state, rows, i => c.value.values[i]),
    expected: blocks(state, rows, i => expected[i]),
    low: blocks(state, rows, edge(c.lower, -1), 'low'),
    high: blocks(state, rows, edge(c.upper, 1), 'high'),
    ghost: similarStretch(state, c, event, rows),
  };
}

/** Minimum and maximum of each small block; one edge if `pick` says which. */
function blocks(state, { from, to, every }, valueAt, pick) {
  const out = [];
  for (let i = from; i <= to; i += every) {
    let low = Infinity, high = -Infinity;
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
function similarStretch(state, c, event, { first, last, every }) {
  const similar = event.similar, out = [];
  if (!similar) return out;
  const shift = similar.start_index + similar.context_before - event.start_index;
  for (let row = Math.max(first, similar.start_index - shift); row <= Math.min(last, similar.end_index - shift); row += every)
    out.push([state.rowX[row], c.value.values[state.frame.at[row + shift]]]);
  return out;
}

/** A row that mattered: a wedge on the axis, the higher the larger its share. */
function matteringMark(x, { share }) {
  const foot = H - B, top = foot - 6 - 10 * share;
  return svg('path', { d: pathOf([[x, top], [x - 4, foot], [x + 4, foot]]) + 'Z', class: 'mattered' });
}

function valueRange(points) {
  let low = Infinity, high = -Infinity;
  for (const p of points) {
    if (p?.[1] < low) low = p[1];
    if (p?.[1] > high) high = p[1];
  }
  if (!(high > low)) return Number.isFinite(low) ? [low - 1, low + 1] : [0, 1];
  const room = (high - low) * 0.06;
  return [low - room, high + room];
}

function bandShape(low, high) {
  const outline = [...high.filter(Boolean), ...low.filter(Boolean).reverse()].filter(p => Number.isFinite(p[1]));
  return outline.length > 2 && svg('path', { d: pathOf(outline) + 'Z', class: 'band' });
}

function valueTicks(low, high, Y, W) {
  const ticks = roundSteps(low, high, 5), places = tickDecimals(ticks);
  const words = v => Math.abs(high) >= 1e6 ? number(v, 4) : fixed(v, places);
  return ticks.flatMap(v => [rule(L, W - R, Y(v), Y(v), 'grid'), text(L - 6, Y(v) + 4, words(v), { 'text-anchor': 'end' })]);
}

function timeTicks(state, x0, x1, X, W) {
  const { out, step } = state.clock.ticks(x0, x1, (x1 - x0) / (W < 500 ? 4 : 6));
  const anchor = x => x > W - 24 ? 'end' : x < L + 18 ? 'start' : 'middle';
  return out.map(t => text(X(t), H - 6, state.clock.tick(t, step), { 'text-anchor': anchor(X(t)) }));
}
