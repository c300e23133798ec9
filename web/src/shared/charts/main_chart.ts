// Observed, expected and normal band of one channel, with the events.
import uPlot from 'uplot';
import { chartOptions, valueAxis } from './axes.js';
import { drawBars, strokeLine, fillBetween, drawLoners, clipped, dot } from './drawing.js';
import { shadeEvents, shadeTraining, tagEvents } from './event_marks.js';
import { isPhone } from './palette.js';
import { viewY } from '../frame.js';

export class MainChart {
  constructor(state, colours, box, hover) {
    this.state = state;
    this.colours = colours;
    this.range = [0, 1];
    const options = chartOptions(state, colours, { width: box.clientWidth, height: isPhone() ? 240 : 300, padding: [14, 12, 0, 0], labels: false, hover });
    options.scales.y = { range: () => this.range };
    options.axes.push(valueAxis(state, colours));
    options.series = [{}, { paths: () => null, points: { show: false } }];
    Object.assign(options.hooks, { drawAxes: [u => this.drawUnder(u)], drawSeries: [u => this.drawLines(u)], draw: [u => this.drawOver(u)] });
    this.u = new uPlot(options, [[], []], box);
  }

  /** Shows a view whose x positions are `x`. */
  show(view, x) {
    const { state } = this, c = state.channels[state.channel], read = (p, mode) => p ? viewY(p, view, mode) : x.map(() => null);
    const moved = (values, by) => values.map(v => v === null || Number.isNaN(by) ? null : v + by);
    this.view = view;
    this.value = read(c.value);
    this.expected = read(c.expected);
    this.edges = [read(c.expected, 'lo'), read(c.expected, 'hi')];
    this.low = c.lower ? read(c.lower, 'lo') : moved(this.edges[0], -c.half);
    this.high = c.upper ? read(c.upper, 'hi') : moved(this.edges[1], c.half);
    this.range = state.fitHeight ? this.fittedRange(x) : padded(...c.range);
    this.u.setData([x, this.value], false);
    this.u.setScale('x', { min: state.x0, max: state.x1 });
    this.u.setScale('y', { min: this.range[0], max: this.range[1] });
  }
  fittedRange(x) {
    const { x0, x1 } = this.state;
    let low = Infinity, high = -Infinity;
    for (const values of [this.value, this.expected, this.low, this.high]) values.forEach((v, i) => {
      if (v === null || x[i] < x0 || x[i] > x1) return;
      if (v < low) low = v;
      if (v > high) high = v;
    });
    return padded(low, high);
  }

  drawUnder(u) {
    shadeTraining(this.state, u, this.colours, true);
    shadeEvents(this.state, u, this.colours, true);
    if (this.view?.level) drawBars(u, this.low, this.high, this.colours.band, false);
    else if (this.view) fillBetween(u, this.low, this.high, this.colours.band);
  }
  drawLines(u) {
    if (!this.view) return;
    const { observed, dense, expected } = this.colours;
    if (this.view.level) {
      // Dense: observed as a lighter mass, both edges of the expected range over it, so that neither hides the other.
      drawBars(u, this.value, this.value, dense);
      for (const edge of this.edges) drawBars(u, edge, edge, expected);
      return;
    }
    const crowded = this.view.to - this.view.from > u.over.clientWidth / 4;  // then the zigzag would bury what lies under it
    if (!crowded) strokeLine(u, this.expected, expected, 1.5);
    strokeLine(u, this.value, observed, 1.25);
    drawLoners(u, this.value, observed);
    if (crowded) strokeLine(u, this.expected, expected, 1);
  }
  drawOver(u) {
    tagEvents(this.state, u, this.colours);
    if (this.view?.level === 0 && this.view.to - this.view.from < u.over.clientWidth / 3) this.drawFlagged(u);
  }
  /** Single rows over the threshold, once they can be told apart. */
  drawFlagged(u) {
    const { state, colours, view } = this;
    clipped(u, g => {
      for (let i = view.from, k = 0; i < view.to; i++, k++) {
        const ratio = state.ratioAt(i);
        if (!(ratio >= 1) || this.value[k] === null) continue;
        const x = u.valToPos(state.frame.x[i], 'x', true), y = u.valToPos(this.value[k], 'y', true);
        g.fillStyle = colours.panel;
        dot(g, x, y, 3.9);
        g.fillStyle = colours.severity[state.levelOfRatio(ratio)];
        dot(g, x, y, 3);
      }
    });
  }
}

/** A little room above and below; a constant gets room by its size. */
function padded(low, high) {
  if (!(high >= low)) return [0, 1];
  const room = (high - low) * 0.06 || Math.abs(low) * 0.05 || 1;
  return [low - room, high + room];
}
