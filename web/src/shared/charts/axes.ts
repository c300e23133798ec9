// What the main chart and the score chart share: x scale, axes, cursor, gestures' hooks.
import { FONT, gutter, isPhone } from './palette.js';
import { number, fixed, tickDecimals } from '../words.js';

/** uPlot options of a chart of `height` pixels; `hover(x | null)` follows the pointer. */
export function chartOptions(state, colours, { width, height, padding, labels, hover }) {
  return {
    width, height, padding, legend: { show: false },
    cursor: {
      sync: { key: 'tidegate', setSeries: false }, drag: { x: true, y: false, setScale: false, dist: 4 }, points: { show: false }, y: false,
      bind: { dblclick: () => () => { state.reset(); return null; } },
    },
    scales: { x: { time: false, range: () => [state.x0, state.x1] } },
    axes: [timeAxis(state, colours, width, labels)],
    hooks: {
      setSelect: [u => zoomToSelection(state, u)],
      setCursor: [u => hover(u.cursor.left >= 0 && u.cursor.left != null ? u.posToVal(u.cursor.left, 'x') : null)],
    },
  };
}

function timeAxis(state, colours, width, labels) {
  let step = 1;
  const places = Math.max(2, (width - gutter(state)) / (isPhone() ? 76 : 100));
  return {
    ...axisLook(colours), ticks: { stroke: colours.rule, size: 4, width: 1 }, size: labels ? 40 : 8, gap: 4,
    splits: () => {
      const ticks = state.clock.ticks(state.x0, state.x1, (state.x1 - state.x0) / places);
      step = ticks.step;
      return ticks.out;
    },
    values: (u, at) => at.map((t, i) => labels ? state.clock.tick(t, step, i === 0) : ''),
  };
}

export function valueAxis(state, colours) {
  return { ...axisLook(colours), ticks: { show: false }, size: gutter(state), gap: 6, values: (u, at) => at.map(v => axisNumber(v, at)) };
}

export function scoreAxis(state, colours) {
  const axis = { ...valueAxis(state, colours), values: (u, at) => at.map(v => v == null ? '' : number(v, 1)) };
  return state.score.log ? { ...axis, splits: () => decades(...state.score.range), filter: (u, at) => at } : { ...axis, values: (u, at) => at.map(v => number(v, 3)) };
}

const axisLook = colours => ({ stroke: colours.ink3, font: FONT, grid: { stroke: colours.rule, width: 1 } });

function axisNumber(v, at) {
  const size = Math.max(...at.map(Math.abs));
  return size >= 1e6 || (size > 0 && size < 1e-4) ? number(v, 4) : fixed(v, tickDecimals(at));
}

/** Powers of ten between two values; the ends if fewer than two fit. */
function decades(low, high) {
  const out = [];
  for (let e = Math.ceil(Math.log10(low) - 1e-9); 10 ** e <= high; e++) out.push(10 ** e);
  return out.length > 1 ? out : [low, high];
}

function zoomToSelection(state, u) {
  const { left, width } = u.select;
  if (width > 3) state.setView(u.posToVal(left, 'x'), u.posToVal(left + width, 'x'));
  u.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
}
