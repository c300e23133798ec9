// The x axis in words. `Clock` for series with time, `RowClock` for series without; both answer the same questions.
import { integer, duration, roughly, plural, roundSteps } from './words.js';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const S = 1000, M = 60 * S, H = 60 * M, D = 24 * H;
const STEPS = [1, 10, 100, S, 2 * S, 5 * S, 10 * S, 30 * S, M, 2 * M, 5 * M, 10 * M, 15 * M, 30 * M,
  H, 2 * H, 3 * H, 6 * H, 12 * H, D, 2 * D, 7 * D, 14 * D];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240];
const two = n => String(n).padStart(2, '0');

export const makeClock = report => report.time.kind === 'rows'
  ? new RowClock() : new Clock(report.source.utc_offsets ?? [], report.time.step_ms);

/** Times in the input's own zone (a table of offsets) or in UTC; never in the reader's zone. x = ms since 1970 UTC. */
export class Clock {
  constructor(offsets, stepMs) {
    this.offsets = offsets;
    this.seconds = stepMs < M;
    this.fraction = stepMs < S;
    this.utc = false;
    this.hasTime = true;
    this.zoned = offsets.some(([, minutes]) => minutes !== 0);
  }
  offset(ms) {
    if (this.utc) return 0;
    let found = this.offsets[0]?.[1] ?? 0;
    for (const [from, minutes] of this.offsets) if (ms >= from) found = minutes;
    return found * M;
  }
  parts(ms) { return new Date(ms + this.offset(ms)); }
  day(ms) { const d = this.parts(ms); return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}`; }
  time(ms) {
    const d = this.parts(ms);
    return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}` + (this.seconds ? ':' + two(d.getUTCSeconds()) : '')
      + (this.fraction ? '.' + String(d.getUTCMilliseconds()).padStart(3, '0') : '');
  }
  full(ms) { return `${this.day(ms)} ${this.parts(ms).getUTCFullYear()} ${this.time(ms)}`; }
  length(span) { return duration(span); }
  roughly(span) { return roughly(span); }
  iso(ms) { return new Date(ms).toISOString(); }
  range(a, b) { return `${this.full(a)} to ${this.full(b)} (${duration(b - a)})`; }
  /** A stretch inside a sentence: the day is not said twice. */
  stretch(a, b) {
    const start = `${this.day(a)} ${this.time(a)}`;
    if (a === b) return start;
    return `${start} to ${this.day(a) === this.day(b) ? '' : this.day(b) + ' '}${this.time(b)}`;
  }
  /** What stands under an event's start: the same moment in UTC if that differs, else the zone's name. */
  beneath(ms) {
    if (!this.offset(ms)) return 'UTC';
    const d = new Date(ms), sameDay = d.getUTCDate() === this.parts(ms).getUTCDate();
    return `${sameDay ? '' : d.getUTCDate() + '. '}${d.toISOString().slice(11, this.seconds ? 19 : 16)} UTC`;
  }
  /** Round tick places between two moments, at least `gap` ms apart. */
  ticks(x0, x1, gap) {
    const step = STEPS.find(s => s >= gap), offset = this.offset((x0 + x1) / 2), out = [];
    if (!step) return this.monthTicks(x0, x1, gap, offset);
    const anchor = step >= 7 * D ? 4 * D : 0;  // 1970 began on a Thursday: weeks are to begin on Monday
    for (let t = Math.ceil((x0 + offset - anchor) / step) * step + anchor; t <= x1 + offset; t += step) out.push(t - offset);
    return { out, step };
  }
  monthTicks(x0, x1, gap, offset) {
    const months = MONTH_STEPS.find(m => m * 30 * D >= gap) ?? MONTH_STEPS.at(-1), out = [], first = new Date(x0 + offset);
    for (let m = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / months) * months; ; m += months) {
      const t = Date.UTC(Math.floor(m / 12), m % 12) - offset;
      if (t > x1) return { out, step: months * 30 * D };
      if (t >= x0) out.push(t);
    }
  }
  tick(ms, step, first) {
    const d = this.parts(ms);
    if (step >= 28 * D) return d.getUTCMonth() ? `${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()}` : String(d.getUTCFullYear());
    const midnight = !(d.getUTCHours() || d.getUTCMinutes() || d.getUTCSeconds() || d.getUTCMilliseconds());
    if (step >= D || midnight) return this.day(ms);
    const text = `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}` + (step < M ? ':' + two(d.getUTCSeconds()) : '')
      + (step < S ? '.' + String(d.getUTCMilliseconds()).padStart(3, '0') : '');
    return first ? `${text}\n${this.day(ms)}` : text;
  }
}

/** Row numbers from 0, for input without time. x = row number; no date appears anywhere. */
export class RowClock {
  constructor() { this.hasTime = false; this.zoned = false; this.utc = false; }
  full(row) { return `row ${integer(row)}`; }
  length(span) { return plural(Math.round(span), 'row'); }
  roughly(span) { return plural(Math.round(span), 'row'); }
  iso() { return null; }
  range(a, b) { return `rows ${integer(Math.ceil(a))} to ${integer(Math.floor(b))}`; }
  stretch(a, b) { return a === b ? `row ${integer(a)}` : `rows ${integer(a)} to ${integer(b)}`; }
  beneath() { return ''; }
  ticks(x0, x1, gap) {
    const out = roundSteps(x0, x1, Math.max(1, (x1 - x0) / Math.max(1, gap))).filter(Number.isInteger);
    return { out, step: out.length > 1 ? out[1] - out[0] : 1 };
  }
  tick(row) { return integer(row); }
}
