// Average ranks over the series, and which of them differ by more than chance.
import { section } from '../../shared/dom.ts';
import { figure } from '../../shared/figures/figure.ts';
import { criticalDifference } from '../figures/critical_difference.ts';
import type { Run } from '../run.ts';

export function ranksSection(run: Run) {
  const { ranks } = run.data;
  if (!ranks || ranks.average.length < 2) return null;
  const metric = run.wordsOf(ranks.metric);
  const list = [...ranks.average].sort((a, b) => a.rank - b.rank).map((r) => `${r.detector} ${r.rank.toFixed(2)}`);
  const joined =
    ranks.critical_difference === null
      ? 'How far apart ranks must lie to differ by more than chance cannot be said.'
      : 'Detectors joined by a bar do not differ by more than chance.';
  const lead = `Each series ranks the detectors by ${metric}; this is the mean of those ranks, 1 is best. ${joined}`;
  const words = `Average ranks by ${metric}: ${list.join(', ')}`;
  return section(
    'ranks',
    'Average ranks',
    lead,
    figure((W) => criticalDifference(ranks, words, W)),
  );
}
