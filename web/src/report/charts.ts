// The main chart and the score chart as one: same view, same cursor.
import { MainChart } from '../shared/charts/main_chart.js';
import { ScoreChart } from '../shared/charts/score_chart.js';
import { addGestures } from '../shared/charts/gestures.js';
import { palette } from '../shared/charts/palette.js';
import { fitted } from '../shared/dom.js';
import { viewOf, viewX, nearest } from '../shared/frame.js';

export class Charts {
  /** `pointAt(row | null)` is told which row the pointer is over. */
  constructor(state, mainBox, scoreBox, pointAt) {
    Object.assign(this, { state, mainBox, scoreBox });
    this.hover = x => pointAt(x === null ? null : nearest(state.rowX, x));
    this.rebuild();
    fitted(mainBox, () => this.rebuild());
  }
  /** After a change of size, theme or pixel ratio. */
  rebuild() {
    this.main?.u.destroy();
    this.score?.u.destroy();
    const colours = palette();
    this.main = new MainChart(this.state, colours, this.mainBox, this.hover);
    this.score = new ScoreChart(this.state, colours, this.scoreBox, this.hover);
    for (const chart of [this.main, this.score]) addGestures(this.state, chart.u);
    this.draw();
  }
  /** Draws the current view: a few thousand points at most, whatever the length of the series. */
  draw() {
    const { state } = this, width = Math.max(100, this.main.u.over.clientWidth || this.mainBox.clientWidth);
    const view = viewOf(state.frame, state.x0, state.x1, width), x = viewX(state.frame, view);
    this.main.show(view, x);
    this.score.show(view, x);
  }
}
