// The brush over the overview: drag its inside, its handles, or a new range; handles are sliders for the keyboard.
import type { Clock } from '../clock.ts';
import { el } from '../dom.ts';
import type { View } from '../view.ts';

const GRIP = 9; // pixels on either side of an edge
const PERCENT_BY_KEY: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10 };

type Mode = 'from' | 'to' | 'pan' | 'new';

export class Brush {
  readonly area: HTMLElement;
  private readonly view: View;
  private readonly clock: Clock;
  private readonly inside = el('div', { class: 'brush' });
  private readonly handles = [handle('from', 'Start of the shown range'), handle('to', 'End of the shown range')];
  private readonly veils = [el('div', { class: 'veil' }), el('div', { class: 'veil' })];
  private width = 1;

  constructor(view: View, clock: Clock) {
    this.view = view;
    this.clock = clock;
    this.area = el('div', { class: 'brush-area' }, this.veils, this.inside, this.handles);
    this.bindPointer();
    this.handles.forEach((node, side) => node.addEventListener('keydown', (e) => this.onKey(e, side === 1)));
  }
  place(left: number, width: number, height: number) {
    this.width = width;
    Object.assign(this.area.style, { left: `${left}px`, width: `${width}px`, height: `${height}px` });
    this.move();
  }
  /** Follows the view; cheap, called on every frame. */
  move() {
    const { t0, x0, x1, whole } = this.view;
    const X = (x: number) => ((x - t0) / whole) * this.width;
    const a = X(x0);
    const b = X(x1);
    this.veils[0].style.width = `${a}px`;
    Object.assign(this.veils[1].style, { left: `${b}px`, width: `${this.width - b}px` });
    Object.assign(this.inside.style, { left: `${a}px`, width: `${Math.max(2, b - a)}px` });
    this.handles.forEach((node, side) => {
      const x = side ? x1 : x0;
      node.style.left = `${side ? b : a}px`;
      node.setAttribute('aria-valuenow', String(Math.round(((x - t0) / whole) * 1000)));
      node.setAttribute('aria-valuetext', this.clock.full(x));
    });
  }
  private bindPointer() {
    const { area, view } = this;
    let mode: Mode | null = null;
    let at = 0;
    let anchor = 0;
    const position = (e: PointerEvent) =>
      view.t0 + ((e.clientX - area.getBoundingClientRect().left) / this.width) * view.whole;
    area.addEventListener('pointerdown', (e) => {
      if (e.button) return;
      at = anchor = position(e);
      mode = this.modeAt(anchor, e.target);
      area.setPointerCapture(e.pointerId);
    });
    area.addEventListener('pointermove', (e) => {
      if (!mode) return;
      const x = position(e);
      if (mode === 'pan') view.set(view.x0 + x - at, view.x1 + x - at);
      else if (mode === 'new') this.drawNew(anchor, x);
      else this.moveEdge(mode === 'to', x);
      at = x;
    });
    area.addEventListener('pointerup', () => {
      mode = null;
    });
    area.addEventListener('dblclick', () => view.reset());
  }
  private modeAt(x: number, target: EventTarget | null): Mode {
    const { view } = this;
    const whole = view.span > 0.995 * view.whole;
    const near = (edge: number) => (Math.abs(edge - x) / view.whole) * this.width < GRIP;
    if (target === this.handles[0] || (!whole && near(view.x0))) return 'from';
    if (target === this.handles[1] || (!whole && near(view.x1))) return 'to';
    return !whole && x > view.x0 && x < view.x1 ? 'pan' : 'new';
  }
  private drawNew(anchor: number, x: number) {
    if (Math.abs(x - anchor) > (this.view.whole / this.width) * 4)
      this.view.set(Math.min(anchor, x), Math.max(anchor, x));
  }
  private moveEdge(end: boolean, x: number) {
    const { view } = this;
    if (end) view.set(view.x0, Math.max(x, view.x0 + view.minSpan));
    else view.set(Math.min(x, view.x1 - view.minSpan), view.x1);
  }
  private onKey(e: KeyboardEvent, end: boolean) {
    const percent = PERCENT_BY_KEY[e.key];
    if (!percent) return;
    e.preventDefault();
    e.stopPropagation();
    const { view } = this;
    this.moveEdge(end, (end ? view.x1 : view.x0) + (percent * view.whole) / 100);
  }
}

const handle = (side: string, name: string) =>
  el('div', {
    class: 'handle ' + side,
    role: 'slider',
    tabindex: 0,
    'aria-label': name,
    'aria-orientation': 'horizontal',
    'aria-valuemin': 0,
    'aria-valuemax': 1000,
  });
