// The score, with its threshold as it is: constant or varying in time.
import uPlot from 'uplot';
import { chartOptions, scoreAxis } from './axes.js';
import { drawBars, strokeLine, drawLoners, clipAbove, stretches } from './drawing.js';
import { shadeEvents, shadeTraining } from './event_marks.js';
import { alpha, isPhone, scaledFont } from './palette.js';
import { viewY } from '../frame.js';
import { number } from '../words.js';

export class ScoreChart {
  constructor(state, colours, box, hover) {
    this.state = state;
    this.colours = colours;
    const { score } = state;
    const options = chartOptions(state, colours, { width: box.clientWidth, height: isPhone() ? 130 : 150, padding: [8, 12, 0, 0], labels: true, hover });
    options.scales.y = { ...(score.log ? { distr: 3 } : {}), range: () => score.range };
    options.axes.push(scoreAxis(state, colours));
    options.series = [{}, { paths: () => null, points: { show: false } }];
    Object.assign(options.hooks, { drawAxes: [u => this.drawUnder(u)], drawSeries: [u => this.drawLines(u)] });
    this.u = new uPlot(options, [[], []], box);
  }

  show(view, x) {
    const { score, x0, x1 } = this.state;
    this.view = view;
    this.values = viewY(score.pyramid, view, 'both', score.range[0]);
    this.limits = score.limits ? viewY(score.limits, view, 'both', score.range[0]) : x.map(() => score.threshold);
    this.u.setData([x, this.values], false);
    this.u.setScale('x', { min: x0, max: x1 });
    this.u.setScale('y', { min: score.range[0], max: score.range[1] });
  }

  drawUnder(u) {
    shadeTraining(this.state, u, this.colours, false);
    shadeEvents(this.state, u, this.colours, false);
  }
  drawLines(u) {
    if (!this.view) return;
    const { score, threshold } = this.colours, g = u.ctx;
    this.drawScore(u, score, 1);
    g.save();
    clipAbove(u, g, this.limits);
    this.drawScore(u, threshold, 1.75);
    g.restore();
    strokeLine(u, this.limits, threshold, 1, this.state.score.limits ? [] : [5, 4]);
    this.nameThreshold(u);
  }
  drawScore(u, colour, width) {
    if (this.view.level) drawBars(u, this.values, this.values, colour);
    else { strokeLine(u, this.values, colour, width); drawLoners(u, this.values, colour); }
  }
  nameThreshold(u) {
    const { state, colours } = this, last = stretches(this.limits).at(-1);
    if (!last) return;
    const g = u.ctx, r = devicePixelRatio, right = u.bbox.left + u.bbox.width;
    const y = u.valToPos(this.limits[last[1] - 1], 'y', true), text = state.score.limits ? 'threshold' : `threshold ${number(state.score.threshold, 3)}`;
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
