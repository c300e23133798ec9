// What the main chart and the score chart share: x scale, axes, cursor, gestures' hooks.
import type uPlot from 'uplot';
import { FONT, isPhone } from './palette.ts';
import type { Palette } from './palette.ts';
import type { Clock } from '../clock.ts';
import type { Range } from '../pyramid.ts';
import type { View } from '../view.ts';
import { number, fixed, tickDecimals } from '../words.ts';

/** What every chart of a page draws with. */
export interface ChartSetup {
  view: View;
  clock: Clock;
  colours: Palette;
  /** Pixels left of the plot. */
  gutter: number;
  /** Follows the pointer; null = it left. */
  hover(x: number | null): void;
}

interface Shape {
  width: number;
  height: number;
  padding: [top: number, right: number, bottom: number, left: number];
  /** The x axis has words. */
  labels: boolean;
}

type Draw = (u: uPlot) => void;
interface Layers {
  under: Draw;
  lines: Draw;
  over?: Draw;
}

/** uPlot options of a chart that draws itself in layers on the scale `y`. */
export function chartOptions(
  setup: ChartSetup,
  shape: Shape,
  y: { scale: uPlot.Scale; axis: uPlot.Axis },
  layers: Layers,
): uPlot.Options {
  const { view, hover } = setup;
  const { width, height, padding, labels } = shape;
  return {
    width,
    height,
    padding,
    legend: { show: false },
    cursor: {
      sync: { key: 'tidegate', setSeries: false },
      drag: { x: true, y: false, setScale: false, dist: 4 },
      points: { show: false },
      y: false,
      bind: { dblclick: () => () => (view.reset(), null) },
    },
    scales: { x: { time: false, range: () => [view.x0, view.x1] }, y: y.scale },
    axes: [timeAxis(setup, width, labels), y.axis],
    series: [{}, { paths: () => null, points: { show: false } }],
    hooks: {
      setSelect: [(u) => zoomToSelection(view, u)],
      setCursor: [(u) => hover(u.cursor.left != null && u.cursor.left >= 0 ? u.posToVal(u.cursor.left, 'x') : null)],
      drawAxes: [layers.under],
      drawSeries: [layers.lines],
      draw: layers.over ? [layers.over] : [],
    },
  };
}

function timeAxis({ view, clock, colours, gutter }: ChartSetup, width: number, labels: boolean): uPlot.Axis {
  let step = 1;
  const places = Math.max(2, (width - gutter) / (isPhone() ? 76 : 100));
  return {
    ...axisLook(colours),
    ticks: { stroke: colours.rule, size: 4, width: 1 },
    size: labels ? 40 : 8,
    gap: 4,
    splits: () => {
      const ticks = clock.ticks(view.x0, view.x1, view.span / places);
      step = ticks.step;
      return ticks.out;
    },
    values: (_, at) => at.map((t, i) => (labels ? clock.tick(t, step, i === 0) : '')),
  };
}

export function valueAxis({ colours, gutter }: ChartSetup): uPlot.Axis {
  return {
    ...axisLook(colours),
    ticks: { show: false },
    size: gutter,
    gap: 6,
    values: (_, at) => at.map((v) => axisNumber(v, at)),
  };
}

/** `range()` is asked at each drawing; `log`: its powers of ten are named. */
export function scoreAxis(setup: ChartSetup, log: boolean, range: () => Range): uPlot.Axis {
  const axis = valueAxis(setup);
  if (!log) return { ...axis, values: (_, at) => at.map((v) => number(v, 3)) };
  return {
    ...axis,
    values: (_, at: (number | null)[]) => at.map((v) => (v === null ? '' : number(v, 1))),
    splits: () => decades(...range()),
    filter: (_, at) => at,
  };
}

const axisLook = (colours: Palette): uPlot.Axis => ({
  stroke: colours.ink3,
  font: FONT,
  grid: { stroke: colours.rule, width: 1 },
});

function axisNumber(v: number, at: number[]) {
  const size = Math.max(...at.map(Math.abs));
  return size >= 1e6 || (size > 0 && size < 1e-4) ? number(v, 4) : fixed(v, tickDecimals(at));
}

/** Powers of ten between two values; the ends if fewer than two fit. */
function decades(low: number, high: number) {
  const out: number[] = [];
  for (let e = Math.ceil(Math.log10(low) - 1e-9); 10 ** e <= high; e++) out.push(10 ** e);
  return out.length > 1 ? out : [low, high];
}

function zoomToSelection(view: View, u: uPlot) {
  const { left, width } = u.select;
  if (width > 3) view.set(u.posToVal(left, 'x'), u.posToVal(left + width, 'x'));
  u.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
}
