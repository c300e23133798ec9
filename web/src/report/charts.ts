// The main chart and the score chart as one: same view, same cursor; their columns are cut from the pyramids.
import { addGestures } from '../shared/charts/gestures.ts';
import { MainChart } from '../shared/charts/main_chart.ts';
import type { MainData } from '../shared/charts/main_chart.ts';
import { gutter, palette } from '../shared/charts/palette.ts';
import { ScoreChart } from '../shared/charts/score_chart.ts';
import type { ScoreData } from '../shared/charts/score_chart.ts';
import { fitted } from '../shared/dom.ts';
import { nearest, sliceOf, sliceX, sliceY } from '../shared/frame.ts';
import type { Slice } from '../shared/frame.ts';
import type { State } from './state.ts';

export class Charts {
  private readonly state: State;
  private readonly boxes: { main: HTMLElement; score: HTMLElement };
  private readonly hover: (x: number | null) => void;
  private main: MainChart;
  private score: ScoreChart;

  /** `pointAt(row | null)` is told which row the pointer is over. */
  constructor(state: State, main: HTMLElement, score: HTMLElement, pointAt: (row: number | null) => void) {
    this.state = state;
    this.boxes = { main, score };
    this.hover = (x) => pointAt(x === null ? null : nearest(state.rowX, x));
    [this.main, this.score] = this.build();
    fitted(main, () => this.rebuild());
  }
  /** After a change of size, theme or pixel ratio. */
  rebuild() {
    this.main.u.destroy();
    this.score.u.destroy();
    [this.main, this.score] = this.build();
    this.draw();
  }
  private build(): [MainChart, ScoreChart] {
    const { view, clock, many, score } = this.state;
    const setup = { view, clock, colours: palette(), gutter: gutter(many), hover: this.hover };
    const charts: [MainChart, ScoreChart] = [
      new MainChart(setup, this.boxes.main),
      new ScoreChart(setup, score.log, this.boxes.score),
    ];
    for (const chart of charts) addGestures(view, chart.u);
    return charts;
  }
  /** Draws the current view: a few thousand points at most, whatever the length of the series. */
  draw() {
    const { frame, view } = this.state;
    const width = Math.max(100, this.main.u.over.clientWidth || this.boxes.main.clientWidth);
    const slice = sliceOf(frame, view.x0, view.x1, width);
    const x = sliceX(frame, slice);
    this.main.show(mainData(this.state, slice, x, width));
    this.score.show(scoreData(this.state, slice, x));
  }
}

function mainData(state: State, slice: Slice, x: number[], width: number): MainData {
  const { value, expected, band, range } = state.channels[state.channel];
  const none = () => x.map(() => null);
  return {
    x,
    dense: slice.level > 0,
    value: sliceY(value, slice),
    expected: expected ? sliceY(expected, slice) : none(),
    edges: expected ? [sliceY(expected, slice, 'lo'), sliceY(expected, slice, 'hi')] : [none(), none()],
    low: band ? sliceY(band.lower, slice, 'lo') : none(),
    high: band ? sliceY(band.upper, slice, 'hi') : none(),
    range: state.fitHeight ? null : range,
    flagged: slice.level === 0 && slice.to - slice.from < width / 3 ? flagged(state, slice, x) : null,
    marks: state.marks,
  };
}

/** Levels of the rows of a slice that are over the threshold. */
function flagged(state: State, { from }: Slice, x: number[]) {
  return x.map((_, k) => {
    const ratio = state.ratioAt(from + k);
    return ratio >= 1 ? state.levelOfRatio(ratio) : null;
  });
}

function scoreData({ score, marks }: State, slice: Slice, x: number[]): ScoreData {
  const { pyramid, thresholds, threshold, range } = score;
  return {
    x,
    dense: slice.level > 0,
    score: sliceY(pyramid, slice, 'both', range[0]),
    threshold: thresholds ? sliceY(thresholds, slice, 'both', range[0]) : x.map(() => threshold),
    constant: thresholds ? null : threshold,
    range,
    marks,
  };
}
