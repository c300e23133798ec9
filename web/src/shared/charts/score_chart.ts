// The score, with its threshold as it is: constant or varying in time.
import uPlot from 'uplot';
import { chartOptions, scoreAxis } from './axes.ts';
import type { ChartSetup } from './axes.ts';
import { drawBars, strokeLine, drawLoners, clipAbove, stretches } from './drawing.ts';
import { shadeEvents, shadeTraining } from './event_marks.ts';
import type { Marks } from './event_marks.ts';
import { alpha, isPhone, scaledFont } from './palette.ts';
import type { Column } from '../frame.ts';
import type { Range } from '../pyramid.ts';
import { number } from '../words.ts';

/** What the chart shows; all columns have one entry a point of `x`. */
export interface ScoreData {
  x: number[];
  /** Points are blocks of rows, minimum and maximum in turn, and not single rows. */
  dense: boolean;
  /** Not below `range`. */
  score: Column;
  threshold: Column;
  /** The threshold's one value; null = it varies in time. */
  constant: number | null;
  range: Range;
  marks: Marks;
}

export class ScoreChart {
  readonly u: uPlot;
  private readonly setup: ChartSetup;
  private range: Range = [0.1, 1];
  private data: ScoreData | null = null;

  /** `log`: the axis of the score is logarithmic. */
  constructor(setup: ChartSetup, log: boolean, box: HTMLElement) {
    this.setup = setup;
    const shape = { width: box.clientWidth, height: isPhone() ? 130 : 150, labels: true };
    const range = () => this.range;
    const y = { scale: log ? { distr: 3 as const, range } : { range }, axis: scoreAxis(setup, log, range) };
    const layer = (draw: (u: uPlot, data: ScoreData) => void) => (u: uPlot) => this.data && draw(u, this.data);
    const options = chartOptions(setup, { ...shape, padding: [8, 12, 0, 0] }, y, {
      under: layer((u, data) => this.drawUnder(u, data)),
      lines: layer((u, data) => this.drawLines(u, data)),
    });
    this.u = new uPlot(options, [[], []], box);
  }

  show(data: ScoreData) {
    const { x0, x1 } = this.setup.view;
    this.data = data;
    this.range = data.range;
    this.u.setData([data.x, data.score], false);
    this.u.setScale('x', { min: x0, max: x1 });
    this.u.setScale('y', { min: data.range[0], max: data.range[1] });
  }

  private drawUnder(u: uPlot, { marks }: ScoreData) {
    shadeTraining(u, marks, this.setup.colours, false);
    shadeEvents(u, marks, this.setup.colours, false);
  }
  private drawLines(u: uPlot, data: ScoreData) {
    const { score, threshold } = this.setup.colours;
    const g = u.ctx;
    drawScore(u, data, score, 1);
    g.save();
    clipAbove(u, g, data.threshold);
    drawScore(u, data, threshold, 1.75);
    g.restore();
    strokeLine(u, data.threshold, threshold, 1, data.constant === null ? [] : [5, 4]);
    this.nameThreshold(u, data);
  }
  private nameThreshold(u: uPlot, { threshold, constant }: ScoreData) {
    const { colours } = this.setup;
    const last = stretches(threshold).at(-1);
    if (!last) return;
    const g = u.ctx;
    const r = devicePixelRatio;
    const right = u.bbox.left + u.bbox.width;
    const y = u.valToPos(threshold[last[1] - 1] ?? NaN, 'y', true);
    const text = constant === null ? 'threshold' : `threshold ${number(constant, 3)}`;
    g.save();
    g.font = scaledFont(r);
    const width = g.measureText(text).width;
    g.fillStyle = alpha(colours.panel, 0.86);
    g.fillRect(right - width - 10 * r, y - 17 * r, width + 8 * r, 15 * r);
    g.fillStyle = colours.threshold;
    g.textAlign = 'right';
    g.textBaseline = 'bottom';
    g.fillText(text, right - 6 * r, y - 3 * r);
    g.restore();
  }
}

function drawScore(u: uPlot, { dense, score }: ScoreData, colour: string, width: number) {
  if (dense) return drawBars(u, score, score, colour);
  strokeLine(u, score, colour, width);
  drawLoners(u, score, colour);
}
