// What the results cost: time and memory against the leading metric.
import { el, key, legend, section } from '../../shared/dom.ts';
import { figure } from '../../shared/figures/figure.ts';
import { scatter } from '../figures/scatter.ts';
import { isFloor, known } from '../run.ts';
import type { Run } from '../run.ts';
import type { Detector, Metric } from '../wire.ts';

const LEAST = 1e-3; // a cost that was rounded to nothing still has a place on a logarithmic axis

export function costSection(run: Run) {
  const { lead } = run;
  if (!lead) return null;
  const figures = [
    costFigure(run, lead, 'Time', 'seconds', (d) => d.seconds),
    costFigure(run, lead, 'Memory', 'peak MB', (d) => d.peak_mb),
  ].filter((one) => one !== null);
  if (!figures.length) return null;
  const marks = legend([
    [key('dot front'), 'no other detector is both cheaper and better'],
    [key('dot'), 'another one is'],
    run.data.detectors.some((d) => isFloor(d.name)) && [key('dot floor-point'), 'random, constant'],
  ]);
  return section('cost', 'Cost', null, marks, el('div', { class: 'grid' }, figures));
}

function costFigure(run: Run, lead: Metric, title: string, words: string, costOf: (d: Detector) => number | null) {
  const points = run.ordered.flatMap((d) => {
    const cost = costOf(d);
    const value = known(d.metrics, lead.name);
    if (cost === null || value === null) return [];
    return [{ name: d.name, cost: Math.max(LEAST, cost), value, muted: isFloor(d.name) }];
  });
  if (!points.length) return null;
  return el(
    'article',
    {},
    el('h3', {}, title),
    figure((W) => scatter(points, lead, words, W)),
  );
}
