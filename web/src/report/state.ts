// What the page shows: the report's data, and the reader's view, channel, selection and filters.
import { TimeClock, RowClock } from '../shared/clock.ts';
import type { Clock } from '../shared/clock.ts';
import type { EventMark, Marks } from '../shared/charts/event_marks.ts';
import { makeFrame, intoFrame } from '../shared/frame.ts';
import type { Frame } from '../shared/frame.ts';
import { Pyramid } from '../shared/pyramid.ts';
import type { Range } from '../shared/pyramid.ts';
import { View } from '../shared/view.ts';
import { rowPositions, shifted } from './reader.ts';
import type { ReadArray } from './reader.ts';
import type * as wire from './wire.ts';

/** What is announced; 'filter': levels, training part. */
export type Change = 'view' | 'channel' | 'selection' | 'filter' | 'sort' | 'clock' | 'theme';

/** A channel's arrays, and how it is written. */
export interface Channel {
  name: string;
  unit: string;
  /** Its usual error. */
  sigma: number | undefined;
  value: Pyramid;
  range: Range;
  expected: Pyramid | null;
  band: { lower: Pyramid; upper: Pyramid } | null;
  /** Decimal places worth writing. */
  digits: number;
}

export interface ScoreOfRows {
  pyramid: Pyramid;
  /** Row by row; null = constant. */
  thresholds: Pyramid | null;
  /** Its one value, or the latest one it varied to. */
  threshold: number;
  log: boolean;
  /** Of the score's axis. */
  range: Range;
}

/** An event with its number, its level and the stretch it takes of the axis. */
export type PageEvent = wire.ReportEvent & EventMark;

/** Sections read the fields and call the methods; each change is announced by its kind to those who asked with `on`. */
export class State {
  readonly report: wire.Report;
  /** Position of each input row. */
  readonly rowX: Float64Array;
  readonly frame: Frame;
  readonly step: number;
  readonly clock: Clock;
  readonly channels: Channel[];
  readonly score: ScoreOfRows;
  readonly events: PageEvent[];
  readonly training: Range | null;
  /** Numbers of the channels, strongest first. */
  readonly channelOrder: number[];
  readonly drawable: boolean;
  readonly view: View;

  channel: number;
  fitHeight = true;
  selected: PageEvent | null = null;
  /** Events that pass the filters. */
  shown: PageEvent[] = [];
  sort = { key: 'time', down: false };
  private readonly levels: Set<number>;
  private showTraining = true;
  private readonly listeners = new Map<Change, (() => void)[]>();

  constructor(report: wire.Report, array: ReadArray) {
    const { x, late } = rowPositions(report.time, array);
    const [t0, t1] = [x[0] ?? 0, x.at(-1) ?? 1];
    this.report = report;
    this.rowX = x;
    this.frame = makeFrame(x, report.time.gap_ms ?? Infinity);
    this.step = report.time.kind === 'rows' ? 1 : (report.time.step_ms ?? 0);
    this.clock = clockOf(report, (x.at(-1) ?? 0) - t0);
    const pyramid = (name: wire.ArrayName, offset = 0) =>
      new Pyramid(intoFrame(this.frame, shifted(array(name), offset), late));
    this.channels = report.channels.map((c) => readChannel(c, pyramid));
    this.score = readScore(report.score, pyramid);
    this.events = report.events.map((e, i) => this.readEvent(e, i));
    this.training = this.readTraining(report.split);
    this.channelOrder = this.strongestFirst();
    this.channel = this.channelOrder[0] ?? 0;
    this.drawable = t1 > t0 && this.channels.some((c) => !c.value.empty);
    this.view = new View(t0, t1, Math.max(1e-3, this.step * 6), () => this.announce('view'));
    this.levels = new Set(report.severity_levels.keys());
    this.refilter();
  }

  private readEvent(e: wire.ReportEvent, i: number): PageEvent {
    const half = this.step / 2;
    const [t0, t1] = [this.rowX[e.start_index] - half, this.rowX[e.end_index] + half];
    return { ...e, id: i + 1, level: this.levelOf(e.severity), t0, t1 };
  }
  private readTraining(split: wire.Split | undefined): Range | null {
    if (!split) return null;
    const last = Math.max(split.train[1], split.validation?.[1] ?? 0);
    return [this.rowX[split.train[0]], this.rowX[Math.min(last + 1, this.rowX.length - 1)]];
  }
  /** Channels by share × severity over all events; ties stay in the order of the file. */
  private strongestFirst() {
    const share = (e: PageEvent, name: string) => e.channels.find((c) => c.name === name)?.share ?? 0;
    const weight = this.channels.map(({ name }) =>
      this.events.reduce((sum, e) => sum + share(e, name) * e.severity, 0),
    );
    return this.channels.map((_, i) => i).sort((a, b) => weight[b] - weight[a] || a - b);
  }

  // ---- questions

  get many() {
    return this.channels.length > 1;
  }
  channelNamed(name: string) {
    return this.channels.findIndex((c) => c.name === name);
  }
  /** The table of levels belongs to the detector; the page only looks numbers up in it. −1 = below the lowest. */
  levelOf(severity: number) {
    return this.report.severity_levels.findLastIndex((l) => severity >= l.from);
  }
  levelOfRatio(ratio: number) {
    return this.report.severity_levels.findLastIndex((l) => ratio >= l.from_ratio);
  }
  levelName(level: number) {
    return this.report.severity_levels[level]?.name ?? '';
  }
  /** Score divided by threshold at a place of the frame. */
  ratioAt(place: number) {
    return this.score.pyramid.values[place] / this.thresholdAt(place);
  }
  thresholdOf(event: PageEvent) {
    return this.thresholdAt(this.frame.at[event.peak_index]);
  }
  private thresholdAt(place: number) {
    return this.score.thresholds ? this.score.thresholds.values[place] : this.score.threshold;
  }
  /** What the channel is at an input row. */
  reading(channel: number, row: number) {
    const place = this.frame.at[row];
    const { value, expected, band } = this.channels[channel];
    return {
      value: value.values[place],
      expected: expected?.values[place] ?? NaN,
      score: this.score.pyramid.values[place],
      lower: band?.lower.values[place] ?? NaN,
      upper: band?.upper.values[place] ?? NaN,
    };
  }
  /** What charts draw around their curves. */
  get marks(): Marks {
    return { events: this.shown, selected: this.selected, training: this.training };
  }

  // ---- changes

  on(kinds: Change[], listener: () => void) {
    for (const kind of kinds) this.listeners.set(kind, [...(this.listeners.get(kind) ?? []), listener]);
  }
  announce(kind: Change) {
    for (const listener of this.listeners.get(kind) ?? []) listener();
  }

  setFitHeight(on: boolean) {
    this.fitHeight = on;
    this.announce('view');
  }
  setChannel(i: number) {
    this.channel = i;
    this.announce('channel');
  }
  setUtc(on: boolean) {
    this.clock.utc = on;
    this.announce('clock');
  }
  setSort(key: string, downFirst: boolean) {
    this.sort = { key, down: this.sort.key === key ? !this.sort.down : downFirst };
    this.announce('sort');
  }
  setLevel(level: number, on: boolean) {
    if (on) this.levels.add(level);
    else this.levels.delete(level);
    this.refilter();
    this.announce('filter');
  }
  setShowTraining(on: boolean) {
    this.showTraining = on;
    this.refilter();
    this.announce('filter');
  }
  private refilter() {
    const passes = (e: PageEvent) => this.levels.has(e.level) && (this.showTraining || e.part !== 'train');
    this.shown = this.events.filter(passes);
    if (this.selected && !this.shown.includes(this.selected)) this.selected = null;
  }
  /** Selecting zooms to 3.2 × the event's length (at least 77 rows) and to its strongest channel; null lets go. */
  select(event: PageEvent | null) {
    this.selected = event;
    if (event) {
      const channel = this.channelNamed(event.channels[0].name);
      if (channel >= 0 && channel !== this.channel) this.setChannel(channel);
      const middle = (event.t0 + event.t1) / 2;
      const half = Math.max(event.t1 - event.t0, this.step * 24) * 1.6;
      this.view.set(middle - half, middle + half);
    }
    this.announce('selection');
  }
}

type ReadPyramid = (name: wire.ArrayName, offset?: number) => Pyramid;

const clockOf = ({ time, source }: wire.Report, span: number): Clock =>
  time.kind === 'rows' ? new RowClock() : new TimeClock(source.utc_offsets ?? [], time.step_ms ?? 0, span);

function readChannel({ offset, ...c }: wire.Channel, pyramid: ReadPyramid): Channel {
  const value = pyramid(c.value, offset);
  const range = value.range();
  const unitOfError = c.sigma || (range[1] - range[0]) / 100 || 1;
  return {
    name: c.name,
    unit: c.unit,
    sigma: c.sigma,
    value,
    range,
    expected: c.expected ? pyramid(c.expected, offset) : null,
    band: c.band ? { lower: pyramid(c.band.lower, offset), upper: pyramid(c.band.upper, offset) } : null,
    digits: Math.max(0, Math.min(9, 1 - Math.floor(Math.log10(unitOfError)))),
  };
}

function readScore({ values, threshold, scale }: wire.Score, read: ReadPyramid): ScoreOfRows {
  const pyramid = read(values);
  const [lowest, highest] = pyramid.range();
  const thresholds = threshold.kind === 'array' ? read(threshold.values) : null;
  const now = threshold.kind === 'array' ? (thresholds?.range()[1] ?? NaN) : threshold.value;
  const top = Math.max(highest, now);
  const log = scale === 'log' && now > 0;
  const range: Range = log ? [now / 20, top * 1.6] : [Math.min(0, lowest), top * 1.08];
  return { pyramid, thresholds, threshold: now, log, range };
}
