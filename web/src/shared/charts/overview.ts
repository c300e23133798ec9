// The whole series at once: a line (one channel) or lanes (several), severity strip, brush.
import { palette, FONT, alpha, gutter, isPhone } from './palette.js';
import { Brush } from './brush.js';
import { heat } from '../../report/heat.js';
import { viewOf, viewX, viewY } from '../frame.js';
import { el, fitted } from '../dom.js';

const RIGHT = 12, AXIS = 20;
export const LANES_SHOWN = 12;

export class Overview {
  constructor(state, box) {
    Object.assign(this, { state, box, all: false });
    this.canvas = el('canvas', { 'aria-hidden': 'true' });
    this.labels = el('div', { class: 'lane-labels' });
    this.brush = new Brush(state);
    box.append(this.canvas, this.labels, this.brush.area);
    this.layout();
    fitted(box, () => this.layout());
  }
  move() { this.brush.move(); }

  /** Draws everything again: size, theme, channel, filter or clock changed. */
  layout() {
    const { state } = this, g = this.prepare();
    if (state.trainSpan) {
      g.fillStyle = this.colours.train;
      g.fillRect(this.X(state.trainSpan[0]), 0, this.X(state.trainSpan[1]) - this.X(state.trainSpan[0]), this.height);
    }
    this.drawAxis(g);
    this.labels.replaceChildren();
    for (const lane of this.lanes) {
      if (lane.kind === 'line') this.drawLine(g, lane);
      else if (lane.kind === 'labels') this.drawLabels(g, lane);
      else this.drawHeat(g, lane);
      if (lane.name) this.labels.append(this.laneLabel(lane));
    }
    this.brush.place(this.left, this.plot, this.height);
  }
  listLanes() {
    const { state } = this, lanes = [];
    if (!state.many) lanes.push({ kind: 'line', channel: 0, h: 64, name: '' });
    lanes.push({ kind: 'score', channel: -1, h: state.many ? 18 : 14, name: state.many ? 'All channels' : 'Severity' });
    if (state.many) for (const i of state.channelOrder.slice(0, this.all ? undefined : LANES_SHOWN)) {
      lanes.push({ kind: 'channel', channel: i, h: 18, name: state.channels[i].name });
    }
    if (state.labels.length) lanes.push({ kind: 'labels', h: 10, name: 'Labels' });
    return lanes;
  }
  /** Sizes and places; returns a cleared drawing context in CSS pixels. */
  prepare() {
    const { state, canvas } = this, r = devicePixelRatio || 1, width = this.box.clientWidth;
    this.colours = palette();
    this.overhead = isPhone() && state.many;  // lane names stand above their lanes
    this.left = gutter(state);
    this.plot = Math.max(50, width - this.left - RIGHT);
    this.lanes = this.listLanes();
    let y = 2;
    for (const lane of this.lanes) { lane.y = y + (this.overhead ? 13 : 0); y = lane.y + lane.h + (state.many ? 6 : 4); }
    this.height = y;
    Object.assign(canvas, { width: width * r, height: (y + AXIS) * r });
    Object.assign(canvas.style, { width: `${width}px`, height: `${y + AXIS}px` });
    this.box.style.height = `${y + AXIS}px`;
    const g = canvas.getContext('2d');
    g.scale(r, r);
    return g;
  }
  X(x) { return this.left + (x - this.state.t0) / (this.state.t1 - this.state.t0) * this.plot; }

  drawAxis(g) {
    const { state, left, plot, height, colours } = this;
    const { out, step } = state.clock.ticks(state.t0, state.t1, (state.t1 - state.t0) / Math.max(2, plot / 100));
    g.font = FONT;
    g.textBaseline = 'top';
    for (const t of out) {
      const x = this.X(t);
      g.fillStyle = colours.rule;
      g.fillRect(Math.round(x), 0, 1, height + 3);
      g.fillStyle = colours.ink3;
      g.textAlign = x > left + plot - 24 ? 'right' : x < left + 20 ? 'left' : 'center';
      g.fillText(state.clock.tick(t, step), x, height + 5);
    }
  }
  drawLine(g, lane) {
    const { state, colours } = this, c = state.channels[lane.channel], view = viewOf(state.frame, state.t0, state.t1, this.plot);
    const x = viewX(state.frame, view), y = viewY(c.value, view), room = (c.range[1] - c.range[0]) * 0.04 || 1;
    const Y = v => lane.y + lane.h - (v - c.range[0] + room) / (c.range[1] - c.range[0] + 2 * room) * lane.h;
    for (const e of state.shown) {
      g.fillStyle = alpha(colours.severity[e.level], 0.16);
      g.fillRect(this.X(e.t0), lane.y, Math.max(2, this.X(e.t1) - this.X(e.t0)), lane.h);
    }
    g.strokeStyle = colours.observed;
    g.lineJoin = 'round';
    g.beginPath();
    y.forEach((v, i) => { if (v !== null) g[i && y[i - 1] !== null ? 'lineTo' : 'moveTo'](this.X(x[i]), Y(v)); });
    g.stroke();
  }
  drawLabels(g, lane) {
    const { rowX } = this.state;
    g.strokeStyle = this.colours.ink3;
    for (const [a, b] of this.state.labels) g.strokeRect(this.X(rowX[a]) + 0.5, lane.y + 0.5, Math.max(2, this.X(rowX[b]) - this.X(rowX[a])) - 1, lane.h - 1);
  }
  drawHeat(g, lane) {
    const { state, left, plot, colours } = this, bins = Math.max(40, Math.floor(plot / (state.many ? 3 : 2)));
    const cells = heat(state, lane.channel, bins), edge = b => Math.round(left + b * plot / bins);  // whole pixels: no seams
    g.fillStyle = colours.faint;
    g.fillRect(left, lane.y, plot, lane.h);
    cells.forEach((ratio, b) => {
      if (!(ratio >= 1)) return;
      g.fillStyle = colours.severity[state.levelOfRatio(ratio)];
      g.fillRect(edge(b), lane.y, edge(b + 1) - edge(b), lane.h);
    });
    if (lane.kind === 'score') for (const e of state.shown) {  // an event is never thinner than 3 px
      g.fillStyle = colours.severity[e.level];
      g.fillRect(this.X(e.t0), lane.y, Math.max(3, this.X(e.t1) - this.X(e.t0)), lane.h);
    }
  }
  laneLabel(lane) {
    const { state } = this, pressable = lane.kind === 'channel' && !this.overhead;
    const node = pressable
      ? el('button', { class: 'lane-label', type: 'button', title: `Show ${lane.name} in the chart`, 'aria-pressed': state.channel === lane.channel, onclick: () => state.setChannel(lane.channel) }, lane.name)
      : el('span', { class: 'lane-label', title: lane.name }, lane.name);
    const beside = { left: 0, width: `${this.left - (state.many ? 30 : 8)}px`, top: `${lane.y - 3}px`, height: `${lane.h + 6}px`, lineHeight: `${lane.h + 6}px` };
    Object.assign(node.style, this.overhead ? { left: 0, top: `${lane.y - 15}px`, height: '24px', lineHeight: '15px', textAlign: 'left' } : beside);
    node.hidden = isPhone() && !this.overhead;
    return node;
  }
}
