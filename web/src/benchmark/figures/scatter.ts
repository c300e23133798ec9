// What a result costs: one point a detector, cost on a logarithmic axis, labels that do not lie on each other.
import { svg } from '../../shared/dom.ts';
import { frame, rule, text } from '../../shared/figures/figure.ts';
import { fixed, number, roundSteps, tickDecimals } from '../../shared/words.ts';
import type { Metric } from '../wire.ts';

const H = 270;
const L = 46;
const R = 14;
const T = 24;
const B = 40;
const LETTER = 5.9; // mean width of a letter of the labels

export interface Point {
  name: string;
  cost: number;
  value: number;
  muted: boolean;
}

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export function scatter(points: Point[], metric: Metric, costWords: string, W: number) {
  const logs = points.map((p) => Math.log10(p.cost));
  const [x0, x1] = widened(Math.min(...logs), Math.max(...logs), 0.08, 0.25);
  const all = points.map((p) => p.value);
  const [y0, y1] = widened(Math.min(...all), Math.max(...all), 0.08, 0.02);
  const up = metric.higher_is_better;
  const X = (cost: number) => L + ((Math.log10(cost) - x0) / (x1 - x0)) * (W - L - R);
  const Y = (v: number) => T + (up ? y1 - v : v - y0) * ((H - T - B) / (y1 - y0));
  const steps = roundSteps(y0, y1, 5);
  const places = tickDecimals(steps);
  const labels = placed(points.map((p) => ({ ...p, x: X(p.cost), y: Y(p.value) })), W); // prettier-ignore
  return frame(
    W,
    H,
    `${metric.words} against ${costWords}: ` + points.map((p) => `${p.name} ${number(p.cost, 3)}`).join(', '),
    steps.map((v) => [rule(L, W - R, Y(v), Y(v), 'grid'), text(L - 6, Y(v) + 4, fixed(v, places), { 'text-anchor': 'end' })]), // prettier-ignore
    costTicks(x0, x1).map((v) => [rule(X(v), X(v), T, H - B, 'grid'), text(X(v), H - B + 15, number(v, 1), { 'text-anchor': 'middle' })]), // prettier-ignore
    text(0, 11, `${metric.words}, better is up`),
    text(W - R, H - 4, `${costWords}, logarithmic`, { 'text-anchor': 'end' }),
    labels,
    points.map((p) => svg('circle', { cx: X(p.cost), cy: Y(p.value), r: 4.5, class: kindOf(p, points, up) })),
  );
}

/** Filled: no detector is both cheaper and better. */
function kindOf(p: Point, all: Point[], up: boolean) {
  const beaten = all.some((q) => q !== p && q.cost <= p.cost && (up ? q.value >= p.value : q.value <= p.value));
  return p.muted ? 'point floor-point' : beaten ? 'point' : 'point front';
}

function widened(low: number, high: number, share: number, least: number): [number, number] {
  const room = Math.max((high - low) * share, least);
  return [low - room, high + room];
}

function costTicks(low: number, high: number) {
  const ticks = (factors: number[]) => {
    const out: number[] = [];
    for (let e = Math.floor(low); e <= high; e++) for (const k of factors) out.push(k * 10 ** e);
    return out.filter((v) => Math.log10(v) >= low && Math.log10(v) <= high);
  };
  const powers = ticks([1]);
  return powers.length > 1 ? powers : ticks([1, 2, 5]);
}

/** Beside its point where nothing lies yet, else farther away with a line to it; beside it if all is taken. */
function placed(points: (Point & { x: number; y: number })[], W: number) {
  const taken: Box[] = points.map(({ x, y }) => ({ x: x - 5, y: y - 5, w: 10, h: 10 }));
  return points.map((p) => {
    const places = placesFor(p, p.name.length * LETTER);
    const inside = (b: Box) => b.x >= L && b.x + b.w <= W && b.y >= T - 8 && b.y + b.h <= H - B;
    const free = places.find((b) => inside(b) && !taken.some((t) => meets(b, t))) ?? places.find(inside) ?? places[0];
    taken.push(free);
    const near = Math.abs(free.y + free.h / 2 - p.y) < 16;
    const toward = free.x > p.x ? free.x - 2 : free.x + free.w + 2;
    return [
      !near && svg('line', { x1: p.x, y1: p.y, x2: toward, y2: free.y + free.h / 2, class: 'leader' }),
      text(free.x, free.y + 10, p.name, { class: p.muted ? 'muted' : 'name' }),
    ];
  });
}

function placesFor({ x, y }: { x: number; y: number }, w: number): Box[] {
  const h = 12;
  const sides = (dy: number) => [
    { x: x + 8, y: y - h / 2 + dy, w, h },
    { x: x - 8 - w, y: y - h / 2 + dy, w, h },
  ];
  const middle = [y - 8 - h, y + 8].map((top) => ({ x: x - w / 2, y: top, w, h }));
  return [...sides(0), ...middle, ...[-12, 12, -24, 24, -38, 38, -52, 52, -66, 66].flatMap(sides)];
}

const meets = (a: Box, b: Box) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
