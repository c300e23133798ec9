// The whole series at once: a line or lanes over one time axis, with the brush.
import { Brush } from './brush.ts';
import type { EventMark } from './event_marks.ts';
import { palette, FONT, alpha, isPhone } from './palette.ts';
import type { Palette } from './palette.ts';
import type { Clock } from '../clock.ts';
import { el, fitted } from '../dom.ts';
import type { Column } from '../frame.ts';
import type { Range } from '../pyramid.ts';
import type { View } from '../view.ts';

const RIGHT = 12;
const AXIS = 20;

/** A curve with the events behind it. */
interface LineLane {
  kind: 'line';
  range: Range;
  /** The curve for so many pixels. */
  curve(width: number): { x: number[]; y: Column };
  events: readonly EventMark[];
}

/** Cells in the colour of a level. */
interface HeatLane {
  kind: 'heat';
  /** Cells take about so many pixels each. */
  cell: number;
  /** Level of severity in each of `count` equal stretches of the axis; −1 = none. */
  levels(count: number): ArrayLike<number>;
  /** Drawn over the cells, never thinner than 3 px. */
  events: readonly EventMark[];
}

/** Stretches as outlines. */
interface SpansLane {
  kind: 'spans';
  spans: readonly Range[];
}

export type Lane = (LineLane | HeatLane | SpansLane) & {
  /** Empty = not named. */
  name: string;
  height: number;
  /** Its name is a button, if there is room for one. */
  choose?: { chosen: boolean; act(): void };
};

export interface OverviewData {
  lanes: Lane[];
  training: Range | null;
  /** Pixels left of the plot, and how many of them stay free of names. */
  gutter: number;
  free: number;
  /** Pixels between lanes. */
  spacing: number;
  /** Names stand above their lanes and not beside them. */
  overhead: boolean;
}

type Placed = Lane & { y: number };

interface Canvas extends OverviewData {
  g: CanvasRenderingContext2D;
  colours: Palette;
  /** Pixels of the plot. */
  plot: number;
  height: number;
  placed: Placed[];
  /** x axis → pixels. */
  X(x: number): number;
}

export class Overview {
  private readonly box: HTMLElement;
  private readonly view: View;
  private readonly clock: Clock;
  private readonly read: () => OverviewData;
  private readonly canvas = el('canvas', { 'aria-hidden': 'true' });
  private readonly labels = el('div', { class: 'lane-labels' });
  private readonly brush: Brush;

  /** `read()` is asked at each `layout`. */
  constructor(box: HTMLElement, view: View, clock: Clock, read: () => OverviewData) {
    this.box = box;
    this.view = view;
    this.clock = clock;
    this.read = read;
    this.brush = new Brush(view, clock);
    box.append(this.canvas, this.labels, this.brush.area);
    this.layout();
    fitted(box, () => this.layout());
  }
  /** Follows the view. */
  move() {
    this.brush.move();
  }

  /** Draws everything again: size, theme, data or clock changed. */
  layout() {
    const c = this.prepare();
    if (c.training) {
      const [from, to] = c.training.map(c.X);
      c.g.fillStyle = c.colours.train;
      c.g.fillRect(from, 0, to - from, c.height);
    }
    this.drawAxis(c);
    for (const lane of c.placed) {
      if (lane.kind === 'line') drawLine(c, lane);
      else if (lane.kind === 'heat') drawHeat(c, lane);
      else drawSpans(c, lane);
    }
    this.labels.replaceChildren(...c.placed.filter((lane) => lane.name).map((lane) => labelOf(c, lane)));
    this.brush.place(c.gutter, c.plot, c.height);
  }
  /** Sizes, places and a cleared drawing context in CSS pixels. */
  private prepare(): Canvas {
    const { canvas, view } = this;
    const r = devicePixelRatio || 1;
    const width = this.box.clientWidth;
    const data = this.read();
    const plot = Math.max(50, width - data.gutter - RIGHT);
    const { placed, height } = place(data);
    Object.assign(canvas, { width: width * r, height: (height + AXIS) * r });
    Object.assign(canvas.style, { width: `${width}px`, height: `${height + AXIS}px` });
    this.box.style.height = `${height + AXIS}px`;
    const g = canvas.getContext('2d');
    if (!g) throw new Error('this browser has no canvas');
    g.scale(r, r);
    const X = (x: number) => data.gutter + ((x - view.t0) / view.whole) * plot;
    return { ...data, g, colours: palette(), plot, height, placed, X };
  }
  private drawAxis({ g, colours, gutter, plot, height, X }: Canvas) {
    const { view, clock } = this;
    const { out, step } = clock.ticks(view.t0, view.t1, view.whole / Math.max(2, plot / 100));
    g.font = FONT;
    g.textBaseline = 'top';
    for (const t of out) {
      const x = X(t);
      g.fillStyle = colours.rule;
      g.fillRect(Math.round(x), 0, 1, height + 3);
      g.fillStyle = colours.ink3;
      g.textAlign = x > gutter + plot - 24 ? 'right' : x < gutter + 20 ? 'left' : 'center';
      g.fillText(clock.tick(t, step), x, height + 5);
    }
  }
}

/** The lanes one below the other. */
function place({ lanes, overhead, spacing }: OverviewData) {
  let height = 2;
  const placed = lanes.map((lane): Placed => {
    const y = height + (overhead ? 13 : 0);
    height = y + lane.height + spacing;
    return { ...lane, y };
  });
  return { placed, height };
}

function drawLine({ g, colours, plot, X }: Canvas, lane: Placed & LineLane) {
  const [low, high] = lane.range;
  const { x, y } = lane.curve(plot);
  const room = (high - low) * 0.04 || 1;
  const Y = (v: number) => lane.y + lane.height - ((v - low + room) / (high - low + 2 * room)) * lane.height;
  for (const e of lane.events) {
    g.fillStyle = alpha(colours.severity[e.level], 0.16);
    g.fillRect(X(e.t0), lane.y, Math.max(2, X(e.t1) - X(e.t0)), lane.height);
  }
  g.strokeStyle = colours.observed;
  g.lineJoin = 'round';
  g.beginPath();
  y.forEach((v, i) => {
    if (v !== null) g[i && y[i - 1] !== null ? 'lineTo' : 'moveTo'](X(x[i]), Y(v));
  });
  g.stroke();
}

function drawSpans({ g, colours, X }: Canvas, lane: Placed & SpansLane) {
  g.strokeStyle = colours.ink3;
  for (const [a, b] of lane.spans)
    g.strokeRect(X(a) + 0.5, lane.y + 0.5, Math.max(2, X(b) - X(a)) - 1, lane.height - 1);
}

function drawHeat({ g, colours, gutter, plot, X }: Canvas, lane: Placed & HeatLane) {
  const count = Math.max(40, Math.floor(plot / lane.cell));
  const levels = lane.levels(count);
  const edge = (b: number) => Math.round(gutter + (b * plot) / count); // whole pixels: no seams
  g.fillStyle = colours.faint;
  g.fillRect(gutter, lane.y, plot, lane.height);
  for (let b = 0; b < count; b++) {
    if (levels[b] < 0) continue;
    g.fillStyle = colours.severity[levels[b]];
    g.fillRect(edge(b), lane.y, edge(b + 1) - edge(b), lane.height);
  }
  for (const e of lane.events) {
    g.fillStyle = colours.severity[e.level];
    g.fillRect(X(e.t0), lane.y, Math.max(3, X(e.t1) - X(e.t0)), lane.height);
  }
}

function labelOf({ gutter, free, overhead }: Canvas, { name, choose, y, height }: Placed) {
  const node =
    choose && !overhead
      ? el(
          'button',
          {
            class: 'lane-label',
            type: 'button',
            title: `Show ${name} in the chart`,
            'aria-pressed': choose.chosen,
            onclick: () => choose.act(),
          },
          name,
        )
      : el('span', { class: 'lane-label', title: name }, name);
  const beside = {
    left: 0,
    width: `${gutter - free}px`,
    top: `${y - 3}px`,
    height: `${height + 6}px`,
    lineHeight: `${height + 6}px`,
  };
  const above = { left: 0, top: `${y - 15}px`, height: '24px', lineHeight: '15px', textAlign: 'left' };
  Object.assign(node.style, overhead ? above : beside);
  node.hidden = isPhone() && !overhead;
  return node;
}
