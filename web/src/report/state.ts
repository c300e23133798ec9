// What the page shows: the report's data, and the reader's view, channel, selection and filters.
import { Pyramid } from '../shared/pyramid.js';
import { makeFrame, intoFrame } from '../shared/frame.js';
import { rowPositions, shifted } from './reader.js';
import { makeClock } from '../shared/clock.js';

/**
 * Sections read the fields and call the methods; each change is announced by its kind to those who asked with `on`:
 * 'view', 'channel', 'selection', 'filter' (levels, training part), 'sort', 'clock', 'theme', 'lanes'.
 */
export class State {
  constructor(report, array) {
    const { x, late } = rowPositions(report.time, array), gap = report.time.gap_ms ?? Infinity;
    this.report = report;
    this.rowX = x;
    this.frame = makeFrame(x, gap);
    this.pyramid = (reference, offset = 0) => reference && new Pyramid(intoFrame(this.frame, shifted(array(reference), offset), late));
    this.step = report.time.kind === 'rows' ? 1 : report.time.step_ms;
    this.clock = makeClock(report, (x.at(-1) ?? 0) - (x[0] ?? 0));
    this.channels = report.channels.map(c => this.readChannel(c));
    this.score = this.readScore(report.score);
    this.events = report.events.map((e, i) => this.readEvent(e, i));
    this.labels = report.labels ?? [];
    this.t0 = x[0] ?? 0;
    this.t1 = x.at(-1) ?? 1;
    this.minSpan = Math.max(1e-3, this.step * 6);
    this.trainSpan = this.readTrainSpan(report.split);
    this.channelOrder = this.strongestFirst();
    this.drawable = this.t1 > this.t0 && this.channels.some(c => !c.value.empty);
    this.listeners = new Map();
    Object.assign(this, { x0: this.t0, x1: this.t1, channel: this.channelOrder[0] ?? 0, fitHeight: true, selected: null });
    Object.assign(this, { levels: new Set(report.severity_levels.keys()), showTraining: true, sort: { key: 'time', down: false } });
    this.refilter();
  }

  // ---- reading the report

  readChannel(c) {
    const value = this.pyramid(c.value, c.offset), band = c.band ?? {}, range = value.range();
    const unitOfError = c.sigma || (range[1] - range[0]) / 100 || 1;
    return {
      ...c, value, range, expected: this.pyramid(c.expected, c.offset), half: band.half ?? NaN,
      lower: this.pyramid(band.lower, c.offset), upper: this.pyramid(band.upper, c.offset),
      digits: Math.max(0, Math.min(9, 1 - Math.floor(Math.log10(unitOfError)))),
    };
  }
  readScore(score) {
    const pyramid = this.pyramid(score.values), { threshold } = score;
    const limits = threshold.kind === 'array' ? this.pyramid(threshold.values) : null;
    const now = limits ? limits.range()[1] : threshold.value, top = Math.max(pyramid.range()[1], now);
    const log = score.scale === 'log' && now > 0;
    return { pyramid, limits, threshold: threshold.value ?? now, log, range: log ? [now / 20, top * 1.6] : [Math.min(0, pyramid.range()[0]), top * 1.08] };
  }
  readEvent(e, i) {
    const half = this.step / 2, at = this.rowX;
    return { ...e, id: i + 1, level: this.levelOf(e.severity), t0: at[e.start_index] - half, t1: at[e.end_index] + half };
  }
  readTrainSpan(split) {
    if (!split) return null;
    const last = Math.max(split.train[1], split.validation?.[1] ?? 0), next = Math.min(last + 1, this.rowX.length - 1);
    return [this.rowX[split.train[0]], this.rowX[next]];
  }
  /** Channels by share × severity over all events; ties stay in the order of the file. */
  strongestFirst() {
    const weight = this.channels.map(c => this.events.reduce((sum, e) => sum + (e.channels.find(x => x.name === c.name)?.share ?? 0) * e.severity, 0));
    return this.channels.map((_, i) => i).sort((a, b) => weight[b] - weight[a] || a - b);
  }

  // ---- questions

  get many() { return this.channels.length > 1; }
  channelNamed(name) { return this.channels.findIndex(c => c.name === name); }
  /** The table of levels belongs to the detector; the page only looks numbers up in it. */
  levelOf(severity) { return this.report.severity_levels.findLastIndex(l => severity >= l.from); }
  levelOfRatio(ratio) { return this.report.severity_levels.findLastIndex(l => ratio >= l.from_ratio); }
  levelName(level) { return this.report.severity_levels[level]?.name ?? ''; }
  thresholdAt(place) { return this.score.limits ? this.score.limits.values[place] : this.score.threshold; }
  /** Score divided by threshold at a place of the frame. */
  ratioAt(place) { return this.score.pyramid.values[place] / this.thresholdAt(place); }
  thresholdOf(event) { return this.thresholdAt(this.frame.at[event.peak_index]); }
  /** What the channel is at an input row. */
  reading(channel, row) {
    const place = this.frame.at[row], c = this.channels[channel], expected = c.expected?.values[place] ?? NaN;
    return {
      value: c.value.values[place], expected, score: this.score.pyramid.values[place],
      lower: c.lower?.values[place] ?? expected - c.half, upper: c.upper?.values[place] ?? expected + c.half,
    };
  }

  // ---- changes

  on(kinds, listener) {
    for (const kind of kinds.split(' ')) this.listeners.set(kind, [...this.listeners.get(kind) ?? [], listener]);
  }
  announce(kind) { for (const listener of this.listeners.get(kind) ?? []) listener(); }

  setView(a, b) {
    const whole = this.t1 - this.t0, span = Math.max(Math.min(this.minSpan, whole), Math.min(whole, b - a));
    const start = b - a === span ? a : (a + b) / 2 - span / 2;
    this.x0 = Math.max(this.t0, Math.min(this.t1 - span, start));
    this.x1 = this.x0 + span;
    this.announce('view');
  }
  zoom(factor, at = (this.x0 + this.x1) / 2) {
    const span = Math.max(this.minSpan, Math.min(this.t1 - this.t0, (this.x1 - this.x0) * factor));
    const share = (at - this.x0) / (this.x1 - this.x0);
    this.setView(at - share * span, at - share * span + span);
  }
  pan(share) { const by = share * (this.x1 - this.x0); this.setView(this.x0 + by, this.x1 + by); }
  reset() { this.setView(this.t0, this.t1); }
  setFitHeight(on) { this.fitHeight = on; this.announce('view'); }
  setChannel(i) { this.channel = i; this.announce('channel'); }
  setUtc(on) { this.clock.utc = on; this.announce('clock'); }
  setSort(key, downFirst) {
    this.sort = { key, down: this.sort.key === key ? !this.sort.down : downFirst };
    this.announce('sort');
  }
  setLevel(level, on) { if (on) this.levels.add(level); else this.levels.delete(level); this.refilter(); this.announce('filter'); }
  setShowTraining(on) { this.showTraining = on; this.refilter(); this.announce('filter'); }
  refilter() {
    this.shown = this.events.filter(e => this.levels.has(e.level) && (this.showTraining || e.part !== 'train'));
    if (!this.shown.includes(this.selected)) this.selected = null;
  }
  /** Selecting zooms to 3.2 × the event's length (at least 77 rows) and to its strongest channel; null lets go. */
  select(event) {
    this.selected = event;
    if (event) {
      const channel = this.channelNamed(event.channels[0].name), middle = (event.t0 + event.t1) / 2;
      if (channel >= 0 && channel !== this.channel) this.setChannel(channel);
      const half = Math.max(event.t1 - event.t0, this.step * 24) * 1.6;
      this.setView(middle - half, middle + half);
    }
    this.announce('selection');
  }
}
