// The stretch of an x axis that is in sight, and the ways to move it; charts, brush and gestures share one.

export class View {
  /** The whole axis. */
  readonly t0: number;
  readonly t1: number;
  /** The narrowest stretch that can be shown. */
  readonly minSpan: number;
  /** What is in sight. */
  x0: number;
  x1: number;
  private readonly moved: () => void;

  /** `moved()` is called after each change. */
  constructor(t0: number, t1: number, minSpan: number, moved: () => void) {
    this.t0 = t0;
    this.t1 = t1;
    this.minSpan = minSpan;
    this.moved = moved;
    this.x0 = t0;
    this.x1 = t1;
  }
  get whole() {
    return this.t1 - this.t0;
  }
  get span() {
    return this.x1 - this.x0;
  }
  /** Shows [a, b], moved into the axis; widened or narrowed around its middle where it is too small or too large. */
  set(a: number, b: number) {
    const span = Math.max(Math.min(this.minSpan, this.whole), Math.min(this.whole, b - a));
    const start = b - a === span ? a : (a + b) / 2 - span / 2;
    this.x0 = Math.max(this.t0, Math.min(this.t1 - span, start));
    this.x1 = this.x0 + span;
    this.moved();
  }
  /** Below 1 zooms in; what lies at `at` stays there. */
  zoom(factor: number, at = (this.x0 + this.x1) / 2) {
    const span = Math.max(this.minSpan, Math.min(this.whole, this.span * factor));
    const share = (at - this.x0) / this.span;
    this.set(at - share * span, at - share * span + span);
  }
  /** By a share of what is in sight. */
  pan(share: number) {
    const by = share * this.span;
    this.set(this.x0 + by, this.x1 + by);
  }
  reset() {
    this.set(this.t0, this.t1);
  }
}
