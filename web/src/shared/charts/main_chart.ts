// Observed, expected and normal band of one channel, with the events.
import uPlot from 'uplot';
import { chartOptions, valueAxis } from './axes.ts';
import type { ChartSetup } from './axes.ts';
import { drawBars, strokeLine, fillBetween, drawLoners, clipped, dot } from './drawing.ts';
import { shadeEvents, shadeTraining, tagEvents } from './event_marks.ts';
import type { Marks } from './event_marks.ts';
import { isPhone } from './palette.ts';
import type { Column } from '../frame.ts';
import type { Range } from '../pyramid.ts';

/** What the chart shows; all columns have one entry a point of `x`. */
export interface MainData {
  x: number[];
  /** Points are blocks of rows, minimum and maximum in turn, and not single rows. */
  dense: boolean;
  value: Column;
  expected: Column;
  /** Lowest and highest expected value of each block; `expected` itself for rows. */
  edges: [Column, Column];
  /** The normal band. */
  low: Column;
  high: Column;
  /** Of the y axis; null = whatever is in sight. */
  range: Range | null;
  /** Level of severity of single rows over the threshold; null = too many rows to tell them apart. */
  flagged: Column | null;
  marks: Marks;
}

export class MainChart {
  readonly u: uPlot;
  private readonly setup: ChartSetup;
  private range: Range = [0, 1];
  private data: MainData | null = null;

  constructor(setup: ChartSetup, box: HTMLElement) {
    this.setup = setup;
    const shape = { width: box.clientWidth, height: isPhone() ? 240 : 300, labels: false };
    const y = { scale: { range: () => this.range }, axis: valueAxis(setup) };
    const layer = (draw: (u: uPlot, data: MainData) => void) => (u: uPlot) => this.data && draw(u, this.data);
    const options = chartOptions(setup, { ...shape, padding: [14, 12, 0, 0] }, y, {
      under: layer((u, data) => this.drawUnder(u, data)),
      lines: layer((u, data) => this.drawLines(u, data)),
      over: layer((u, data) => this.drawOver(u, data)),
    });
    this.u = new uPlot(options, [[], []], box);
  }

  show(data: MainData) {
    const { x0, x1 } = this.setup.view;
    this.data = data;
    this.range = padded(...(data.range ?? rangeInSight(data, x0, x1)));
    this.u.setData([data.x, data.value], false);
    this.u.setScale('x', { min: x0, max: x1 });
    this.u.setScale('y', { min: this.range[0], max: this.range[1] });
  }

  private drawUnder(u: uPlot, { dense, low, high, marks }: MainData) {
    const { colours } = this.setup;
    shadeTraining(u, marks, colours, true);
    shadeEvents(u, marks, colours, true);
    if (dense) drawBars(u, low, high, colours.band, false);
    else fillBetween(u, low, high, colours.band);
  }
  private drawLines(u: uPlot, data: MainData) {
    const { observed, dense, expected } = this.setup.colours;
    if (data.dense) {
      // Observed as a lighter mass, both edges of the expected range over it, so that neither hides the other.
      drawBars(u, data.value, data.value, dense);
      for (const edge of data.edges) drawBars(u, edge, edge, expected);
      return;
    }
    const crowded = data.x.length > u.over.clientWidth / 4; // then the zigzag would bury what lies under it
    if (!crowded) strokeLine(u, data.expected, expected, 1.5);
    strokeLine(u, data.value, observed, 1.25);
    drawLoners(u, data.value, observed);
    if (crowded) strokeLine(u, data.expected, expected, 1);
  }
  private drawOver(u: uPlot, data: MainData) {
    tagEvents(u, data.marks, this.setup.colours);
    if (data.flagged) this.drawFlagged(u, data, data.flagged);
  }
  /** Single rows over the threshold, once they can be told apart. */
  private drawFlagged(u: uPlot, { x, value }: MainData, flagged: Column) {
    const { panel, severity } = this.setup.colours;
    clipped(u, (g) => {
      flagged.forEach((level, i) => {
        const v = value[i];
        if (level === null || v === null) return;
        const px = u.valToPos(x[i], 'x', true);
        const py = u.valToPos(v, 'y', true);
        g.fillStyle = panel;
        dot(g, px, py, 3.9);
        g.fillStyle = severity[level];
        dot(g, px, py, 3);
      });
    });
  }
}

/** [∞, −∞] if nothing is. */
function rangeInSight({ x, value, expected, low, high }: MainData, x0: number, x1: number): Range {
  const range: Range = [Infinity, -Infinity];
  for (const column of [value, expected, low, high])
    column.forEach((v, i) => {
      if (v === null || x[i] < x0 || x[i] > x1) return;
      if (v < range[0]) range[0] = v;
      if (v > range[1]) range[1] = v;
    });
  return range;
}

/** A little room above and below; a constant gets room by its size. */
function padded(low: number, high: number): Range {
  if (!(high >= low)) return [0, 1];
  const room = (high - low) * 0.06 || Math.abs(low) * 0.05 || 1;
  return [low - room, high + room];
}
