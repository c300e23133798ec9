// The brush over the overview: drag its inside, its handles, or a new range; handles are sliders for the keyboard.
import { el } from '../dom.js';

const GRIP = 9;  // pixels on either side of an edge

export class Brush {
  constructor(state) {
    this.state = state;
    this.inside = el('div', { class: 'brush' });
    this.handles = [handle('from', 'Start of the shown range'), handle('to', 'End of the shown range')];
    this.veils = [el('div', { class: 'veil' }), el('div', { class: 'veil' })];
    this.area = el('div', { class: 'brush-area' }, this.veils, this.inside, this.handles);
    this.bindPointer();
    this.handles.forEach((node, side) => node.addEventListener('keydown', e => this.onKey(e, side)));
  }
  place(left, width, height) {
    this.width = width;
    Object.assign(this.area.style, { left: `${left}px`, width: `${width}px`, height: `${height}px` });
    this.move();
  }
  /** Follows the view; cheap, called on every frame. */
  move() {
    const { t0, t1, x0, x1, clock } = this.state, X = x => (x - t0) / (t1 - t0) * this.width, a = X(x0), b = X(x1);
    this.veils[0].style.width = `${a}px`;
    Object.assign(this.veils[1].style, { left: `${b}px`, width: `${this.width - b}px` });
    Object.assign(this.inside.style, { left: `${a}px`, width: `${Math.max(2, b - a)}px` });
    this.handles.forEach((node, side) => {
      const x = side ? x1 : x0;
      node.style.left = `${side ? b : a}px`;
      node.setAttribute('aria-valuenow', Math.round((x - t0) / (t1 - t0) * 1000));
      node.setAttribute('aria-valuetext', clock.full(x));
    });
  }
  bindPointer() {
    const { area, state } = this;
    let mode = null, at = 0, anchor = 0;
    const position = e => state.t0 + (e.clientX - area.getBoundingClientRect().left) / this.width * (state.t1 - state.t0);
    area.addEventListener('pointerdown', e => {
      if (e.button) return;
      at = anchor = position(e);
      mode = this.modeAt(anchor, e.target);
      area.setPointerCapture(e.pointerId);
    });
    area.addEventListener('pointermove', e => {
      if (!mode) return;
      const x = position(e);
      if (mode === 'from') state.setView(Math.min(x, state.x1 - state.minSpan), state.x1);
      else if (mode === 'to') state.setView(state.x0, Math.max(x, state.x0 + state.minSpan));
      else if (mode === 'pan') { state.setView(state.x0 + x - at, state.x1 + x - at); at = x; }
      else if (Math.abs(x - anchor) > (state.t1 - state.t0) / this.width * 4) state.setView(Math.min(anchor, x), Math.max(anchor, x));
    });
    area.addEventListener('pointerup', () => { mode = null; });
    area.addEventListener('dblclick', () => state.reset());
  }
  modeAt(x, target) {
    const { state } = this, whole = state.x1 - state.x0 > 0.995 * (state.t1 - state.t0);
    const near = edge => Math.abs(edge - x) / (state.t1 - state.t0) * this.width < GRIP;
    if (target === this.handles[0] || (!whole && near(state.x0))) return 'from';
    if (target === this.handles[1] || (!whole && near(state.x1))) return 'to';
    return !whole && x > state.x0 && x < state.x1 ? 'pan' : 'new';
  }
  onKey(e, side) {
    const percent = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10 }[e.key], { state } = this;
    if (!percent) return;
    e.preventDefault();
    e.stopPropagation();
    const by = percent * (state.t1 - state.t0) / 100;
    if (side) state.setView(state.x0, Math.max(state.x0 + state.minSpan, state.x1 + by));
    else state.setView(Math.min(state.x1 - state.minSpan, state.x0 + by), state.x1);
  }
}

const handle = (side, name) => el('div', {
  class: 'handle ' + side, role: 'slider', tabindex: 0, 'aria-label': name, 'aria-orientation': 'horizontal', 'aria-valuemin': 0, 'aria-valuemax': 1000,
});
